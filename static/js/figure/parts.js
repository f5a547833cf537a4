/**
 * The body as paintable parts.
 * @typedef {{id: string, cls: string, d: string, z: number, far?: boolean, flat?: boolean, patch?: string}} Part
 *   far: on the far side, painted in the far tint. flat: a seam patch, painted without the halo that
 *   sets parts apart. patch: a second, flat outline over the first.
 */
import { BODY, PROFILES } from './body.js';
import { smooth } from './curves.js';
import { chain, hull, single, tube } from './outline.js';
import { SIDES, outward } from './skeleton.js';
import { add, at, cross, dot, mix, mul, norm, orth } from './vector.js';

/**
 * @param {Pen} pen
 * @param {Skeleton} skeleton
 * @param {{breath?: number, build?: number, hair?: string}} person  breath −1 (out) to 1 (in); build
 *   0.92 slim to 1.3 large; hair 'short' has no bun
 * @returns {Part[]} furthest first
 */
export function bodyParts(pen, skeleton, person = {}) {
  const scene = { pen, ...skeleton, ...person, build: person.build || 1, z: pen.camera.depth };
  const sides = SIDES.flatMap((side) => [...leg(scene, side), ...arm(scene, side)]);
  return [...trunk(scene), ...head(scene), ...sides].sort((a, b) => a.z - b.z);
}

const ellipsoid = (c, F, forward, up, right) => ({ c, F, s: [forward, up, right] });

/** Soft parts follow the build, some more than others. */
function soft({ build }, c, F, forward, up, right, share = 1) {
  const grow = (build - 1) * share;
  return ellipsoid(c, F, forward * (1 + grow), up, right * (1 + grow * 0.8));
}

const buttock = ({ J, F, build }, q) => ({ c: at(J.pelvis, F.pelvis, -4.6, -1.8, q * 7.6), s: 9.3 * build });
const trunkDepth = ({ J, z }) => z(mix(J.pelvis, J.c7, 0.5));

function trunk(scene) {
  const { pen, J, F, z, breath = 0, belly = 0 } = scene;
  const { pelvis: P, lumbar: L, thorax: T } = F;
  const hipLow = soft(scene, at(J.pelvis, P, -0.4, -1.5, 0), P, 9.6, 7.5, 15.2);
  const hipTop = soft(scene, at(J.pelvis, P, 0.2, 7, 0), P, 9.7, 6, 15.4, 1.2);
  const shirt = [
    hipTop,
    soft(scene, at(J.l5, L, 1.4 + belly / 2, 7.5, 0), L, 8.9 + breath * 0.7 + belly / 2, 6, 13.2, 1.9),
    soft(scene, at(J.t12, T, 1.4 + belly / 4, 3, 0), T, 9.9 + breath * 0.5 + belly / 4, 7, 14, 1.5),
    soft(scene, at(J.t12, T, 1.2, 12, 0), T, 10.9 + breath * 0.3, 8, 15.4),
    soft(scene, at(J.t12, T, 0, 18.6, 0), T, 9.4, 6.4, 15.2, 0.6),
    ellipsoid(at(J.t12, T, -1, 22.6, 0), T, 6.6, 4, 11.5),
    ellipsoid(at(J.c7, T, -0.2, 0.2, 0), T, 5.8, 3.2, 7),
  ];
  const seat = [1, -1].map((q) => buttock(scene, q));
  const hips = [hull(pen, hipLow, hipTop), ...seat.map((b) => hull(pen, b, hipTop))].join('');
  return [
    { id: 'hips', cls: 'leg', d: hips, z: z(J.pelvis) - 0.2 },
    { id: 'top', cls: 'top', d: chain(pen, stations(shirt, pen.detail.parts)), z: trunkDepth(scene) },
  ];
}

