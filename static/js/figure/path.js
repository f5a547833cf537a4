/** Writes SVG path data with rounded, relative steps: the same curve in about half the letters. */
export class Path {
  /** @param {number} grid  steps to one picture unit: 10 keeps one decimal, 1 keeps whole units */
  constructor(grid = 10) {
    this.grid = grid;
    this.text = '';
    this.last = '';
    this.here = [0, 0];
  }

  move(p) {
    this.here = this.snap(p);
    return this.write('M', this.here);
  }

  line(p) {
    const to = this.snap(p);
    const step = this.from(to);
    this.here = to;
    return step[0] || step[1] ? this.write('l', step) : this;
  }

  curve(a, b, p) {
    const [c, d, to] = [a, b, p].map((q) => this.snap(q));
    this.write('c', [...this.from(c), ...this.from(d), ...this.from(to)]);
    this.here = to;
    return this;
  }

  quadratic(a, p) {
    const [c, to] = [a, p].map((q) => this.snap(q));
    this.write('q', [...this.from(c), ...this.from(to)]);
    this.here = to;
    return this;
  }

  /** Clockwise on the screen, like every outline here, so that overlapping shapes add up. */
  arc(radius, large, p) {
    const [r] = this.snap([radius, 0]);
    const to = this.snap(p);
    const flags = [0, (large ? 1 : 0) * this.grid, this.grid];
    this.write('a', [r, r, ...flags, ...this.from(to)]);
    this.here = to;
    return this;
  }

  circle([x, y], r) {
    return this.move([x - r, y])
      .arc(r, true, [x + r, y])
      .arc(r, true, [x - r, y])
      .close();
  }

  close() {
    this.text += 'Z';
    this.last = 'Z';
    return this;
  }

  toString() {
    return this.text;
  }

  snap(p) {
    return [Math.round(p[0] * this.grid), Math.round(p[1] * this.grid)];
  }

  from(to) {
    return [to[0] - this.here[0], to[1] - this.here[1]];
  }

  write(command, steps) {
    const numbers = steps.map((step) => String(step / this.grid).replace(/^(-?)0\./, '$1.'));
    let text = command === this.last ? ' ' : command;
    numbers.forEach((number, i) => {
      if (number.startsWith('-')) text = text.trimEnd();
      else if (i) text += ' ';
      text += number;
    });
    this.text += text;
    this.last = command;
    return this;
  }
}
