/**
 * The log's form: what is saved is kept on the device before it is sent, under the key of its page, so that
 * neither a lost network nor a closed tab loses it, and pressing Save twice is one entry.
 *
 * Without this the form posts as any form does. On the copy that is kept for times without a network it also
 * names the day, by the device's own calendar at the moment the page was opened.
 */
import { add, flush, forget, person, waiting } from './offline/queue.js';
import { newKey } from './player/kept.js';

const ONE = ['page', 'worst', 'interfere', 'morning', 'routine_done', 'sleep', 'note'];
const MANY = ['tags', 'sites'];
const A_MOMENT = 4000; // milliseconds to wait for the site before saying that it is kept here

const form = document.querySelector('[data-log]');
if (form) start(form);

async function start(form) {
  const isCopy = 'copy' in document.body.dataset;
  const entry = { key: form.dataset.key ?? newKey(), day: isCopy ? localDay() : null };
  entry.person = isCopy ? await person().catch(() => null) : (document.body.dataset.person ?? null);
  if (isCopy) openCopy(form, entry.person);
  form.addEventListener('submit', (event) => {
    if (event.submitter?.name === 'worry') {
      if (navigator.onLine) return; // saved, and the danger signs are asked
      event.preventDefault();
      return location.assign('/get-help/'); // kept for times without a network
    }
    const chosen = form.querySelector('[name=worst]:checked');
    if (!isCopy && (!chosen || !entry.person)) return; // the site says what is missing
    event.preventDefault();
    if (!chosen) return ask(form);
    save(form, entry, isCopy);
  });
  form.addEventListener('change', () => show('worst', false));
}

/** The copy knows nobody: it shows its form only to a browser in which somebody was signed in. */
function openCopy(form, owner) {
  const date = document.querySelector('[data-log-date]');
  date.textContent = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date());
  form.hidden = !owner;
  show('here', Boolean(owner));
  show('nobody', !owner);
}

async function save(form, entry, isCopy) {
  const button = form.querySelector('.save');
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    await add({ key: entry.key, url: form.getAttribute('action'), fields: fieldsOf(form, entry), person: entry.person, madeAt: Date.now() });
  } catch {
    button.removeAttribute('aria-busy');
    return isCopy || !navigator.onLine ? show('problem', true) : form.submit(); // nowhere to keep it: as any form
  }
  const done = await Promise.race([flush(), new Promise((late) => setTimeout(late, A_MOMENT))]);
  button.removeAttribute('aria-busy');
  const mine = (write) => write.key === entry.key;
  const sent = done?.sent.find(mine);
  if (sent) return location.assign(sent.answer.url);
  const refused = done?.refused.find(mine);
  if (refused && !isCopy) {
    await forget(refused.id); // the page says why, with everything that was typed
    return form.submit();
  }
  const kept = (await waiting()).some(mine);
  if (!kept && !refused) return location.assign(form.getAttribute('action')); // another tab has sent it
  form.hidden = true;
  show('here', false);
  show('kept', !refused).focus();
}

function fieldsOf(form, { key, day }) {
  const data = new FormData(form);
  const fields = Object.fromEntries(ONE.map((name) => [name, data.get(name) ?? '']));
  for (const name of MANY) fields[name] = data.getAll(name);
  return day ? { ...fields, day, key } : fields;
}

function ask(form) {
  const words = show('worst', true);
  words.scrollIntoView({ block: 'center' });
  form.querySelector('[name=worst]').focus();
}

function show(name, on) {
  const part = document.querySelector(`[data-log-${name}]`);
  if (part) part.hidden = !on;
  return part;
}

/** 2026-11-24, as the device's own calendar has it. */
function localDay(now = new Date()) {
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