/** In profile the hair lies over the skull; from the front the face lies over the hair. */
function head(scene) {
  const { pen, J, F, z, hair } = scene;
  const on = (forward, up, right = 0) => at(J.skull, F.head, forward, up, right);
  const oval = (forward, up, ...radii) => ellipsoid(on(forward, up), F.head, ...radii);
  const near = z(on(1, 6));
  const face = oval(4.4, 4.8, 6.4, 7.8, 6.6);
  const jaw = oval(5.6, 0, 4.2, 3.2, 4.7);
  const cap = [oval(5.6, 14.4, 5, 4.4, 6.6), oval(-0.4, 10.4, 10, 9.4, 8.5), oval(-4, 6.2, 5.8, 7.6, 7.6)];
  const bun = hair === 'short' ? '' : single(pen, { c: on(-11.4, 10.4), s: 4 });
  const hairPath = chain(pen, cap);
  const throat = [
    { c: at(J.c7, F.neck, 0.8, -2, 0), s: 5.8 },
    { c: at(J.skull, F.neck, 1.2, 1, 0), s: 5.2 },
  ];
  const parts = [
    { id: 'neck', cls: 'skin', d: chain(pen, throat), z: Math.min(trunkDepth(scene) + 0.5, near - 0.1) },
  ];
  const towards = dot(F.head.f, pen.camera.toward);
  if (bun) parts.push({ id: 'bun', cls: 'hair bun', d: bun, z: near - 0.08 });
  if (towards > 0.28) {
    parts.push({ id: 'hair', cls: 'hair', d: hairPath, z: near - 0.05 });
    parts.push({
      id: 'head',
      cls: 'skin',
      flat: true,
      d: chain(pen, [oval(4.6, 7.6, 5.8, 5.4, 6.9), face, jaw]),
      z: near,
    });
    parts.push({ id: 'jaw', cls: 'skin', d: single(pen, jaw), z: near - 0.06 });
  } else {
    const nose = hull(pen, face, { c: on(10.7, 4.4), s: 1.2 });
    parts.push({
      id: 'head',
      cls: 'skin',
      d: chain(pen, [oval(1.2, 9, 10, 9.6, 8), face, jaw]) + nose,
      z: near,
    });
    parts.push({ id: 'hair', cls: 'hair', flat: true, d: hairPath, z: near + 0.05 });
  }
  if (towards > -0.6 && towards < 0.8) {
    const q = dot(F.head.r, pen.camera.toward) > 0 ? 1 : -1;
    const ear = ellipsoid(on(0.2, 4.6, q * 6.6), F.head, 1.5, 2.3, 0.8);
    parts.push({ id: 'ear', cls: 'ear', flat: true, d: single(pen, ear), z: near + 0.2 });
  }
  return parts;
}

/** The near thigh is forced over the hips and the far one under them. */
function leg(scene, side) {
  const { pen, J, F, z } = scene;
  const q = outward(side);
  const [hip, knee, ankle] = ['hip', 'knee', 'ankle'].map((name) => J[`${side}.${name}`]);
  const thigh = bone(scene, hip, knee, F[`${side}.thigh`], 'thigh');
  const shank = bone(scene, knee, ankle, F[`${side}.shank`], 'shank');
  const far = z(mix(hip, knee, 0.5)) < z(J.pelvis) - 4;
  const middle = z(mix(hip, knee, 0.55));
  const thighZ = far ? Math.min(middle, z(J.pelvis) - 0.4) : Math.max(middle, z(J.pelvis) - 0.1);
  const shankZ = z(mix(knee, ankle, 0.5));
  const seat = buttock(scene, q);
  const quarter = thigh[Math.round(pen.detail.stations * 0.25)];
  const hem = soft(scene, at(hip, F.pelvis, -0.8, 5, -q * 2.2), F.pelvis, 9.2, 7, 6.4);
  const legging = shank.slice(0, Math.round(0.85 * pen.detail.stations) + 1);
  return [
    {
      id: `${side}.thigh`,
      cls: 'leg',
      far,
      d: tube(pen, thigh) + hull(pen, seat, quarter) + hull(pen, seat, thigh[0]),
      z: thighZ,
    },
    {
      id: `${side}.hipseam`,
      cls: 'leg',
      far,
      flat: true,
      d: hull(pen, thigh[1], hem),
      z: thighZ + (far ? 0.01 : 0.02),
    },
    { id: `${side}.shank`, cls: 'leg', far, d: tube(pen, legging), z: shankZ },
    {
      id: `${side}.kneeseam`,
      cls: 'leg',
      far,
      flat: true,
      d: chain(pen, [...thigh.slice(-2), ...shank.slice(0, 4)]),
      z: Math.max(shankZ, thighZ) + 0.03,
    },
    { id: `${side}.foot`, cls: 'skin', far, d: foot(scene, side), z: Math.min(z(ankle), shankZ) - 0.05 },
  ];
}

function foot({ pen, J, F }, side) {
  const ankle = J[`${side}.ankle`];
  const frame = F[`${side}.foot`];
  const on = (forward, up) => at(ankle, frame, forward, up - BODY.ankleHeight, 0);
  const oval = (c, radius, width) => ellipsoid(c, frame, radius, radius, width);
  const top = { c: at(ankle, F[`${side}.shank`], 0.1, 0.5, 0), s: 3 };
  const heel = { c: on(-3.6, 3.2), s: 3.2 };
  const arch = oval(on(3, 4.1), 3.3, 3.5);
  return (
    chain(pen, [top, heel, arch, oval(on(10, 2.5), 2.5, 4.4), oval(on(15.2, 1.75), 1.75, 3.6)]) +
    hull(pen, top, arch)
  );
}

