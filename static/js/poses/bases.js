/** Limbs, bodies and props that many poses share. Centimetres and degrees, as in ../figure/skeleton.js. */

export const FLAT = { footDir: [1, 0, 0], footUp: [0, 1, 0] };
export const MAT = (x0, x1, z = 30) => ({ t: 'mat', x: [x0, x1], y: [-1.5, 0], z: [-z, z] });
export const box = (c, x, y, z, more) => ({ t: 'box', c, x, y, z, ...more });
export const CHAIR = (x, more) => ({ t: 'chair', x, w: 44, h: 46, back: -1, ...more });
export const stretch = (m, k = 'stretch') => [{ m, s: 'r', k }];
export const work = (m) => stretch(m, 'work');
/** Psoas and iliacus: the two that bend the hip together. */
export const hipFlexors = (k) => [...stretch('iliacus', k), ...stretch('psoas', k)];

// ---- limbs; s is 1 for the right side and −1 for the left
export const rest = (s, x = 2) => ({
  ik: [x, 3.4, s * 27],
  pole: [0, 0.4, s],
  handDir: [1, -0.02, s * 0.06],
  palm: [0, -1, 0],
  pin: true,
});
export const plant = (x, s, y = 6.6, more) => ({
  ik: [x, y, s * 9],
  pole: [0.2, 1, 0],
  ...FLAT,
  pin: true,
  ...more,
});
export const onHip = (s) => ({
  ik: [s > 0 ? 'r.hip' : 'l.hip', 2, 13, s * 8],
  pole: [-0.7, 0, s],
  handDir: [0.7, -0.45, -s * 0.6],
});
/** The left palm on a chair's back rest at x. */
export const onChair = (x, z = -12) => ({
  ik: [x - 8, 94.5, z],
  pole: [-0.8, -0.5, -0.3],
  handDir: [1, -0.12, 0],
  pin: true,
});
export const hang = { shoulder: [4, 7, 0], elbow: 12 };

// ---- whole bodies
export const supine = (r, l, arms, o = {}) => ({
  root: { x: 0, pitch: -91, ...o.root },
  contact: o.contact || ['back'],
  spine: { lumbar: 0, thorax: 2, neck: -8, head: 14, ...o.spine },
  r: { leg: r, arm: arms ? arms[0] : rest(1) },
  l: { leg: l, arm: arms ? arms[1] : rest(-1) },
});
export const sit = (o) => ({
  root: { x: -6, pitch: 0, ...o.root },
  on: 46,
  contact: ['seat'],
  spine: { lumbar: 0, thorax: 2, neck: -2, ...o.spine },
  r: o.r,
  l: o.l,
});
export const seatLeg = (x, s) => ({ ik: [x, 6.6, s * 9], pole: [1, 0.6, 0], ...FLAT, pin: true });
export const onThigh = (s, dx = -17) => ({
  ik: [s > 0 ? 'r.knee' : 'l.knee', dx, 8.4, 0],
  pole: [-1, -0.4, s * 0.6],
  handDir: [1, -0.2, 0],
});
export const stand = (o) => ({
  root: { x: 0, pitch: 3, ...o.root },
  contact: o.contact || ['l.heel'],
  spine: { lumbar: -5, thorax: 4, neck: -2, ...o.spine },
  r: o.r,
  l: o.l,
});
export const straight = { hip: [3, 3, 4], knee: 3, ankle: 0 };
export const fours = (o) => ({
  root: { x: -22, y: 47, pitch: 84, ...o.root },
  spine: { lumbar: 0, thorax: 0, neck: -14, ...o.spine },
  r: { leg: o.r || { hip: [84, 2, 0], knee: 90, ankle: -76 }, arm: o.ra || palm(1) },
  l: { leg: o.l || { hip: [84, 2, 0], knee: 90, ankle: -76 }, arm: o.la || palm(-1) },
});
export const palm = (s, x = 26) => ({
  ik: [x, 3.4, s * 16],
  pole: [-0.6, 0, s * 0.3],
  handDir: [1, -0.03, 0],
  palm: [0, -1, 0],
  pin: true,
});
export const TABLE = { hip: [88, 2, 0], knee: 88, ankle: 4 };
export const UP = { shoulder: [88, 0, 0], elbow: 4 };
export const FEET = [plant(40, 1), plant(40, -1)];
export const holdKnee = (k, s, dx = 2, dy = -5) => ({
  ik: [k, dx, dy, s * 8],
  pole: [-0.3, -0.6, s],
  handDir: [0.5, 0.7, -s * 0.5],
});

export const kneel = (root, lumbar, knee, hip, ankle) => ({
  root,
  on: 3,
  contact: ['r.knee'],
  spine: { lumbar, thorax: 3, neck: -2 },
  r: {
    leg: { hip: [hip, 2, 0], knee, ankle },
    arm: { ik: ['l.knee', -17, 9.5, 12], pole: [-1, -0.2, 0.9], handDir: [0.9, -0.3, -0.45] },
  },
  l: {
    leg: { ik: [42, 6.6, -9], pole: [1, 0.3, 0], ...FLAT, pin: true },
    arm: { ik: ['l.knee', -9, 8.4, 1], pole: [-1, -0.5, -0.5], handDir: [1, -0.25, 0] },
  },
});
export const bridgeTop = (away) => ({
  root: { x: 3, y: 33, pitch: -120 },
  spine: { lumbar: 3, thorax: 8, neck: 24, head: 14 },
  r: { leg: plant(40, 1), arm: rest(1) },
  l: { leg: away || plant(40, -1), arm: rest(-1) },
});
export const pigeonFront = {
  ik: [18, 7.4, -12],
  pole: [1, -0.28, 0.95],
  footDir: [0.25, 0, -1],
  footUp: [1, 0.3, 0.2],
};
export const block = (x, s) => ({
  ik: [x, 14.5, s > 0 ? 37 : -33],
  pole: [-1, 0.2, s * 0.7],
  handDir: [0.9, -0.2, 0],
  pin: true,
});
export const cross4 = {
  ik: [28, 66, -13],
  pole: [0.75, 0.5, 1],
  ankle: 0,
};
export const sideLie = (o) => ({
  root: { x: -20, yaw: 90, roll: -84, ...o.root },
  contact: o.contact || ['l.hip', 'l.shoulder'],
  spine: { lumbar: 4, thorax: 4, neck: 4, side: 6, ...o.spine },
  r: o.r,
  l: o.l,
});
