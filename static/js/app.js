/** On every page: the service worker, the writes that wait, and the notes about both. */
import { startNotes } from './offline/notes.js';
import { person, setPerson } from './offline/queue.js';
import { startWorker } from './offline/worker.js';

const { dataset } = document.body;
const notes = startNotes();

/** A page that came from the site says who it was made for; a kept copy knows nobody. */
async function learnPerson() {
  const now = dataset.person ?? null;
  if (!('copy' in dataset) && (await person()) !== now) await setPerson(now);
}

learnPerson().then(notes.send, () => {}); // a browser that keeps nothing, in a private window say
startWorker(notes.newVersion).catch(() => {}); // the site works without one
window.addEventListener('online', notes.send);
