/**
 * A pose becomes joints and frames.
 *
 * @typedef {object} Pose
 * @property {{x?, y?, z?, pitch?, roll?, yaw?}} root  mid-hip; pitch −90 lies on the back, +90 face down
 * @property {object} [spine]  lumbar, thorax, neck, head (+ bends forward), side, twist, look; belly is
 *   how far a breath in has raised it, in centimetres
 * @property {{leg, arm}} r, l  the right side is the working side
 * @property {string[]} [contact]  points of which the lowest must touch…
 * @property {number} [on]  …this height, in centimetres (0, the floor)
 *
 * A leg is angles (hip: [flex, abduct, rotate out], knee + bends, ankle + toes up) or a target
 * (ik: [x, y, z] or ['l.knee', dx, dy, dz], with `pole`, the way the knee points). footDir and footUp
 * set the foot in the world. An arm is alike: shoulder [flex, abduct, rotate], elbow, handDir, palm.
 * `pin: true` says the end stays put between two poses that both pin it.
 *
 * @typedef {{J: Object<string, Vec>, F: Object<string, Frame>, height: number}} Skeleton
 */
import { BODY, FLESH, RESTS } from './body.js';
import { WORLD, add, at, cross, facing, len, mul, norm, orth, pitch, roll, sub, yaw } from './vector.js';

export const SIDES = ['r', 'l'];
export const outward = (side) => (side === 'r' ? 1 : -1);

/** Stands the pose on whatever its `contact` names. Limbs with targets shift it, so it settles in turns. */
export function solve(pose) {
  let skeleton = place(pose, pose.root.y || 0);
  if (!pose.contact?.length) return skeleton;
  const on = pose.on || 0;
  for (let turn = 0; turn < 3; turn++) {
    const gap = lowest(skeleton, pose.contact) - on;
    if (Math.abs(gap) < 0.01) break;
    skeleton = place(pose, skeleton.height - gap);
  }
  return skeleton;
}

/** The height of the lowest of the named points, skin included. */
export const lowest = (skeleton, names) => Math.min(...names.map((name) => underside(skeleton, name)));

function underside({ J, F }, name) {
  if (!RESTS[name]) return J[name][1] - (FLESH[name.split('.')[1]] || 3);
  const [joint, frame, forward, up, radius] = RESTS[name];
  return at(J[joint], F[frame], forward, up, 0)[1] - radius;
}

/** The skeleton with its mid-hip at `height`, whatever it then touches. */
export function place(pose, height) {
  const skeleton = { J: {}, F: {}, height, belly: pose.spine?.belly || 0 };
  placeTrunk(skeleton, pose);
  for (const side of SIDES) {
    skeleton.J[`${side}.hip`] = at(skeleton.J.pelvis, skeleton.F.pelvis, 0, 0, outward(side) * BODY.hipWidth);
  }
  for (const side of legOrder(pose)) placeLeg(skeleton, side, pose[side]?.leg || {});
  for (const side of SIDES) placeArm(skeleton, side, pose[side]?.arm || {});
  return skeleton;
}

/** A leg that rests on the other leg has to wait for it. */
const legOrder = (pose) => (typeof pose.r?.leg?.ik?.[0] === 'string' ? ['l', 'r'] : ['r', 'l']);

function placeTrunk({ J, F, height }, { root, spine = {} }) {
  const bend = (frame, forward) =>
    yaw(roll(pitch(frame, forward || 0), (spine.side || 0) / 2), (spine.twist || 0) / 2);
  J.pelvis = [root.x || 0, height, root.z || 0];
  F.pelvis = roll(pitch(yaw(WORLD, root.yaw || 0), root.pitch || 0), root.roll || 0);
  J.l5 = at(J.pelvis, F.pelvis, -1, BODY.pelvis, 0);
  F.lumbar = bend(F.pelvis, spine.lumbar);
  J.t12 = at(J.l5, F.lumbar, 0, BODY.lumbar, 0);
  F.thorax = bend(F.lumbar, spine.thorax);
  J.c7 = at(J.t12, F.thorax, -0.5, BODY.thorax, 0);
  F.neck = pitch(F.thorax, (spine.neck || 0) + 8);
  J.skull = at(J.c7, F.neck, 1.2, BODY.neck, 0);
  F.head = yaw(pitch(F.neck, (spine.head || 0) - 8), spine.look || 0);
}

