/** Everything the player writes on its screen. It is told what is so; it decides nothing. */
const UPCOMING = 3;

export const clockFace = (seconds) => {
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export class Screen {
  constructor(root, words) {
    Object.assign(this, { root, words });
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  /** A new line: one bar a move, as wide as its time. names: of the moves as they are done now. */
  lay(line, names) {
    Object.assign(this, { line, names });
    this.bars = names.map(() => document.createElement('b'));
    this.part('segments').replaceChildren(...this.bars.map((bar, move) => this.#segment(bar, move)));
  }

  /** Before Start, or before carrying on: where we are and how long it all takes. */
  ready({ move, side, words, seconds }) {
    this.#head(this.names[move], side, words);
    this.write('left', clockFace(this.line.total - seconds));
    this.write('of', seconds ? this.words.to_go : this.words.in_all);
    this.where(move);
    this.#fillBars(seconds);
    this.#upcoming(this.line.at(seconds).index - 1);
    this.write('next-up', '');
  }

  cue(cue) {
    this.#head(this.names[cue.move], this.label(cue), cue.text);
    this.where(cue.move);
    this.#upcoming(cue.index);
  }

  time(cue, seconds) {
    const past = seconds - cue.start;
    this.write('left', clockFace(cue.seconds - past));
    this.write('of', cue.reps ? fill(this.words.rep, { n: this.rep(cue, seconds), of: cue.reps }) : fill(this.words.of, { time: clockFace(cue.seconds) }));
    this.#fillBars(seconds);
  }

  /** Which repeat a person who keeps the pace is at: 1 to cue.reps. */
  rep(cue, seconds) {
    return Math.min(cue.reps, Math.floor(((seconds - cue.start) / cue.seconds) * cue.reps) + 1);
  }

  /** What kind of moment it is, and which side: "Rest · Left side". */
  label(cue) {
    const kind = { next: this.words.next, ready: this.words.get_ready, rest: this.words.rest, switch: this.words.switch }[cue.kind];
    return [kind, this.words[cue.side]].filter(Boolean).join(' · ');
  }

  /** The big button: what a press would do. */
  button(words, icon) {
    this.write('go-words', words);
    for (const one of this.root.querySelectorAll('[data-go-icon]')) one.hidden = one.dataset.goIcon !== icon;
  }

  where(move) {
    const words = fill(this.words.where, { n: move + 1, m: this.names.length });
    this.write('where', `· ${words}`);
    this.part('segments').setAttribute('aria-label', words);
  }

  write(name, words) {
    const part = this.part(name);
    if (part.textContent !== words) part.textContent = words;
  }

  list(name, texts) {
    this.part(name).replaceChildren(...texts.map((text) => element('li', text)));
  }

  show(name, shown) {
    this.part(name).hidden = !shown;
  }

  #head(name, side, cue) {
    this.write('name', name);
    this.write('side', side);
    this.write('cue', cue);
  }

  #fillBars(seconds) {
    this.bars.forEach((bar, move) => {
      const share = (seconds - this.line.startOf(move)) / this.line.secondsOf(move);
      bar.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
    });
  }

  #upcoming(index) {
    const work = this.line.cues.filter((cue) => cue.kind === 'hold' || cue.kind === 'reps');
    const turns = work.filter((cue, at) => cue.move !== work[at - 1]?.move || cue.side !== work[at - 1].side);
    const rows = turns.filter((cue) => cue.index > index).slice(0, UPCOMING).map((cue) => {
      const row = element('li', [this.names[cue.move], this.words[cue.side]].filter(Boolean).join(' · '));
      row.append(element('small', cue.reps ? fill(this.words.reps, cue) : clockFace(cue.seconds)));
      return row;
    });
    this.part('upcoming').replaceChildren(...rows);
    this.write('next-up', rows[0] ? `${this.words.next}: ${rows[0].firstChild.textContent}` : this.words.last);
  }

  #segment(bar, move) {
    const track = document.createElement('i');
    track.style.flexGrow = this.line.secondsOf(move);
    track.append(bar);
    return track;
  }
}

export function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
