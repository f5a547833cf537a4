/** What a page may ask of the worker: fill the shelf, throw old things away, or take over now. */
const TASKS = { fill, tidy, 'take-over': () => self.skipWaiting() };

self.addEventListener('message', (event) => {
  const task = Object.hasOwn(TASKS, event.data) && TASKS[event.data];
  if (task) event.waitUntil(Promise.resolve(task()).then((result) => event.ports[0]?.postMessage(result ?? 'done')));
});
