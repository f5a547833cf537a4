/** Everything the player writes on its screen. It is told what is so; it decides nothing. */
const UPCOMING = 3;

export const clockFace = (seconds) => {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export class Screen {
  constructor(root, line, moves, words) {
    Object.assign(this, { root, line, moves, words });
    this.bars = moves.map((_, move) => this.#segment(move));
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  /** Before Start: the first move, and how long it all takes. */
  ready(move) {
    this.#head(move.name, this.words.ready, move.cue);
    this.write('left', clockFace(this.line.total));
    this.write('of', this.words.in_all);
    this.#where(0);
    this.#upcoming(0);
  }

  cue(cue, move) {
    const label = { next: this.words.next, ready: this.words.get_ready, rest: this.words.rest }[cue.kind];
    const side = this.words[cue.side] ?? '';
    this.#head(move.name, [label, side].filter(Boolean).join(' · '), move.cue ?? cue.text);
    this.write('of', cue.reps ? fill(this.words.reps, cue) : fill(this.words.of, { time: clockFace(cue.seconds) }));
    this.#where(cue.move);
    this.#upcoming(cue.index);
  }

  time(cue, seconds) {
    this.write('left', clockFace(cue.start + cue.seconds - seconds));
    this.bars.forEach((bar, move) => {
      const share = (seconds - this.line.startOf(move)) / this.line.secondsOf(move);
      bar.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
    });
  }

  /** The big button: what a press would do. */
  button(words, icon) {
    this.write('go-words', words);
    for (const one of this.root.querySelectorAll('[data-go-icon]')) one.hidden = one.dataset.goIcon !== icon;
  }

  write(name, words) {
    const part = this.part(name);
    if (part.textContent !== words) part.textContent = words;
  }

  list(name, texts) {
    this.part(name).replaceChildren(...texts.map((text) => element('li', text)));
  }

  #head(name, side, cue) {
    this.write('name', name);
    this.write('side', side);
    this.write('cue', cue);
  }

  #where(move) {
    const words = fill(this.words.where, { n: move + 1, m: this.moves.length });
    this.write('where', `· ${words}`);
    this.part('segments').setAttribute('aria-label', words);
  }

  #upcoming(index) {
    const work = this.line.cues.filter((cue) => cue.kind === 'hold' || cue.kind === 'reps');
    const turns = work.filter((cue, at) => cue.move !== work[at - 1]?.move || cue.side !== work[at - 1].side);
    const coming = turns.filter((cue) => cue.index > index);
    const rows = coming.slice(0, UPCOMING).map((cue) => {
      const row = element('li', [this.moves[cue.move].name, this.words[cue.side]].filter(Boolean).join(' · '));
      row.append(element('small', cue.reps ? fill(this.words.reps, cue) : clockFace(cue.seconds)));
      return row;
    });
    this.part('upcoming').replaceChildren(...rows);
  }

  #segment(move) {
    const track = document.createElement('i');
    const bar = document.createElement('b');
    track.style.flexGrow = this.line.secondsOf(move);
    track.append(bar);
    this.part('segments').append(track);
    return bar;
  }
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
