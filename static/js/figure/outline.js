/**
 * Outlines of round solids, as the camera sees them.
 *
 * A blob is a sphere {c: centre, s: radius} or an ellipsoid {c, s: [forward, up, right] radii, F: frame}.
 * Two blobs are wrapped in their common hull; a body part is a chain of such hulls painted as one path.
 */
import { dot } from './vector.js';
import { Path } from './path.js';

/** directions: corners of an ellipsoid's outline. parts: blobs between two trunk stations. */
const DETAIL = {
  full: { directions: 26, parts: 3, stations: 10, grid: 10, curve: 9 },
  thumb: { directions: 16, parts: 2, stations: 6, grid: 1, curve: 6 },
};

const circleOf = (n) =>
  Array.from({ length: n }, (_, i) => [Math.cos((i / n) * 2 * Math.PI), Math.sin((i / n) * 2 * Math.PI)]);
for (const detail of Object.values(DETAIL)) detail.compass = circleOf(detail.directions);

/** What every drawing function needs: the camera and how finely to draw ('full' or 'thumb'). */
export class Pen {
  constructor(camera, level = 'full') {
    this.camera = camera;
    this.detail = DETAIL[level];
  }

  path() {
    return new Path(this.detail.grid);
  }
}

const isSphere = (blob) => typeof blob.s === 'number';

/** The outline round two blobs. */
export function hull(pen, a, b) {
  if (isSphere(a) && isSphere(b)) return capsule(pen, a, b);
  const path = pen.path();
  pen.detail.compass.forEach((d, i) => {
    const p = support(pen.camera, a, d);
    const q = support(pen.camera, b, d);
    const further = p[0] * d[0] + p[1] * d[1] >= q[0] * d[0] + q[1] * d[1] ? p : q;
    if (i) path.line(further);
    else path.move(further);
  });
  return String(path.close());
}

export const single = (pen, blob) => hull(pen, blob, blob);

/** The hulls of each blob with the next. */
export const chain = (pen, blobs) =>
  blobs
    .slice(1)
    .map((blob, i) => hull(pen, blobs[i], blob))
    .join('');

/** The furthest point of a blob's outline in a picture direction. The busiest function: no spare vectors. */
function support(camera, blob, d) {
  const c = (blob.p ||= camera.project(blob.c));
  if (isSphere(blob)) return [c[0] + d[0] * blob.s * camera.scale, c[1] + d[1] * blob.s * camera.scale];
  const m = (blob.m ||= axes(camera, blob));
  const f = m[0] * d[0] + m[1] * d[1];
  const u = m[2] * d[0] + m[3] * d[1];
  const r = m[4] * d[0] + m[5] * d[1];
  const k = camera.scale / (Math.sqrt(f * f + u * u + r * r) || 1);
  return [c[0] + (f * m[0] + u * m[2] + r * m[4]) * k, c[1] + (f * m[1] + u * m[3] + r * m[5]) * k];
}

/** An ellipsoid's three half-axes on the picture, x and y of each. */
const axes = (camera, { F, s }) =>
  [F.f, F.u, F.r].flatMap((axis, i) => [dot(axis, camera.right) * s[i], -dot(axis, camera.up) * s[i]]);

const onCircle = (centre, radius, angle) => [
  centre[0] + radius * Math.cos(angle),
  centre[1] + radius * Math.sin(angle),
];

/** Two circles and the two lines that touch both. */
function capsule(pen, a, b) {
  const { project, scale } = pen.camera;
  const p = project(a.c);
  const q = project(b.c);
  const r1 = a.s * scale;
  const r2 = b.s * scale;
  const d = Math.hypot(q[0] - p[0], q[1] - p[1]);
  if (d <= Math.abs(r1 - r2) + 0.01) {
    return String(r1 > r2 ? pen.path().circle(p, r1) : pen.path().circle(q, r2));
  }
  const along = Math.atan2(q[1] - p[1], q[0] - p[0]);
  const open = Math.acos((r1 - r2) / d);
  const path = pen
    .path()
    .move(onCircle(p, r1, along + open))
    .arc(r1, r1 > r2, onCircle(p, r1, along - open));
  path.line(onCircle(q, r2, along - open)).arc(r2, r1 <= r2, onCircle(q, r2, along + open));
  return String(path.close());
}

/** One smooth outline round spheres on a nearly straight bone; plain hulls when it points at the camera. */
export function tube(pen, spheres) {
  const c = spheres.map((sphere) => pen.camera.project(sphere.c));
  const r = spheres.map((sphere) => sphere.s * pen.camera.scale);
  const n = spheres.length - 1;
  if (Math.hypot(c[n][0] - c[0][0], c[n][1] - c[0][1]) < (r[0] + r[n]) * 0.9) return chain(pen, spheres);
  const near = [];
  const away = [];
  for (let i = 0; i < n; i++) {
    const slope = (r[i] - r[i + 1]) / Math.hypot(c[i + 1][0] - c[i][0], c[i + 1][1] - c[i][1]);
    if (!(Math.abs(slope) < 0.9)) return chain(pen, spheres);
    const along = Math.atan2(c[i + 1][1] - c[i][1], c[i + 1][0] - c[i][0]);
    near.push(along - Math.acos(slope));
    away.push(along + Math.acos(slope));
  }
  const point = (i, angle) => onCircle(c[i], r[i], angle);
  const path = pen
    .path()
    .move(point(0, away[0]))
    .arc(r[0], r[0] > r[1], point(0, near[0]));
  for (let i = 1; i < n; i++) path.line(point(i, halfway(near[i - 1], near[i])));
  path.line(point(n, near[n - 1])).arc(r[n], r[n] > r[n - 1], point(n, away[n - 1]));
  for (let i = n - 1; i > 0; i--) path.line(point(i, halfway(away[i - 1], away[i])));
  return String(path.close());
}

const halfway = (a, b) => a + Math.atan2(Math.sin(b - a), Math.cos(b - a)) / 2;
