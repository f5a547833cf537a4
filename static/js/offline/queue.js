/**
 * Writes that wait for the network, sent in the order they were made, each exactly once.
 *
 * A write is `{ key, url, fields, person, madeAt }`. `key` is a UUID made where the thing happened; the
 * server keeps one row a key, so a write that arrives twice, because its answer was lost, is one row.
 * `person` is whose it is: on a shared browser nobody's session lands in somebody else's account.
 *
 * What comes of a write (`outcome`):
 *   sent      the server has it (any 2xx)
 *   refused   it will never be taken (4xx): put aside with the server's own words, for the person to read
 *   waiting   no network, or a server in trouble: this one and all after it stay
 *   foreign   somebody else is signed in, or nobody: it stays, and the next may go
 *
 * Used by the player and by the log; any other page may add its own writes to the same queue. A value in
 * `fields` may be a list.
 */
import { fact, setFact, within } from './store.js';

const SYNC = '/sync/';
const PATIENCE = 15_000; // milliseconds for one answer
const LATER = new Set([401, 403, 408, 425, 429]);
const MOST = 200; // a year of sessions, or months of entries; more means that something is wrong

export class QueueFull extends Error {}

/** Keeps a write. A write with the same key that has not been sent takes the new fields instead. */
export async function add({ key, url, fields, person = null, madeAt = Date.now() }) {
  await within('writes', 'readwrite', async (writes) => {
    const before = await writes.byKey(key);
    if (before && !before.refused) return writes.put({ ...before, fields: { ...before.fields, ...fields } });
    if ((await writes.getAll()).length >= MOST) throw new QueueFull();
    return writes.add({ key, url, fields, person, madeAt });
  });
  navigator.storage?.persist?.(); // these are the only copy: ask the browser not to clear them
}

export const all = () => within('writes', 'readonly', (writes) => writes.getAll());
export const waiting = async () => (await all()).filter((write) => !write.refused);
export const refused = async () => (await all()).filter((write) => write.refused);
export const forget = (id) => within('writes', 'readwrite', (writes) => writes.delete(id));

/** Who uses this browser, as far as a page that was not kept has told us; null for a visitor. */
export const person = async () => (await fact('person')) ?? null;
export const setPerson = (id) => setFact('person', id);

/**
 * Sends what waits. One tab at a time; a second call waits for the first and then finds nothing.
 * @returns {Promise<{sent: object[], refused: object[], waiting: number}>}
 */
export async function flush() {
  const alone = navigator.locks ? (work) => navigator.locks.request('psoascare-writes', work) : (work) => work();
  return alone(sendAll);
}

async function sendAll() {
  const done = { sent: [], refused: [], waiting: 0 };
  const writes = await waiting();
  const session = writes.length ? await who() : null;
  for (const [index, write] of writes.entries()) {
    const { outcome, answer } = session ? await send(write, session) : { outcome: 'waiting' };
    if (outcome === 'waiting') {
      done.waiting += writes.length - index;
      break;
    }
    if (outcome === 'foreign') done.waiting += 1;
    else {
      await settle(write, outcome, answer);
      done[outcome].push({ ...write, answer });
    }
  }
  return done;
}

async function settle(write, outcome, answer) {
  if (outcome === 'sent') {
    await within('writes', 'readwrite', async (writes) => {
      const now = await writes.get(write.id);
      // told more while this was on its way: send that too, under the same key
      if (now && JSON.stringify(now.fields) !== JSON.stringify(write.fields)) return;
      await writes.delete(write.id);
    });
  } else {
    await within('writes', 'readwrite', (writes) => writes.put({ ...write, refused: answer.detail ?? '' }));
  }
}

/** As a browser sends a form: a list is one pair for each of its values. */
function asForm(fields) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs);
}

/** A fresh form token, and whom the site takes us for. Null when it cannot be asked. */
async function who() {
  try {
    const response = await fetch(SYNC, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function send({ key, url, fields, person: owner, madeAt }, session) {
  if (owner !== session.person) return { outcome: 'foreign' };
  const ago = Math.max(0, Math.round((Date.now() - madeAt) / 1000));
  const body = asForm({ ...fields, key, ago });
  const headers = { Accept: 'application/json', 'X-CSRFToken': session.token };
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(PATIENCE) });
    if (response.redirected) return { outcome: 'waiting' }; // led to a page that asks something first
    if (response.ok) return { outcome: 'sent', answer: await response.json() };
    if (response.status >= 500 || LATER.has(response.status)) return { outcome: 'waiting' };
    return { outcome: 'refused', answer: await response.json().catch(() => ({})) };
  } catch {
    return { outcome: 'waiting' };
  }
}
