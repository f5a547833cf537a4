// Says what the form would do, as it is filled in. Without it, "Show the next 5" asks the server.
const form = document.querySelector("[data-reminder-form]");
const box = form.querySelector("[data-preview]");
const A_BREATH = 250; // milliseconds without a key pressed
let latest = 0;
let pause;

const chosen = (name) => form.querySelector(`[name="${name}"]:checked`);
const complete = () => chosen("days") && chosen("anchor") && (chosen("anchor").value !== "time" || form.elements.time.value);

const ask = async () => {
  const turn = ++latest;
  if (!complete()) return show(null);
  const body = new FormData(form);
  body.set("preview", "1");
  const answer = await fetch(form.getAttribute("action") || location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
  const found = answer.ok && answer.headers.get("Content-Type").includes("json") ? await answer.json() : null;
  if (turn === latest) show(found);
};

const show = (found) => {
  box.hidden = !found;
  if (!found) return;
  box.querySelector("[data-sentence]").textContent = found.sentence;
  box.querySelector("[data-times]").replaceChildren(...found.times.map(line));
};

const line = (words) => {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
};

form.classList.add("enhanced");
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => ask().catch(() => show(null)), A_BREATH);
});
