/**
 * Seconds into the session, told from timestamps, so that sleep or a slow page cannot make it drift.
 *
 * `now` below is the only place where the player reads the time. A test that controls
 * `performance.now` (and the browser's timers) controls the whole session.
 */
const now = () => performance.now() / 1000;

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
