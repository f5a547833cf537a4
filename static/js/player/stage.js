/** The figure of the player: one move at a time, still or moving, right or left side working. */
import { viewBox } from '../figure.js';
import { FigureView } from '../figure/view.js';
import { MOVES } from '../poses.js';

export class Stage {
  #view = null;
  #key = null;
  #usual = null;

  constructor(box) {
    this.svg = box.querySelector('svg');
  }

  /**
   * Shows a move from its first key pose.
   * @param {string} key  of the pose library
   * @param {{left: boolean, steady: boolean, moving: boolean}} how  steady: go into the pose and stay there
   */
  show(key, { left, steady, moving }) {
    if (key !== this.#key) this.#open(key);
    this.#view.stop();
    this.#view.mirror = left;
    this.#view.pace = steady && MOVES[key].keys.length === 2 ? { ...this.#usual, hold: Infinity } : { ...this.#usual };
    this.#view.show(0);
    if (moving) this.#view.play();
  }

  move() {
    this.#view?.play();
  }

  freeze() {
    this.#view?.stop();
  }

  turn() {
    this.#view?.turn();
  }

  #open(key) {
    this.#view?.close();
    this.svg.setAttribute('viewBox', viewBox(MOVES[key]));
    this.#view = new FigureView(this.svg, key);
    this.#usual = this.#view.pace;
    this.#key = key;
  }
}
