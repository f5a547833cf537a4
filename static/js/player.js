/** The session player: takes over from the plain list on the page. One object ties the parts together. */
import { Ask } from './player/ask.js';
import { Awake } from './player/awake.js';
import { Choices } from './player/choices.js';
import { Clock } from './player/clock.js';
import { Door } from './player/door.js';
import { Finish } from './player/finish.js';
import { KeptSession, newKey } from './player/kept.js';
import { listenToKeys } from './player/keys.js';
import { Line } from './player/line.js';
import { Media } from './player/media.js';
import { Screen } from './player/screen.js';
import { Settings } from './player/settings.js';
import { Signals } from './player/signals.js';
import { Stage } from './player/stage.js';

const TICK = 100; // milliseconds
const FRESH = 1.5; // seconds: a cue that began longer ago was missed, and is not made up for
const KEEP_EVERY = 2; // seconds of the session
const SIGNALS = { hold: 'start', reps: 'start', switch: 'switch' }; // anything else is a rest

class Player {
  #cue = null;
  #keptAt = -Infinity;
  #hurt = new Set();
  #begun = false;
  #done = false;

  constructor(root, data) {
    Object.assign(this, { root, data, words: data.words });
    this.clock = new Clock(); // where we are in the line
    this.worked = new Clock(); // how long the person has been at it
    this.screen = new Screen(root, data.words);
    this.stage = new Stage(this.part('stage'));
    this.settings = new Settings(this.screen, (name, on) => this.#setUp(name, on));
    this.signals = new Signals(this.settings.likes, this.part('caption'));
    this.awake = new Awake((held, refused) => this.#showAwake(held, refused));
    this.door = new Door(this.screen, data.screen);
    this.kept = new KeptSession(data.slug, data.print);
    this.ask = new Ask(this.screen, (choice, value) => this.#chosen(choice, value));
    this.finish = new Finish(this.part('done'), this.screen, data);
    this.media = new Media(data.title, {
      play: () => this.play(),
      pause: () => this.pause(),
      previoustrack: () => this.step(-1),
      nexttrack: () => this.step(1),
    });
    this.#restore();
    this.#listen();
    this.#ready();
  }

  part(name) {
    return this.screen.part(name);
  }

  /** A dialog is open, or the session is over: keys are for the page. */
  get isBusy() {
    return this.ask.isOpen || this.#done;
  }

  get move() {
    return (this.#cue ?? this.line.at(this.clock.seconds)).move;
  }

  play() {
    if (this.#done || !this.door.isOpen()) return;
    this.#begun = true;
    this.signals.wake();
    this.awake.want();
    this.clock.start();
    this.worked.start();
    this.screen.show('setup', false);
    this.screen.button(this.words.pause, 'pause');
    this.tick();
    this.stage.move();
    this.media.show(this.choices.of(this.move).name, true);
  }

  pause() {
    if (!this.clock.running) return;
    this.clock.pause();
    this.worked.pause();
    this.awake.letGo();
    this.signals.hush();
    this.stage.freeze();
    this.screen.show('dims', false);
    this.screen.button(this.words.resume, 'play');
    this.media.show(this.choices.of(this.move).name, false);
    this.#keep();
  }

  toggle() {
    if (this.clock.running) this.pause();
    else this.play();
  }

  /** To the start of a move, `by` moves away. Back within a move goes to its own start first. */
  step(by) {
    const here = this.move;
    const started = this.clock.seconds - this.line.startOf(here) > this.line.ofMove(here)[0].seconds + 2;
    this.#goTo(this.line.startOf(Math.max(0, by < 0 && started ? here : here + by)));
  }

  restart() {
    this.#goTo(this.line.startOf(this.move));
  }

  /** Does another of the move's options, from its start. */
  pick(option) {
    const index = this.move;
    this.choices.pick(index, option.key);
    this.#lay();
    if (this.#begun) this.#goTo(this.line.startOf(index));
    else this.#ready();
  }

  makeEasier() {
    this.pick(this.choices.easier(this.move) ?? this.choices.options(this.move)[0]);
  }

  tick() {
    const seconds = this.clock.seconds;
    if (seconds >= this.line.total) return this.#finish();
    const cue = this.line.at(seconds);
    if (cue.index !== this.#cue?.index) this.#enter(cue, seconds);
    this.screen.time(cue, seconds);
    if (this.clock.running) this.#count(cue, seconds);
    if (Math.abs(seconds - this.#keptAt) > KEEP_EVERY) this.#keep();
  }

  #goTo(seconds) {
    this.clock.goTo(seconds);
    this.#cue = null;
    this.#begun = true;
    this.tick();
    this.#keep();
  }

  #lay() {
    this.line = new Line(this.choices.cues(), this.data);
    this.screen.lay(this.line, this.choices.names());
  }

  /** Before Start: the first move; or the place where the person left off. */
  #ready() {
    this.#lay();
    const seconds = Math.min(this.clock.seconds, this.line.total - 1);
    const cue = this.line.at(seconds);
    const words = seconds ? this.words.left_off : this.words.ready;
    this.screen.ready({ move: cue.move, side: words, words: cue.text, seconds });
    this.screen.button(seconds ? this.words.resume : this.words.start, 'play');
    this.screen.show('setup', !seconds);
    this.screen.show('anew', seconds > 0);
    this.settings.show(this.choices);
    this.#offer(cue.move);
    this.#figure(cue, true);
  }

  #enter(cue, seconds) {
    this.#cue = cue;
    this.screen.show('setup', false);
    this.screen.show('anew', false);
    this.screen.cue(cue);
    this.#figure(cue, this.clock.running);
    this.#offer(cue.move);
    if (!this.clock.running) return;
    const { name } = this.choices.of(cue.move);
    this.media.show(name, true);
    if (seconds - cue.start > FRESH) return;
    const said = [this.screen.label(cue), name, cue.text].filter(Boolean).join('. ');
    this.signals.begin(SIGNALS[cue.kind] ?? 'rest', said);
  }

  #figure(cue, moving) {
    const option = this.choices.of(cue.move);
    const steady = cue.kind === 'hold' && option.steady;
    const rep = cue.reps ? cue.seconds / cue.reps : undefined;
    this.stage.show(option.key, { left: cue.side === 'left', steady, rep, moving });
  }

  #count(cue, seconds) {
    this.signals.count(cue, Math.ceil(cue.start + cue.seconds - seconds));
    if (cue.reps) this.signals.rep(cue, this.screen.rep(cue, seconds));
  }

  #offer(index) {
    const easier = this.choices.easier(index);
    this.screen.show('easier', Boolean(easier) || this.choices.isChanged(index));
    this.screen.write('easier-words', easier ? this.words.easier : this.words.usual);
    this.screen.show('swap', this.choices.others(index).length > 0);
  }

  #finish() {
    if (this.#done) return;
    const past = Math.max(0, this.clock.seconds - this.line.total); // a page that slept comes late to its own end
    const seconds = Math.max(0, Math.round(this.worked.seconds - past));
    this.pause();
    this.#done = true;
    this.media.show(this.data.title, false);
    this.signals.begin('end', this.words.done);
    this.kept.forget();
    this.root.classList.add('over');
    this.finish.show({ key: this.key, seconds, hurt: [...this.#hurt] });
  }

  #keep() {
    if (this.#done || !this.#begun) return;
    this.#keptAt = this.clock.seconds;
    const state = { key: this.key, seconds: this.clock.seconds, worked: this.worked.seconds };
    this.kept.write({ ...state, hurt: [...this.#hurt], choices: this.choices.kept() });
  }

  #restore() {
    const kept = this.kept.read();
    const today = Choices.today(this.data.defaults, this.settings.likes);
    this.key = kept?.key ?? newKey();
    this.choices = Choices.from(this.data.moves, kept?.choices ?? today);
    this.clock.goTo(kept?.seconds ?? 0);
    this.worked.goTo(kept?.worked ?? 0);
    this.#hurt = new Set(kept?.hurt ?? []);
  }

  #anew() {
    this.kept.forget();
    this.#begun = false;
    this.#cue = null;
    this.#restore();
    this.#ready();
  }

  #setUp(name, on) {
    this.choices[name] = on;
    this.#ready();
  }

  #showAwake(held, refused) {
    this.screen.show('awake', held);
    this.screen.show('dims', refused && this.clock.running);
  }

  #listen() {
    const presses = {
      go: () => this.toggle(),
      back: () => this.step(-1),
      next: () => this.step(1),
      restart: () => this.restart(),
      turn: () => this.stage.turn(),
      anew: () => this.#anew(),
      easier: () => this.makeEasier(),
      swap: () => this.#stop(() => this.ask.swap(this.choices.others(this.move))),
      hurts: () => this.#stop(() => this.#itHurts()),
      more: () => this.#stop(() => this.ask.open('more')),
      leave: (event) => this.#leave(event),
    };
    for (const [name, press] of Object.entries(presses)) this.part(name).addEventListener('click', press);
    listenToKeys(this);
    const tick = () => this.clock.running && this.tick();
    setInterval(tick, TICK);
    document.addEventListener('visibilitychange', tick);
    window.addEventListener('pagehide', () => this.#keep());
  }

  #stop(then) {
    this.pause();
    then();
  }

  #itHurts() {
    const option = this.choices.of(this.move);
    this.#hurt.add(option.key);
    this.#keep();
    this.ask.hurts(option, this.choices.easier(this.move));
  }

  #chosen(choice, value) {
    if (choice === 'easier') this.makeEasier();
    if (choice === 'swap') this.pick(this.choices.options(this.move).find(({ key }) => key === value));
    if (choice === 'skip') this.step(1);
    if (['on', 'skip'].includes(choice) && this.#begun && !this.#done) this.play();
  }

  #leave(event) {
    if (!this.#begun || this.#done) return; // nothing begun, or all done: the link just leads back
    event.preventDefault();
    this.#stop(() => this.ask.open('leave'));
  }
}

const root = document.querySelector('[data-player]');
root.hidden = false;
document.querySelector('[data-list]').hidden = true;
document.body.classList.add('playing');
new Player(root, JSON.parse(document.getElementById('session').textContent));
