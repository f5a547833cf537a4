/**
 * Nobody goes on with a danger sign, or without having been asked: not from a page opened before, nor from a kept
 * copy without a network. Asked at every Start and every Carry on.
 */
import { gate } from '../offline/gate.js';

export class Door {
  constructor(screen, ask) {
    Object.assign(this, { screen, ask });
  }

  /** @returns {boolean} whether the session may go on; if not, the way to what comes first is shown */
  isOpen() {
    const answer = gate();
    if (answer === 'open') return true;
    if (answer === 'screen' && navigator.onLine) location.assign(this.ask);
    else this.#shut(answer);
    return false;
  }

  #shut(answer) {
    this.screen.root.classList.add('shut');
    this.screen.show(answer, true);
    this.screen.part(answer).focus();
  }
}
