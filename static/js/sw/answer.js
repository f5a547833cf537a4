/**
 * What the worker answers. Everything comes from the network first, except our own files.
 *
 * Only pages on the list have a copy. All others, a member's own above all, pass through untouched and
 * are never kept; without a network they turn into the page that stands in for them (the log has one, made
 * for nobody), or into the offline page.
 */
const KEPT_FILES = new Set(SITE.files);
const KEPT_PAGES = new Set([...SITE.shell, ...SITE.pages]);
const GATEWAY = new Set([502, 503, 504]); // the site is away, not wrong

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event, pathname));
  else if (KEPT_FILES.has(pathname)) event.respondWith(file(request, pathname));
});

async function file(request, pathname) {
  const shelf = await caches.open(FILES);
  return (await shelf.match(pathname)) ?? fetch(request);
}

async function page(event, pathname) {
  const copy = KEPT_PAGES.has(pathname) ? await copyOf(pathname) : null;
  const live = fromNetwork(event);
  try {
    const response = await (copy ? Promise.race([live, tooSlow(SITE.patience)]) : live);
    return GATEWAY.has(response.status) && copy ? copy : response;
  } catch {
    live.catch(() => {}); // it may still fail after we have stopped waiting
    return copy ?? (await copyOf(SITE.instead[pathname] ?? SITE.offline)) ?? (await copyOf(SITE.offline)) ?? Response.error();
  }
}

async function fromNetwork({ preloadResponse, request }) {
  return (await preloadResponse) ?? fetch(request);
}

const tooSlow = (seconds) => new Promise((_, fail) => setTimeout(fail, seconds * 1000));
