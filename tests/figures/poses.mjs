// Walks through every move, in-between moments too, and lists what a body could not do. Run by test_poses.py.
import { BODY, FLESH, at, blend, cameraFor, len, solve, sub } from '../../static/js/figure.js';
import { MOVES } from '../../static/js/poses.js';
import { beyond } from './ranges.mjs';
import { misplaced } from './surfaces.mjs';

const BONES = [
  ['hip', 'knee', BODY.thigh],
  ['knee', 'ankle', BODY.shank],
  ['shoulder', 'elbow', BODY.upperArm],
  ['elbow', 'wrist', BODY.forearm],
];
const LOW = ['toe', 'ball', 'heel', 'knee', 'wrist', 'elbow'];
const ENDS = { leg: 'ankle', arm: 'wrist' };
const SHOWN = { crown: 1, 'r.tip': 0, 'l.tip': 0, 'r.toe': 2, 'l.toe': 2, 'r.heel': 4, 'l.heel': 4 };
const STEPS = 10;

const worst = new Map(); // one line a fault, at its worst moment
const note = (key, size, words) => {
  if (size > (worst.get(key)?.size ?? 0)) worst.set(key, { size, words });
};

for (const [key, move] of Object.entries(MOVES)) {
  if (!move.alt) note(key, 1, 'has no words for people who do not see it');
  const keys = move.keys.map((pose) => ({ pose, skeleton: solve(pose) }));
  keys.forEach((from, i) => {
    const to = keys[(i + 1) % keys.length];
    for (let step = 0; step < STEPS; step++) {
      const skeleton = step ? blend(from, to, step / STEPS) : from.skeleton;
      const when = `at ${(i + step / STEPS).toFixed(1)}`;
      for (const [joint, angle, over] of beyond(skeleton, step ? {} : from.pose))
        note(`${key} ${joint}`, over, `bends to ${angle.toFixed(0)}° ${when}`);
      for (const [part, size, words] of misplaced(move, skeleton, step ? null : from.pose))
        note(`${key} ${part}`, size, `${words} ${when}`);
      for (const side of ['r', 'l']) checkSide(key, side, from.pose, to.pose, skeleton.J, when);
      checkView(key, move, skeleton, when);
    }
  });
}

function checkSide(key, side, from, to, J, when) {
  for (const [a, b, length] of BONES) {
    const off = Math.abs(len(sub(J[`${side}.${a}`], J[`${side}.${b}`])) - length);
    if (off > 0.05) note(`${key} ${side}.${a}`, off, `bone is off by ${off.toFixed(2)} cm ${when}`);
  }
  for (const name of LOW) {
    const depth = FLESH[name] - J[`${side}.${name}`][1];
    if (depth > 1) note(`${key} ${side}.${name}`, depth, `is ${depth.toFixed(1)} cm under the floor ${when}`);
  }
  for (const [limb, end] of Object.entries(ENDS)) {
    const [a, b] = [from[side]?.[limb], to[side]?.[limb]];
    if (!a?.pin || !b?.pin || String(a.ik) !== String(b.ik)) continue;
    const off = len(sub(J[`${side}.${end}`], a.ik));
    if (off > 0.8) note(`${key} ${side}.${end} pin`, off, `slides ${off.toFixed(1)} cm ${when}`);
  }
}

function checkView(key, move, { J, F }, when) {
  const camera = cameraFor(move);
  const [left, right, bottom, top] = move.view;
  const half = [((right - left) / 2) * camera.scale, ((top - bottom) / 2) * camera.scale];
  for (const [name, flesh] of Object.entries(SHOWN)) {
    const point = name === 'crown' ? at(J.skull, F.head, 1, 18, 0) : J[name];
    camera.project(point).forEach((v, i) => {
      const off = (Math.abs(v) - half[i]) / camera.scale + flesh;
      if (off > 1) note(`${key} ${name} view ${i}`, off, `is ${off.toFixed(1)} cm out of the picture ${when}`);
    });
  }
}

for (const [key, { words }] of worst) console.log(`${key} ${words}`);
console.log(`${Object.keys(MOVES).length} moves, ${worst.size} faults`);
process.exit(worst.size ? 1 : 0);
