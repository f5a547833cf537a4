/** The session player: takes over from the plain list on the page and submits its Finish form at the end. */
import { Awake } from './player/awake.js';
import { Clock } from './player/clock.js';
import { Line } from './player/line.js';
import { Screen } from './player/screen.js';
import { Sound } from './player/sound.js';
import { Stage } from './player/stage.js';

const TICK = 200; // milliseconds
const COUNTED = 3; // the last seconds of a cue are heard

class Player {
  #cue = null;
  #counted = 0;
  #easier = new Set();
  #done = false;

  constructor(root, form, { cues, moves, words }) {
    this.root = root;
    this.form = form;
    this.moves = moves;
    this.words = words;
    this.line = new Line(cues);
    this.clock = new Clock(); // where we are in the line
    this.worked = new Clock(); // how long the person has been at it
    this.screen = new Screen(root, this.line, moves, words);
    this.stage = new Stage(this.part('stage'));
    this.sound = new Sound();
    this.awake = new Awake((held) => {
      this.part('awake').hidden = !held;
    });
    this.#listen();
    this.#ready();
  }

  part(name) {
    return this.screen.part(name);
  }

  /** The move as it is done now: itself, or the easier one taken in its place. */
  move(index) {
    const move = this.moves[index];
    if (!this.#easier.has(index)) return move;
    return { ...move, ...move.easier, cue: move.easier.steps.slice(0, 2).join(' ') };
  }

  play() {
    this.sound.wake();
    this.awake.want();
    this.clock.start();
    this.worked.start();
    this.stage.move();
    this.screen.button(this.words.pause, 'pause');
    this.tick();
  }

  pause() {
    if (!this.clock.running) return;
    this.clock.pause();
    this.worked.pause();
    this.awake.letGo();
    this.stage.freeze();
    this.screen.button(this.words.resume, 'play');
  }

  toggle() {
    if (this.clock.running) this.pause();
    else this.play();
  }

  /** To the start of a move, `by` moves away. Back within a move goes to its own start first. */
  step(by) {
    const here = this.#cue?.move ?? 0;
    const started = this.clock.seconds - this.line.startOf(here) > this.line.ofMove(here)[0].seconds + 2;
    this.clock.goTo(this.line.startOf(Math.max(0, by < 0 && started ? here : here + by)));
    this.tick();
  }

  makeEasier(on = !this.#easier.has(this.#cue?.move ?? 0)) {
    const index = this.#cue?.move ?? 0;
    if (on && this.moves[index].easier) this.#easier.add(index);
    else this.#easier.delete(index);
    if (this.#cue) this.#enter(this.#cue);
    else this.#ready();
  }

  tick() {
    const seconds = this.clock.seconds;
    if (seconds >= this.line.total) return this.#finish();
    const cue = this.line.at(seconds);
    if (cue !== this.#cue) {
      if (this.#cue && this.clock.running) this.sound.change();
      this.#enter(cue);
    }
    this.screen.time(cue, seconds);
    if (this.clock.running) this.#count(Math.ceil(cue.start + cue.seconds - seconds));
  }

  #ready() {
    const move = this.move(0);
    this.screen.ready({ ...move, cue: move.cue ?? this.line.cues[0].text });
    this.#offerEasier(0);
    this.stage.show(move.key, { left: false, steady: false, moving: true });
  }

  #enter(cue) {
    this.#cue = cue;
    this.#counted = 0;
    const move = this.move(cue.move);
    const steady = cue.kind === 'hold' && move.steady;
    this.screen.cue(cue, move);
    this.stage.show(move.key, { left: cue.side === 'left', steady, moving: this.clock.running });
    this.#offerEasier(cue.move);
  }

  #count(left) {
    if (left > COUNTED || left < 1 || left === this.#counted) return;
    this.#counted = left;
    this.sound.count();
  }

  #offerEasier(index) {
    const { easier } = this.moves[index];
    this.part('easier').hidden = !easier;
    this.part('easier-move').hidden = !easier || this.#easier.has(index);
    this.screen.write('easier-words', this.#easier.has(index) ? this.words.usual : this.words.easier);
    this.screen.write('easier-name', easier?.name ?? '');
    this.screen.list('easier-steps', easier?.steps ?? []);
  }

  #finish() {
    if (this.#done) return;
    this.#done = true;
    this.awake.letGo();
    const past = this.clock.seconds - this.line.total; // a page that slept comes late to its own end
    this.form.elements.seconds.value = Math.max(0, Math.round(this.worked.seconds - past));
    this.form.requestSubmit();
  }

  #listen() {
    const presses = {
      go: () => this.toggle(),
      back: () => this.step(-1),
      next: () => this.step(1),
      turn: () => this.stage.turn(),
      easier: () => this.makeEasier(),
      hurts: () => this.#ask('hurts-dialog'),
      leave: (event) => this.#leave(event),
      sound: ({ currentTarget }) => {
        this.sound.on = !this.sound.on;
        currentTarget.setAttribute('aria-pressed', this.sound.on);
      },
    };
    for (const [name, press] of Object.entries(presses)) this.part(name).addEventListener('click', press);
    for (const dialog of this.root.querySelectorAll('dialog')) dialog.addEventListener('click', (event) => this.#chosen(event, dialog));
    document.addEventListener('keydown', (event) => this.#key(event));
    setInterval(() => this.clock.running && this.tick(), TICK);
  }

  /** A dialog stops the clock; closing it leaves the session paused, so that nobody is hurried. */
  #ask(name) {
    this.pause();
    this.part(name).showModal();
  }

  #chosen({ target }, dialog) {
    const choice = target.closest('[data-choose]')?.dataset.choose;
    if (!choice) return;
    dialog.close();
    if (choice === 'easier') this.makeEasier(true);
    if (choice === 'skip') this.step(1);
    if (!this.#done && choice !== 'easier') this.play();
  }

  #leave(event) {
    if (!this.#cue) return; // nothing begun: the link just leads back
    event.preventDefault();
    this.#ask('leave-dialog');
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.root.querySelector('dialog[open]')) return;
    const onControl = event.target.closest('button, a, input, select, textarea');
    const presses = { ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1), Escape: () => this.part('leave').click() };
    if (!onControl) presses[' '] = () => this.toggle(); // a focused button already answers to space
    if (!presses[event.key]) return;
    event.preventDefault();
    presses[event.key]();
  }
}

const root = document.querySelector('[data-player]');
root.hidden = false;
document.querySelector('[data-list]').hidden = true;
document.body.classList.add('playing');
new Player(root, document.querySelector('[data-finish]'), JSON.parse(document.getElementById('session').textContent));
