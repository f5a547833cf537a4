/**
 * Reminders as notifications, and the answers to them.
 *
 * The server writes the words, which may stand on a lock screen, and the addresses. Two copies of one
 * reminder have one tag, so they are shown once. An answer that cannot be sent opens its page instead.
 */
const ONE_HOUR = '60'; // minutes; what "later" means on a button

self.addEventListener('push', (event) => event.waitUntil(show(noteIn(event.data))));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(answered(event.action, event.notification.data));
});

/** What was pushed. A push must show something, so one that cannot be read becomes the plainest line. */
function noteIn(data) {
  try {
    const note = data.json();
    return { ...note, title: note.title.trim(), actions: note.actions ?? [] };
  } catch {
    return { title: SITE.nudge, url: '/', actions: [] };
  }
}

function show({ title, body, tag, url, answer, actions }) {
  return self.registration.showNotification(title, { body, tag, icon: SITE.icon, badge: SITE.icon, data: { url, answer }, actions: fitting(actions) });
}

/** Where there is room for two buttons only, Start goes: touching the notification starts as well. */
function fitting(actions) {
  const room = self.Notification?.maxActions ?? 0;
  return actions.length > room ? actions.filter(({ action }) => action !== 'start') : actions;
}

async function answered(action, { url, answer }) {
  if (!action || action === 'start') return open(url);
  if (action === 'open' || !(await sent(answer, action))) return open(answer);
}

/** Whether the site took the answer. The address itself is the proof; no cookie goes along. */
async function sent(address, action) {
  const body = new URLSearchParams({ answer: action, when: ONE_HOUR });
  try {
    return (await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'omit' })).ok;
  } catch {
    return false;
  }
}

async function open(url) {
  const pages = await self.clients.matchAll({ type: 'window' });
  const there = pages.find((page) => new URL(page.url).pathname === url);
  return there ? there.focus() : self.clients.openWindow(url);
}
