// How far a joint goes. Degrees, healthy adults: the AAOS norms (Joint Motion, 1965; Norkin & White 2016),
// widened to what a hand, a chair or body weight can bring about (a hugged knee, a foot lying on its back).
import { dot, sub, toFrame, norm } from '../../static/js/figure/vector.js';

const DEGREES = 180 / Math.PI;
const RANGES = {
  'hip flexion': [-35, 135],
  'hip abduction': [-35, 60],
  'hip rotation': [-50, 80],
  knee: [-3, 155],
  ankle: [-80, 32],
  'ankle twist': [-45, 45],
  'shoulder reach': [0, 182],
  elbow: [-3, 155],
  wrist: [0, 95],
};
const SPINE = { lumbar: [-30, 55], thorax: [-20, 40], neck: [-60, 50], head: [-30, 30], side: [-55, 55], twist: [-60, 60] };

/** @returns {[string, number, number][]} joint, the angle, and how far it lies outside its range */
export function beyond(skeleton, pose) {
  const sides = ['r', 'l'].flatMap((side) => Object.entries(angles(skeleton, side)).map(([name, a]) => [side, name, a]));
  const limbs = sides.map(([side, name, a]) => [`${side} ${name}`, a, outside(a, RANGES[name])]);
  const spine = Object.entries(SPINE).map(([name, range]) => [name, pose.spine?.[name] || 0, outside(pose.spine?.[name] || 0, range)]);
  return [...limbs, ...spine].filter(([, , over]) => over > 0);
}

const outside = (a, [low, high]) => Math.max(low - a, a - high, 0);
const angle = (a, b) => Math.acos(Math.max(-1, Math.min(1, dot(a, b)))) * DEGREES;
const between = (J, from, to) => norm(sub(J[to], J[from]));

export function angles({ J, F }, side) {
  const q = side === 'r' ? 1 : -1;
  const on = (name) => `${side}.${name}`;
  const thigh = toFrame(F.pelvis, between(J, on('hip'), on('knee')));
  const shank = between(J, on('knee'), on('ankle'));
  const [thighFrame, shankFrame, foot] = ['thigh', 'shank', 'foot'].map((name) => F[on(name)]);
  const knee = angle(between(J, on('hip'), on('knee')), shank) * (dot(shank, thighFrame.f) > 0.02 ? -1 : 1);
  const upper = between(J, on('shoulder'), on('elbow'));
  const fore = between(J, on('elbow'), on('wrist'));
  const elbow = angle(upper, fore) * (dot(fore, F[on('upper')].f) < -0.02 ? -1 : 1);
  const toes = toFrame(shankFrame, foot.f);
  return {
    'hip flexion': Math.atan2(thigh[0], -thigh[1]) * DEGREES,
    'hip abduction': Math.asin(q * thigh[2]) * DEGREES,
    'hip rotation': knee > 25 ? turn(F, thighFrame, q) : 0,
    knee,
    ankle: Math.asin(Math.max(-1, Math.min(1, toes[1]))) * DEGREES,
    'ankle twist': Math.abs(toes[1]) > 0.9 ? 0 : Math.atan2(q * toes[2], toes[0]) * DEGREES,
    'shoulder reach': angle(upper, F.thorax.u.map((v) => -v)),
    elbow,
    wrist: angle(fore, F[on('hand')].u.map((v) => -v)),
  };
}

/** Out is positive: how far the thigh's front has turned, seen along the bone, from where bending alone puts it. */
function turn(F, thigh, q) {
  const down = thigh.u.map((v) => -v);
  const axis = norm(sub(F.pelvis.r, down.map((v) => v * dot(F.pelvis.r, down)))); // the hinge with no rotation
  return Math.atan2(q * dot(thigh.f, axis), dot(thigh.r, axis)) * DEGREES;
}
