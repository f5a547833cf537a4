/** The figure of the player: one move at a time, still or moving, right or left side working. */
import { viewBox } from '../figure.js';
import { FigureView } from '../figure/view.js';
import { MOVES } from '../poses.js';

const STILL_SHARE = 0.25; // of a repeat is spent at its ends

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
   * @param {object} how
   * @param {boolean} how.left  the left side works
   * @param {boolean} how.steady  go into the pose and stay there
   * @param {number} [how.rep]  seconds that one repeat takes, for the figure to keep the pace
   * @param {boolean} how.moving
   */
  show(key, { left, steady, rep, moving }) {
    if (key !== this.#key) this.#open(key);
    this.#view.stop();
    this.#view.mirror = left;
    this.#view.pace = this.#pace(steady && MOVES[key].keys.length === 2, rep);
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

  /** A repeat is there and back: two legs of the figure's way, each with its rest at the end. */
  #pace(stay, rep) {
    if (stay) return { ...this.#usual, hold: Infinity };
    if (!rep) return { ...this.#usual };
    const leg = rep / 2;
    return { move: leg * (1 - STILL_SHARE), hold: leg * STILL_SHARE };
  }

  #open(key) {
    this.#view?.close();
    this.svg.setAttribute('viewBox', viewBox(MOVES[key]));
    this.#view = new FigureView(this.svg, key);
    this.#usual = this.#view.pace;
    this.#key = key;
  }
}
