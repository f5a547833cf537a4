/** The skeleton part of the way from one solved pose to the next. */
import { add, fromFrame, len, lerp, mix, mul, dot, norm, slerp, sub, toFrame } from './vector.js';
import { SIDES, lowest, place } from './skeleton.js';

const ROOT = ['x', 'z', 'pitch', 'roll', 'yaw'];
const SPINE = ['lumbar', 'thorax', 'neck', 'head', 'side', 'twist', 'look', 'belly'];
const LIMBS = {
  leg: { root: 'hip', bend: 'knee', end: 'ankle', parent: 'pelvis', first: 'thigh', last: 'foot', slack: 1 },
  arm: {
    root: 'shoulder',
    bend: 'elbow',
    end: 'wrist',
    parent: 'thorax',
    first: 'upper',
    last: 'hand',
    slack: -1,
  },
};

/** A breath-like pace: slow to start, slow to end. t and the answer run from 0 to 1. */
export const ease = (t) => 0.5 - Math.cos(Math.PI * t) / 2;

/**
 * Trunk angles move evenly. An end pinned in both poses moves straight through the world, so a foot
 * never slides. A free end swings: its direction and its reach move evenly in the parent's frame, so a
 * straight leg stays straight.
 * @param {{pose: Pose, skeleton: Skeleton}} a
 * @param {{pose: Pose, skeleton: Skeleton}} b
 * @param {number} t  0 is a, 1 is b
 */
export function blend(a, b, t) {
  const pose = {
    root: between(ROOT, a.pose.root, b.pose.root, t),
    spine: between(SPINE, a.pose.spine, b.pose.spine, t),
    r: {},
    l: {},
  };
  const height = lerp(a.skeleton.height, b.skeleton.height, t);
  const trunk = place(pose, height);
  for (const side of SIDES) {
    for (const kind of Object.keys(LIMBS)) pose[side][kind] = blendLimb(a, b, t, side, kind, trunk);
  }
  const skeleton = place(pose, height);
  if (!pinned(a.pose) && !pinned(b.pose) && a.pose.contact && b.pose.contact)
    ground(skeleton, a.pose, b.pose, t);
  return skeleton;
}

const between = (names, a = {}, b = {}, t) =>
  Object.fromEntries(names.map((name) => [name, lerp(a[name] || 0, b[name] || 0, t)]));

const pinned = (pose) => SIDES.some((side) => pose[side]?.leg?.pin || pose[side]?.arm?.pin);

function blendLimb(a, b, t, side, kind, trunk) {
  const { root, parent } = LIMBS[kind];
  const from = limbState(a.skeleton, side, kind);
  const to = limbState(b.skeleton, side, kind);
  const frame = trunk.F[parent];
  const pin = a.pose[side]?.[kind]?.pin && b.pose[side]?.[kind]?.pin;
  const swing = () =>
    mul(fromFrame(frame, slerp(from.direction, to.direction, t)), lerp(from.reach, to.reach, t));
  const ik = pin ? mix(from.end, to.end, t) : add(trunk.J[`${side}.${root}`], swing());
  const limb = { ik, pole: fromFrame(frame, slerp(from.pole, to.pole, t)) };
  const forward = slerp(from.last.f, to.last.f, t);
  const up = slerp(from.last.u, to.last.u, t);
  return kind === 'leg'
    ? { ...limb, footDir: forward, footUp: up }
    : { ...limb, handDir: mul(up, -1), palm: forward };
}

function limbState({ J, F }, side, kind) {
  const limb = LIMBS[kind];
  const root = J[`${side}.${limb.root}`];
  const end = J[`${side}.${limb.end}`];
  const direction = norm(sub(end, root));
  const arm = sub(J[`${side}.${limb.bend}`], root);
  let pole = sub(arm, mul(direction, dot(arm, direction)));
  if (len(pole) < 1.2) pole = mul(F[`${side}.${limb.first}`].f, limb.slack); // too straight to tell
  return {
    end,
    reach: len(sub(end, root)),
    direction: toFrame(F[limb.parent], direction),
    pole: toFrame(F[limb.parent], norm(pole)),
    last: F[`${side}.${limb.last}`],
  };
}

/** Nothing is pinned: keep the lowest contact on its surface all the way. */
function ground(skeleton, a, b, t) {
  const gap = lowest(skeleton, [...new Set([...a.contact, ...b.contact])]) - lerp(a.on || 0, b.on || 0, t);
  for (const joint of Object.keys(skeleton.J)) skeleton.J[joint] = sub(skeleton.J[joint], [0, gap, 0]);
  skeleton.height -= gap;
}
