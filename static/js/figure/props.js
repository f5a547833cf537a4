/**
 * Mats, chairs, balls and bands, and the soft shadows on the floor.
 * @typedef {{cls: string, d: string, z: number, lit?: string, line?: boolean}} Shape
 *   lit: the part that catches the light. Anything under z −800 lies behind the floor shadows.
 */
import { chain, hull, single } from './outline.js';
import { WORLD, add, at, fromFrame } from './vector.js';

/** @returns {Shape[]} */
export const props = (pen, list = [], skeleton) =>
  list.flatMap((prop) => SHAPES[prop.t](pen, prop, skeleton));

const SHAPES = { box, mat: box, wall: box, chair, ball, roll, band };

function box(pen, { t, c, x, y, z, depth, o = 0 }) {
  return [{ cls: `prop-${c || t}`, ...block(pen, x, y, z), z: depth ?? -900 + o }];
}

/** A box between two corners: its outline and its lit top. */
function block(pen, xs, ys, zs) {
  const corners = xs.flatMap((x) => ys.flatMap((y) => zs.map((z) => [x, y, z])));
  const [[x0, x1], [, top], [z0, z1]] = [xs, ys, zs];
  const lid = [
    [x0, top, z0],
    [x1, top, z0],
    [x1, top, z1],
    [x0, top, z1],
  ];
  const { project } = pen.camera;
  return { d: polygon(pen, convex(corners.map(project))), lit: polygon(pen, lid.map(project)) };
}

/** x is the seat's middle, w its depth, h its height; back −1 puts the back rest behind. */
function chair(pen, { x, w, h, dz = 21, z0 = 0, back, legsFront }) {
  const rear = x + (back * w) / 2;
  const post = (px, y, z, depth) => ({
    cls: 'prop-leg',
    d: block(pen, [px - 1.6, px + 1.6], y, [z0 + z - 1.6, z0 + z + 1.6]).d,
    z: depth,
  });
  const feet = [x - w / 2 + 2, x + w / 2 - 2].flatMap((px) => [
    post(px, [0, h - 3], 2 - dz, -880 + (2 - dz) * 0.1),
    post(px, [0, h - 3], dz - 2, legsFront ? 850 : -880 + (dz - 2) * 0.1),
  ]);
  const posts = [2 - dz, dz - 2].map((z) => post(rear, [h, h + 46], z, -860 + z * 0.1));
  const across = [z0 - dz, z0 + dz];
  return [
    ...feet,
    { cls: 'prop-chair', ...block(pen, [x - w / 2, x + w / 2], [h - 4.5, h], across), z: -850 },
    ...posts,
    { cls: 'prop-chair', ...block(pen, [rear - 1.8, rear + 1.8], [h + 22, h + 46], across), z: -845 },
  ];
}

/** at: [joint, forward, up, right] along the pelvis. */
function ball(pen, { at: [joint, ...offset], r, z }, { J, F }) {
  const c = add(J[joint], fromFrame(F.pelvis, offset));
  const shine = { c: add(c, [-r * 0.3, r * 0.35, r * 0.3]), s: r * 0.3 };
  return [{ cls: 'prop-ball', d: single(pen, { c, s: r }), lit: single(pen, shine), z }];
}

/** A foam roller lies across the body. */
function roll(pen, { at: [x, y, z], len, r, z: depth }) {
  const [far, near] = [-len / 2, len / 2].map((end) => [x, y, z + end]);
  const d = hull(pen, { c: far, s: r }, { c: near, s: r });
  return [{ cls: 'prop-roll', d, lit: single(pen, { c: near, s: r * 0.62 }), z: depth }];
}

/**
 * An elastic loop round two points; a point is [joint, forward, up, right] along the foot, or [x, y, z].
 * between: it runs between the legs, so it is only as near as its middle.
 */
function band(pen, { a, b, gap = 3.6, between }, { J, F }) {
  const point = ([joint, ...offset]) =>
    typeof joint === 'string'
      ? at(J[joint], F[`${joint.split('.')[0]}.foot`], ...offset)
      : [joint, ...offset];
  const ends = [point(a), point(b)];
  const d = hull(pen, ...ends.map((c) => ({ c, s: gap })));
  const depths = ends.map(pen.camera.depth);
  const z = between ? (depths[0] + depths[1]) / 2 : Math.max(...depths) + 3;
  return [{ cls: 'prop-band', line: true, d, z }];
}

function polygon(pen, points) {
  const path = pen.path().move(points[0]);
  for (const point of points.slice(1)) path.line(point);
  return String(path.close());
}

/** The convex hull, by Andrew's monotone chain. */
function convex(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list) => {
    const out = [];
    for (const p of list) {
      while (out.length > 1 && turn(out.at(-2), out.at(-1), p) <= 0) out.pop();
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

const HEAVY = ['pelvis', 't12', 'c7', 'skull'];
const LIGHT = ['knee', 'ankle', 'toe', 'wrist'].flatMap((joint) => [`r.${joint}`, `l.${joint}`]);

/** Shadows under every point lower than 34 cm above the floor, smaller the higher it is. */
export function shadows(pen, { J }, floor = 0) {
  const blot = (width) => (joint) => {
    const [x, y, z] = J[joint];
    const height = y - floor;
    if (height > 34 || height < -2) return '';
    const w = width * (1 - height / 60);
    return chain(pen, Array(2).fill({ c: [x, floor, z], F: WORLD, s: [w, 0.2, w * 0.8] }));
  };
  return [...HEAVY.map(blot(17)), ...LIGHT.map(blot(9))].join('');
}
