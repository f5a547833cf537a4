import { blend, ease } from './blend.js';
import { cameraFor, draw, viewBox } from './picture.js';
import { solve } from './skeleton.js';
import { patch } from './tree.js';
import { MOVES } from '../poses.js';

const TURN = 34; // degrees
const TURN_TIME = 420; // milliseconds
const BREATH = 1.4; // radians a second: about 13 breaths a minute
const LONGEST_STEP = 0.1; // seconds: after a pause of the page, carry on instead of jumping ahead

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Moves the figure in an <svg> that the server has drawn.
 *
 * One view a picture: close() it before another move takes its <svg>. Stops by itself while it cannot be
 * seen. For a reader who prefers less motion it steps from one key pose to the next, without anything in
 * between and without breathing.
 */
export class FigureView {
  #from = 0;
  #elapsed = 0;
  #drawn = null;
  #frame = 0;
  #turning = 0;
  #seen = true;

  /**
   * @param {SVGSVGElement} svg
   * @param {string} key  a move of the pose library; anything else throws
   */
  constructor(svg, key) {
    if (!MOVES[key]) throw new Error(`There is no move "${key}".`);
    this.svg = svg;
    this.move = MOVES[key];
    this.keys = this.move.keys.map((pose) => ({ pose, skeleton: solve(pose) }));
    this.yaw = this.move.cam.yaw;
    this.playing = false;
    /** Seconds between key poses, and at each. A stretch rests longer than a repetition. */
    this.pace = { move: this.move.move ?? 3, hold: this.move.hold ?? (this.move.move < 3 ? 1 : 4) };
    svg.setAttribute('viewBox', viewBox(this.move));
    this.observer = new IntersectionObserver(([entry]) => this.#look(entry.isIntersecting));
    this.observer.observe(svg);
  }

  /** The left side works: the same picture, the other way round. */
  get mirror() {
    return this.svg.classList.contains('mirror');
  }

  set mirror(on) {
    this.svg.classList.toggle('mirror', on);
  }

  /** Draws one moment. 1.25 is a quarter of the way from key pose 1 to the next; the last leads to the first. */
  show(position) {
    this.#from = position;
    this.#elapsed = 0;
    this.#draw(position);
  }

  /** Moves from key pose to key pose until stop(), from wherever it is. */
  play() {
    if (this.playing) return;
    this.playing = true;
    this.#from = Math.floor(this.#from);
    this.#run();
  }

  stop() {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
  }

  /** Turns the figure a little towards the viewer; the next time, back again. */
  turn() {
    const home = this.move.cam.yaw;
    const start = this.yaw;
    const end = Math.abs(start - home) < 1 ? home + TURN : home;
    const began = performance.now();
    const step = (now) => {
      const t = calm.matches ? 1 : Math.min(1, Math.max(0, now - began) / TURN_TIME);
      this.yaw = start + (end - start) * ease(t);
      this.#drawn = null;
      if (!this.playing || calm.matches) this.#draw(this.#position());
      if (t < 1) this.#turning = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.#turning);
    this.#turning = requestAnimationFrame(step);
  }

  /** For good: lets go of the page. */
  close() {
    this.stop();
    cancelAnimationFrame(this.#turning);
    this.observer.disconnect();
  }

  #look(seen) {
    this.#seen = seen;
    if (this.playing) this.#run();
  }

  #run() {
    cancelAnimationFrame(this.#frame);
    let before;
    const tick = (now) => {
      if (!this.playing || !this.#seen) return;
      this.#elapsed += Math.min(LONGEST_STEP, Math.max(0, now - (before ?? now)) / 1000); // a clock may step back
      before = now;
      this.#draw(this.#position());
      this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  #position() {
    const { move, hold } = this.pace;
    const rounds = Math.floor(this.#elapsed / (move + hold));
    const share = Math.min(1, (this.#elapsed % (move + hold)) / move);
    return this.#from + rounds + (calm.matches ? Math.floor(share) : share);
  }

  #draw(position) {
    const breath = calm.matches ? 0 : Math.sin(this.#elapsed * BREATH);
    const moment = `${position} ${breath}`;
    if (moment === this.#drawn) return;
    this.#drawn = moment;
    const camera = cameraFor(this.move, this.yaw);
    patch(this.svg, draw(this.move, this.#skeleton(position), { camera, breath }));
  }

  #skeleton(position) {
    const count = this.keys.length;
    const t = ease(position - Math.floor(position));
    const from = this.keys[Math.floor(position) % count];
    const to = this.keys[(Math.floor(position) + 1) % count];
    return t === 0 || count === 1 ? from.skeleton : blend(from, to, t);
  }
}
