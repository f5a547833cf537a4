/**
 * Seconds into the session, told from timestamps, so that a slow or hidden page cannot make it drift.
 *
 * `performance.now` stands still on some devices while they sleep; the wall clock does not. On waking the
 * two are compared, and what was slept is added. These are the only places where the player reads the time.
 */
let slept = 0; // milliseconds
let apart = Date.now() - performance.now();

function noticeSleep() {
  const now = Date.now() - performance.now();
  if (now - apart > 1000) slept += now - apart;
  apart = now;
}

document.addEventListener('visibilitychange', noticeSleep);

const now = () => (performance.now() + slept) / 1000;

export class Clock {
  #since = null;
  #before = 0;

  get running() {
    return this.#since !== null;
  }

  get seconds() {
    return this.#before + (this.running ? now() - this.#since : 0);
  }

  start() {
    this.#since ??= now();
  }

  pause() {
    this.#before = this.seconds;
    this.#since = null;
  }

  /** Jumps to a moment; a running clock goes on from there. */
  goTo(seconds) {
    this.#before = seconds;
    if (this.running) this.#since = now();
  }
}
