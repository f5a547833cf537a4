/** Keeps the screen on while wanted. Tells `changed` only what is really so: browsers may refuse or let go. */
export class Awake {
  #lock = null;
  #wanted = false;

  /** @param {(held: boolean, refused: boolean) => void} changed */
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
    this.#lock = null;
  }

  async #ask() {
    if (!navigator.wakeLock) return this.changed(false, true);
    if (this.#lock && !this.#lock.released) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      if (!this.#wanted) return lock.release();
      lock.addEventListener('release', () => this.changed(false, false));
      this.#lock = lock;
      this.changed(true, false);
    } catch {
      this.changed(false, document.visibilityState === 'visible'); // low battery, or not allowed: the session goes on
    }
  }
}
