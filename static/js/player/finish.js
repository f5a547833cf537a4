/**
 * The end of a session: it is written into the queue before anything else, so that neither a lost network nor
 * a closed page loses it. What the person adds goes the same way, under the same key.
 */
import { add, flush, person, QueueFull } from '../offline/queue.js';

const A_MOMENT = 4000; // milliseconds to wait for the site before saying that it is kept here

export class Finish {
  /** @param {HTMLElement} root  the page after the last move  @param {object} advice  words by name */
  constructor(root, screen, { url, advice, rules, words }) {
    Object.assign(this, { root, screen, url, advice, rules, words });
    this.form = root.querySelector('form');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    this.form.addEventListener('change', () => this.#hideError());
  }

  /** @param {{key: string, seconds: number, hurt: string[]}} done */
  async show(done) {
    Object.assign(this, { done, madeAt: Date.now() });
    this.root.hidden = false;
    const minutes = Math.max(1, Math.round(done.seconds / 60));
    const title = minutes === 1 ? this.words.done_minute : this.words.done_minutes;
    this.screen.write('done-title', title.replace('{n}', minutes));
    this.screen.part('done-title').focus();
    this.person = 'copy' in document.body.dataset ? await person() : (document.body.dataset.person ?? null);
    await this.#keep({});
  }

  async #save() {
    const told = Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value !== ''));
    if (!this.form.elements.note.checkValidity()) return this.#error(this.form.elements.note.validationMessage);
    const kept = await this.#keep(told);
    const advice = this.#advice(told);
    if (kept === 'sent' && !advice?.ease) return location.assign(this.root.dataset.onward);
    this.form.hidden = true;
    this.screen.write('done-advice', advice ? this.advice[advice.name] : '');
    this.screen.show('done-after', true);
    this.screen.part('done-after').querySelector('a').focus();
  }

  /** The same rule as routines/progress.py, for a phone with no network to ask. */
  #advice({ felt, pain_during: pain }) {
    const hurt = Number(pain ?? 0);
    if (hurt > this.rules.stop_above) return { name: 'stop', ease: true };
    if (felt === 'much' || hurt >= this.rules.careful_from) return { name: 'half', ease: true };
    if (felt === 'easy') return { name: 'up' };
    return felt || pain !== undefined ? { name: 'same' } : null;
  }

  /** @returns {Promise<'sent' | 'here' | 'nowhere'>} where the session is now */
  async #keep(told) {
    const where = await this.#send(told);
    for (const name of ['sent', 'here', 'full', 'nobody', 'consent']) this.screen.show(`kept-${name}`, name === where);
    return where;
  }

  async #send(told) {
    if (!this.person) return 'nobody';
    const { key, seconds, hurt } = this.done;
    const fields = { seconds, hurt: hurt.join(','), ...told };
    try {
      await add({ key, url: this.url, fields, person: this.person, madeAt: this.madeAt });
    } catch (problem) {
      return problem instanceof QueueFull || problem.name === 'QuotaExceededError' ? 'full' : Promise.reject(problem);
    }
    const done = await Promise.race([flush(), new Promise((late) => setTimeout(late, A_MOMENT))]);
    const sent = done?.sent.find((write) => write.key === key);
    if (done?.refused.some((write) => write.key === key)) return location.assign(this.root.dataset.refused);
    if (!sent) return 'here';
    return sent.answer.kept ? 'sent' : 'consent';
  }

  #error(words) {
    this.screen.write('done-error', words);
    this.screen.show('done-error', true);
  }

  #hideError() {
    this.screen.show('done-error', false);
  }
}