function arm(scene, side) {
  const { pen, J, F, z } = scene;
  const q = outward(side);
  const [shoulder, elbow, wrist] = ['shoulder', 'elbow', 'wrist'].map((name) => J[`${side}.${name}`]);
  const upper = bone(scene, shoulder, elbow, F[`${side}.upper`], 'upper');
  const fore = bone(scene, elbow, wrist, F[`${side}.fore`], 'fore');
  const far = z(mix(shoulder, elbow, 0.5)) < trunkDepth(scene) - 4;
  const towards = q * dot(F.thorax.r, pen.camera.toward) > 0.3;
  const upperZ = z(mix(shoulder, elbow, 0.6)) + (towards ? 2.5 : 0);
  const foreZ = z(mix(elbow, wrist, 0.6));
  const cut = Math.round(0.42 * pen.detail.stations);
  const armpit = single(pen, { c: at(shoulder, F.thorax, -0.3, 0.6, -q * 1.2), s: 5.4 });
  return [
    { id: `${side}.upper`, cls: 'skin', far, d: tube(pen, upper.slice(cut)), z: upperZ - 0.02 },
    {
      id: `${side}.sleeve`,
      cls: 'top',
      far,
      d: tube(pen, upper.slice(0, cut + 1)),
      z: upperZ,
      patch: armpit,
    },
    { id: `${side}.fore`, cls: 'skin', far, d: tube(pen, fore) + hand(scene, side), z: foreZ },
    {
      id: `${side}.elbowseam`,
      cls: 'skin',
      far,
      flat: true,
      d: chain(pen, [...upper.slice(-3), ...fore.slice(0, 3)]),
      z: Math.max(foreZ, upperZ - 0.02) + 0.01,
    },
  ];
}

function hand({ pen, J, F }, side) {
  const wrist = J[`${side}.wrist`];
  const frame = F[`${side}.hand`];
  const q = outward(side);
  const oval = (forward, up, ...radii) => ellipsoid(at(wrist, frame, forward, up, 0), frame, ...radii);
  const thumb = [
    { c: at(wrist, frame, 0.6, -3, -q * 2.2), s: 1.4 },
    { c: at(wrist, frame, 1.6, -8, -q * 3.6), s: 1.1 },
  ];
  const fingers = [oval(0, -4, 1.7, 2.4, 3.3), oval(0, -9, 1.5, 2.4, 3.3), oval(0.3, -14, 1.1, 1.4, 2.2)];
  return chain(pen, [{ c: wrist, s: 2.3 }, ...fingers]) + chain(pen, thumb);
}

/** Evenly spaced spheres along a limb. A large build thickens a thigh more at the top than at the knee. */
function bone({ pen, build }, from, to, frame, name) {
  const wide = name === 'thigh' ? build : 1 + (build - 1) * 0.7;
  const taper = name === 'thigh' || name === 'upper' ? (1 - wide) * 0.35 : 0;
  return profile(name, pen.detail.stations).map(([t, radius, forward]) => ({
    c: add(mix(from, to, t), mul(frame.f, forward)),
    s: radius * (wide + taper * t),
  }));
}

const profiles = new Map();

function profile(name, count) {
  const key = `${name} ${count}`;
  if (!profiles.has(key)) profiles.set(key, resample(PROFILES[name], count));
  return profiles.get(key);
}

function resample(rows, count) {
  return Array.from({ length: count + 1 }, (_, j) => {
    const x = j / count;
    const i = Math.max(0, rows.slice(1, -1).findLastIndex((row) => row[0] < x) + 1);
    const [b, c] = [rows[i], rows[i + 1]];
    const [a, d] = [rows[i - 1] || b, rows[i + 2] || c];
    const t = (x - b[0]) / (c[0] - b[0]);
    return [x, smooth(a[1], b[1], c[1], d[1], t), smooth(a[2], b[2], c[2], d[2], t)];
  });
}

/** More ellipsoids between the given ones, so that a bent back curves. */
function stations(blobs, count) {
  const out = [];
  for (let i = 0; i + 1 < blobs.length; i++) {
    const [b, c] = [blobs[i], blobs[i + 1]];
    const [a, d] = [blobs[i - 1] || b, blobs[i + 2] || c];
    for (let j = 0; j < count; j++) {
      const t = j / count;
      const value = (key) => [0, 1, 2].map((k) => smooth(a[key][k], b[key][k], c[key][k], d[key][k], t));
      const u = norm(mix(b.F.u, c.F.u, t));
      const f = orth(mix(b.F.f, c.F.f, t), u);
      const [forward, up, right] = value('s');
      out.push(ellipsoid(value('c'), { f, u, r: cross(f, u) }, forward, Math.min(up, 3.2), right));
    }
  }
  return [...out, blobs.at(-1)];
}
