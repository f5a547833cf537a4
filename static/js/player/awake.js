/** Keeps the screen on while wanted. Tells `changed` only what is really so: browsers may refuse or let go. */
export class Awake {
  #lock = null;
  #wanted = false;

  constructor(changed) {
    this.changed = changed;
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && this.#wanted) this.#ask();
    });
  }

  want() {
    this.#wanted = true;
    this.#ask();
  }

  letGo() {
    this.#wanted = false;
    this.#lock?.release();
  }

  async #ask() {
    if (!navigator.wakeLock || (this.#lock && !this.#lock.released)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      if (!this.#wanted) return lock.release();
      lock.addEventListener('release', () => this.changed(false));
      this.#lock = lock;
      this.changed(true);
    } catch {
      this.changed(false); // low battery, or not allowed: the session goes on
    }
  }
}
