/** The lines at the foot of a page about what waits to be sent, what was refused, and a new version. */
import { flush, forget, refused, waiting } from './queue.js';

const fill = (words, count) => words.replace('{n}', count);

export function startNotes() {
  const box = document.querySelector('[data-app-notes]');
  const note = (name) => box.querySelector(`[data-note="${name}"]`);

  async function show(sent = 0) {
    const [late, wrong] = [await waiting(), await refused()];
    for (const [name, count] of [['waiting', late.length], ['sent', sent], ['refused', wrong.length]]) {
      const line = note(name);
      line.hidden = count === 0;
      const { one, many } = line.dataset;
      line.querySelector('[data-words]').textContent = fill(count === 1 ? one : many, count);
    }
    const reasons = wrong.map(({ refused: words }) => Object.assign(document.createElement('li'), { textContent: words }));
    note('refused').querySelector('[data-reasons]').replaceChildren(...reasons);
  }

  note('refused').querySelector('button').addEventListener('click', async () => {
    for (const { id } of await refused()) await forget(id);
    show();
  });

  return {
    send: async () => show((await flush()).sent.length),
    show,
    newVersion: (takeOver) => {
      note('version').hidden = false;
      note('version').querySelector('button').addEventListener('click', takeOver, { once: true });
    },
  };
}
