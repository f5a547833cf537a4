/**
 * What the worker keeps, and for how long.
 *
 * Files and pages are kept under the version that they belong to. An older version is thrown away only
 * once the new one is whole, so there is no moment without a session that works offline. A page is asked
 * for without cookies: what is kept was made for nobody.
 */
const FILES = `files-${SITE.version}`;
const PAGES = `pages-${SITE.version}`;

const copyRequest = (path) => new Request(path, { credentials: 'omit', cache: 'no-store', headers: { [SITE.copy]: '1' } });

async function keepFiles() {
  const shelf = await caches.open(FILES);
  await Promise.all(
    SITE.files.map(async (address) => {
      if (await shelf.match(address)) return;
      const same = isHashed(address) && (await caches.match(address)); // the very same bytes, kept before
      await shelf.put(address, same || (await mustBeOk(fetch(address, { cache: 'no-cache' }))));
    }),
  );
}

/** Keeps pages in turn until they are all there or `room` bytes are used up. Returns the bytes fetched. */
async function keepPages(paths, room = Infinity) {
  const shelf = await caches.open(PAGES);
  let used = 0;
  for (const path of paths) {
    if (await shelf.match(path)) continue;
    if (used >= room) break;
    const response = await mustBeOk(fetch(copyRequest(path)));
    used += Number(response.headers.get('Content-Length')) || (await response.clone().blob()).size;
    if (response.redirected) continue; // not the page that was asked for
    await shelf.put(path, response);
  }
  return used;
}

/** Everything else that works offline, then the old versions go. Stops quietly when the disk is full. */
async function fill() {
  try {
    await keepPages(SITE.pages, SITE.most_bytes);
    await tidy();
    return 'full';
  } catch (problem) {
    return problem.name === 'QuotaExceededError' ? 'no room' : 'later';
  }
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => /^(files|pages)-/.test(name) && ![FILES, PAGES].includes(name)).map((name) => caches.delete(name)));
}

/** A kept page, this version's first; null when there is none. */
async function copyOf(path) {
  const shelf = await caches.open(PAGES);
  return (await shelf.match(path)) ?? (await caches.match(path, { ignoreVary: true })) ?? null;
}

async function mustBeOk(answer) {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  return response;
}

const isHashed = (address) => /\.[0-9a-f]{12}\.\w+$/.test(address);

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepFiles(), keepPages(SITE.shell)]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]));
});
