// Switches notifications on in this browser. The server keeps the subscription for as long as the visit lasts.
const section = document.querySelector("[data-devices]");
const button = section.querySelector("[data-turn-on] button");
const token = document.querySelector("[name=csrfmiddlewaretoken]");

const say = (what) => {
  for (const line of section.querySelectorAll("[data-say]")) line.hidden = line.dataset.say !== what;
};

const supported = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const onApple = /iPhone|iPad/.test(navigator.userAgent) && !matchMedia("(display-mode: standalone)").matches;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const subscribe = async () => {
  const worker = await navigator.serviceWorker.ready;
  const old = await worker.pushManager.getSubscription();
  if (old) await old.unsubscribe(); // it may be another person's, or made for an old key
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(section.dataset.key) });
};

const keep = async (subscription) => {
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint, ...keys, csrfmiddlewaretoken: token.value });
  const answer = await fetch(section.dataset.add, { method: "POST", body, redirect: "error" });
  if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
};

const turnOn = async () => {
  if ((await Notification.requestPermission()) !== "granted") return say("blocked");
  await keep(await subscribe());
  location.reload();
};

if (button) {
  say(supported ? "" : onApple ? "home-screen" : "none");
  if (supported && Notification.permission === "denied") say("blocked");
  else button.parentElement.hidden = !supported;
  button.addEventListener("click", async () => {
    button.disabled = true;
    await turnOn().catch(() => say("failed"));
    button.disabled = false;
  });
}
