/** Smooth lines and muscle fibres through points of the picture. */

/** Catmull–Rom: a value t of the way from b to c, on a curve that also heeds a and d. */
export const smooth = (a, b, c, d, t) =>
  0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);

/** `count` points a span on the smooth curve through `points`. */
export function samples(points, count) {
  const out = [];
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, d] = around(points, i);
    for (let j = 0; j < count; j++) out.push([0, 1].map((k) => smooth(a[k], b[k], c[k], d[k], j / count)));
  }
  return [...out, points.at(-1)];
}

const around = (points, i) => {
  const [b, c] = [points[i], points[i + 1]];
  return [points[i - 1] || b, b, c, points[i + 2] || c];
};

/** Adds a smooth curve through `points` to a path that already stands on the first of them. */
export function curveThrough(path, points) {
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, d] = around(points, i);
    path.curve(
      [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6],
      [c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6],
      c,
    );
  }
  return path;
}

/** One fibre: a line along `points`, thick in the middle and fine at both ends. `width` at its thickest. */
export function spindle(path, points, width, count = 9) {
  const line = samples(points, count);
  const last = line.length - 1;
  const left = [];
  const right = [];
  line.forEach(([x, y], i) => {
    if (i % 2 && i !== last) return;
    const a = line[Math.max(0, i - 1)];
    const b = line[Math.min(last, i + 1)];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const half = (width * thickness(i / last)) / 2 / length;
    left.push([x - (b[1] - a[1]) * half, y + (b[0] - a[0]) * half]);
    right.unshift([x + (b[1] - a[1]) * half, y - (b[0] - a[0]) * half]);
  });
  curveThrough(path.move(left[0]), left);
  curveThrough(path.line(right[0]), right);
  return path.close();
}

const thickness = (t) => 0.14 + 0.86 * Math.sin(Math.PI * Math.min(1, 0.03 + t * 0.93)) ** 0.75;
