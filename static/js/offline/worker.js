/**
 * Registers the service worker, fills its shelf when the page is at rest, and says when a new version waits.
 * A reader who asked for less data gets no fill; what they open works offline all the same.
 */
const WORKER = '/sw.js';
const AT_REST = 4000; // milliseconds after the page has loaded

// Trusted Types: the one script address that may ever be registered.
const trusted = window.trustedTypes?.createPolicy('service-worker', {
  createScriptURL: (address) => {
    if (address !== WORKER) throw new TypeError('Only our own worker.');
    return address;
  },
});

/** @param {(takeOver: () => void) => void} announce  called once a new version waits */
export async function startWorker(announce) {
  if (!navigator.serviceWorker) return;
  const address = trusted ? trusted.createScriptURL(WORKER) : WORKER;
  const registration = await navigator.serviceWorker.register(address, { scope: '/' });
  watch(registration, announce);
  await navigator.serviceWorker.ready;
  setTimeout(() => ask(registration.active, navigator.connection?.saveData ? 'tidy' : 'fill'), AT_REST);
}

/** Sends the worker a task and waits for its answer. */
export function ask(worker, task) {
  return new Promise((answered) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answered(data);
    worker.postMessage(task, [port2]);
  });
}

function watch(registration, announce) {
  const tell = (worker) => navigator.serviceWorker.controller && announce(() => takeOver(worker));
  if (registration.waiting) tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh.addEventListener('statechange', () => fresh.state === 'installed' && tell(fresh));
  });
}

function takeOver(worker) {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  ask(worker, 'take-over');
}