function placeLeg(skeleton, side, leg) {
  const { J, F } = skeleton;
  const hip = J[`${side}.hip`];
  let knee, ankle, thigh, shank;
  if (leg.ik) {
    const bent = reach(hip, target(J, leg.ik), BODY.thigh, BODY.shank, leg.pole || F.pelvis.f);
    ({ middle: knee, end: ankle } = bent);
    thigh = facing(sub(hip, knee), bent.pole);
    shank = facing(sub(knee, ankle), bent.pole);
  } else {
    const [flex = 0, abduct = 0, rotate = 0] = leg.hip || [];
    const q = outward(side);
    thigh = yaw(roll(pitch(F.pelvis, -flex), -q * abduct), q * rotate);
    knee = at(hip, thigh, 0, -BODY.thigh, 0);
    shank = pitch(thigh, leg.knee || 0);
    ankle = at(knee, shank, 0, -BODY.shank, 0);
  }
  const foot = leg.footDir ? footFrame(leg.footDir, leg.footUp) : pitch(shank, -(leg.ankle || 0));
  Object.assign(F, { [`${side}.thigh`]: thigh, [`${side}.shank`]: shank, [`${side}.foot`]: foot });
  Object.assign(J, { [`${side}.knee`]: knee, [`${side}.ankle`]: ankle });
  const sole = (forward, up) => at(ankle, foot, forward, up - BODY.ankleHeight, 0);
  J[`${side}.toe`] = sole(BODY.footFront, 2);
  J[`${side}.ball`] = sole(10.5, 2.4);
  J[`${side}.heel`] = sole(-BODY.footBack, 3.2);
}

function footFrame(direction, up = [0, 1, 0]) {
  const f = norm(direction);
  const u = orth(norm(up), f);
  return { f, u, r: cross(f, u) };
}

function placeArm(skeleton, side, arm) {
  const { J, F } = skeleton;
  const q = outward(side);
  const { protract = 0, shrug = 0 } = arm;
  const width = BODY.shoulderWidth - Math.abs(protract) * 0.2;
  const shoulder = at(J.t12, F.thorax, protract, BODY.shoulderHeight + shrug, q * width);
  let elbow, wrist, upper, fore;
  if (arm.ik) {
    const pole = arm.pole || add(mul(F.thorax.f, -1), mul(F.thorax.r, q * 0.6));
    const bent = reach(shoulder, target(J, arm.ik), BODY.upperArm, BODY.forearm, pole);
    ({ middle: elbow, end: wrist } = bent);
    upper = facing(sub(shoulder, elbow), mul(bent.pole, -1));
    fore = facing(sub(elbow, wrist), mul(bent.pole, -1));
  } else {
    const [flex = 0, abduct = 0, rotate = 0] = arm.shoulder || [];
    upper = yaw(roll(pitch(F.thorax, -flex), -q * abduct), -q * rotate);
    elbow = at(shoulder, upper, 0, -BODY.upperArm, 0);
    fore = pitch(upper, -(arm.elbow || 0));
    wrist = at(elbow, fore, 0, -BODY.forearm, 0);
  }
  const hand = arm.handDir
    ? facing(mul(arm.handDir, -1), arm.palm || fore.f)
    : pitch(fore, -(arm.wrist || 0));
  Object.assign(F, { [`${side}.upper`]: upper, [`${side}.fore`]: fore, [`${side}.hand`]: hand });
  Object.assign(J, { [`${side}.shoulder`]: shoulder, [`${side}.elbow`]: elbow, [`${side}.wrist`]: wrist });
  J[`${side}.hand`] = at(wrist, hand, 0, -8, 0);
  J[`${side}.tip`] = at(wrist, hand, 0, -14, 0);
}

const target = (J, ik) => (typeof ik[0] === 'string' ? add(J[ik[0]], ik.slice(1)) : ik);

/** Two bones from `from` towards `to`, bending towards `pole`. Out of reach: as far as they go. */
function reach(from, to, upper, lower, pole) {
  const gap = len(sub(to, from));
  const direction = gap < 1e-6 ? [0, -1, 0] : mul(sub(to, from), 1 / gap);
  const far = (upper + lower) * 0.9995;
  const d = Math.max(Math.abs(upper - lower) + 0.5, Math.min(far, gap));
  const along = (upper * upper - lower * lower + d * d) / (2 * d);
  const aside = Math.sqrt(Math.max(0, upper * upper - along * along));
  const bend = orth(pole, direction);
  const middle = add(add(from, mul(direction, along)), mul(bend, aside));
  return { middle, end: add(from, mul(direction, d)), pole: bend };
}
