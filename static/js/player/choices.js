/**
 * What is done in each move: which of its options, whole or half, with or without kneeling. No DOM.
 *
 * The server made the options; here they are only picked. A move of a later week is left out.
 */
export class Choices {
  #picked = new Map();

  /** @param {{week: number, options: object[]}[]} moves */
  constructor(moves, { week = 1, kneel = true, half = false } = {}) {
    Object.assign(this, { all: moves, week, kneel, half });
  }

  get moves() {
    return this.all.filter((move) => move.week <= this.week && move.options.some((option) => this.#fits(option)));
  }

  options(index) {
    return this.moves[index].options.filter((option) => this.#fits(option));
  }

  /** The option that is done: the one picked, else the first that fits. */
  of(index) {
    const options = this.options(index);
    return options.find(({ key }) => key === this.#picked.get(index)) ?? options[0];
  }

  /** The easier option that is not done already, if there is one. */
  easier(index) {
    return this.options(index).find((option) => option.kind === 'easier' && option !== this.of(index));
  }

  others(index) {
    return this.options(index).filter((option) => option !== this.of(index));
  }

  pick(index, key) {
    this.#picked.set(index, key);
  }

  /** The cues of every move as it is done now. */
  cues() {
    return this.moves.map((_, index) => (this.half ? this.of(index).half : this.of(index).cues));
  }

  names() {
    return this.moves.map((_, index) => this.of(index).name);
  }

  isChanged(index) {
    return this.of(index) !== this.options(index)[0];
  }

  get usesKneeling() {
    return this.all.some(({ week, options }) => week <= this.week && options[0].kneels);
  }

  kept() {
    return { week: this.week, kneel: this.kneel, half: this.half, picked: [...this.#picked] };
  }

  /** What the address asks for, then what the person's plan says, then how they did it before. */
  static today({ week, kneel, half }, likes) {
    const asked = new URLSearchParams(location.search);
    return {
      week: Number(asked.get('week')) || week,
      kneel: asked.has('kneel') ? asked.get('kneel') !== 'no' : kneel && likes.kneel,
      half: asked.has('length') ? asked.get('length') === 'half' : half,
    };
  }

  static from(moves, { picked = [], ...how }) {
    const choices = new Choices(moves, how);
    for (const [index, key] of picked) choices.pick(index, key);
    return choices;
  }

  #fits(option) {
    return this.kneel || !option.kneels;
  }
}
