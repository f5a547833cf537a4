// What a body rests on: the floor, or the top of the prop under it. Centimetres.
import { FLESH, RESTS } from '../../static/js/figure/body.js';
import { at, len, sub } from '../../static/js/figure/vector.js';

export const CLOSE = 1.72; // one hundredth of the drawn person's height
const GIVES = 4; // how far a cushion or a pad gives under the weight
const ENDS = { leg: ['toe', 'ball', 'heel'], arm: ['hand', 'tip', 'wrist'] };
const TARGETS = { leg: 'ankle', arm: 'wrist' };
const LIMBS = ['hip', 'shoulder', 'knee', 'elbow', ...ENDS.leg, ...ENDS.arm].flatMap((name) => [`r.${name}`, `l.${name}`]);

/** What is wrong in one moment: [what, centimetres, words]. A key pose must also touch what it rests on. */
export function misplaced(move, skeleton, pose) {
  const tops = surfaces(move);
  const gaps = Object.fromEntries(undersides(skeleton).map(([name, ...point]) => [name, clearance(tops, point)]));
  const sunk = Object.entries(gaps).filter(([, { gap, gives }]) => gap < -CLOSE - gives);
  const faults = sunk.map(([name, { gap }]) => [name, -gap, `is ${(-gap).toFixed(1)} cm inside what it rests on`]);
  const least = Math.min(...Object.values(gaps).map(({ gap, gives }) => (gap < 0 ? gap + gives : gap)));
  if (least > CLOSE) faults.push(['body', least, `hovers ${least.toFixed(1)} cm above everything`]);
  return pose ? [...faults, ...untouched(pose, skeleton, gaps)] : faults;
}

/** The ends that a pose pins, aims or stands on, and that are not there. */
function untouched(pose, skeleton, gaps) {
  const faults = [];
  for (const side of ['r', 'l']) {
    for (const limb of ['leg', 'arm']) {
      const aim = pose[side]?.[limb];
      if (!aim?.ik) continue;
      const off = len(sub(target(skeleton, aim.ik), skeleton.J[`${side}.${TARGETS[limb]}`]));
      if (off > CLOSE) faults.push([`${side} ${limb}`, off, `falls ${off.toFixed(1)} cm short of what it reaches for`]);
      const gap = Math.min(...ENDS[limb].map((name) => Math.abs(gaps[`${side}.${name}`].gap)));
      if (aim.pin && gap > CLOSE) faults.push([`${side} ${limb}`, gap, `rests on nothing: ${gap.toFixed(1)} cm away`]);
    }
  }
  const standing = Math.min(...(pose.contact || []).map((name) => Math.abs(gaps[name]?.gap ?? Infinity)));
  if (pose.contact && standing > CLOSE + 0.2) faults.push(['contact', standing, `is ${standing.toFixed(1)} cm off`]);
  return faults;
}

const target = ({ J }, ik) => (typeof ik[0] === 'string' ? J[ik[0]].map((v, i) => v + ik[i + 1]) : ik);

/** The tops a part can rest on. A chair has two: its seat and its back rest. */
function surfaces({ props = [] }) {
  return props.flatMap((prop) => {
    if (prop.t === 'chair') return chair(prop);
    if (prop.t !== 'box') return [];
    return [{ top: prop.y[1], low: prop.y[0], x: prop.x, z: prop.z, gives: ['cushion', 'pad'].includes(prop.c) ? GIVES : 0 }];
  });
}

function chair({ x, w, h, back, z0 = 0 }) {
  const z = [z0 - 21, z0 + 21];
  const rear = x + (back * w) / 2;
  const seat = { top: h, low: h - 4.5, x: [x - w / 2, x + w / 2], z, gives: 0 };
  return [seat, { top: h + 46, low: h + 22, x: [rear - 3, rear + 3], z, gives: 0 }];
}

/** The lowest skin of each part: [name, x, y, z]. */
function undersides({ J, F }) {
  const limbs = LIMBS.map((name) => [name, J[name][0], J[name][1] - FLESH[name.split('.')[1]], J[name][2]]);
  const trunk = Object.entries(RESTS).map(([name, [joint, frame, forward, up, radius]]) => {
    const [x, y, z] = at(J[joint], F[frame], forward, up, 0);
    return [name, x, y - radius, z];
  });
  return [...limbs, ...trunk];
}

const within = (v, [low, high]) => v >= low && v <= high;

/** How far a point lies above (or, negative, inside) the highest top under it. A part far under a top is beneath it. */
function clearance(tops, [x, y, z]) {
  const under = tops.filter((top) => within(x, top.x) && within(z, top.z) && y > (top.low + top.top) / 2 - 2);
  const { top = 0, gives = 0 } = under.sort((a, b) => b.top - a.top)[0] ?? {};
  return { gap: y - top, gives };
}
