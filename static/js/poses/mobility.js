/** Moves that loosen, and stretch the front of the hip. How a pose is written: ../figure/skeleton.js. */
import { hipFlexors, FLAT, MAT, box, CHAIR, stretch, work, plant, onHip, onChair, supine, fours, FEET, holdKnee, kneel } from './bases.js';

const armOut = (s) => ({
  ik: [-19, 3.4, s * 60],
  pole: [-0.6, -0.25, s * 0.6],
  handDir: [0.53, -0.04, s * 0.85],
  palm: [0, -1, 0],
  pin: true,
});

export const MOBILITY = {
  ex_pelvic_tilt: {
    alt: 'Lying with knees bent and feet flat. The pelvis rocks so the low back flattens, then arches a little.',
    cam: { yaw: 8, pitch: 10 },
    view: [-84, 70, -8, 72],
    props: [MAT(-84, 76)],
    muscles: work('abdominals'),
    keys: [
      supine(...FEET, null, {
        root: { pitch: -78 },
        spine: { lumbar: -16, thorax: 3 },
        contact: ['chest', 'seat'],
      }),
      supine(...FEET, null, {
        root: { pitch: -103 },
        spine: { lumbar: 13, thorax: 1 },
        contact: ['chest', 'back'],
      }),
    ],
    move: 3,
  },
  ex_cat_camel: {
    alt: 'On hands and knees. The back rounds up towards the ceiling, then dips.',
    cam: { yaw: 10, pitch: 9 },
    view: [-86, 66, -8, 78],
    props: [MAT(-88, 64)],
    muscles: stretch('erector'),
    keys: [
      fours({
        root: { pitch: 60 },
        spine: { lumbar: 26, thorax: 26, neck: 22, head: 10 },
        r: { hip: [60, 2, 0], knee: 90, ankle: -76 },
        l: { hip: [60, 2, 0], knee: 90, ankle: -76 },
      }),
      fours({
        root: { pitch: 98 },
        spine: { lumbar: -20, thorax: -6, neck: -28, head: -8 },
        r: { hip: [98, 2, 0], knee: 90, ankle: -76 },
        l: { hip: [98, 2, 0], knee: 90, ankle: -76 },
      }),
    ],
    move: 3,
  },
  ex_knee_hug: {
    alt: 'Lying on the back. One knee is drawn to the chest with both hands behind the thigh.',
    cam: { yaw: 8, pitch: 10 },
    view: [-84, 72, -8, 84],
    props: [MAT(-84, 76)],
    muscles: stretch('glute_max'),
    keys: [
      supine(...FEET),
      supine({ hip: [112, 2, 0], knee: 116, ankle: -6 }, plant(40, -1), [
        holdKnee('r.knee', 1, 4, -9),
        holdKnee('r.knee', -1, 2, -9),
      ]),
    ],
    move: 3,
  },
  ex_knee_rocks: {
    alt: 'Lying with knees bent and arms out. Both knees lean a little to one side, then the other.',
    cam: { yaw: 48, pitch: 20 },
    view: [-72, 56, -22, 74],
    props: [MAT(-84, 66, 52)],
    muscles: stretch('erector'),
    keys: [0, 0.75, 0, -0.75].map((k) =>
      supine(
        { ik: [38, 6.6, 8], pole: [0.2, 1, k], ...FLAT, pin: true },
        { ik: [38, 6.6, -8], pole: [0.2, 1, k], ...FLAT, pin: true },
        [
          armOut(1),
          armOut(-1),
        ],
      ),
    ),
    move: 2.5,
  },
  ex_prone_lie: {
    alt: 'Lying face down with a pillow under the tummy and the forehead on the hands.',
    cam: { yaw: 12, pitch: 16 },
    view: [-112, 84, -18, 50],
    props: [MAT(-114, 84, 34), box('cushion', [-14, 16], [0, 6], [-19, 19], { depth: -700 })],
    muscles: hipFlexors('stretch'),
    keys: [
      {
        root: { x: 0, y: 16, pitch: 92 },
        spine: { lumbar: 3, thorax: 2, neck: -6, head: -4 },
        r: {
          leg: { hip: [5, 4, 0], knee: 0, ankle: -74 },
          arm: { ik: [66, 4, 6], pole: [0.4, 0, 1], handDir: [0.3, 0, -1], palm: [0, -1, 0] },
        },
        l: {
          leg: { hip: [5, 4, 0], knee: 0, ankle: -74 },
          arm: { ik: [66, 4, -6], pole: [0.4, 0, -1], handDir: [0.3, 0, 1], palm: [0, -1, 0] },
        },
      },
    ],
  },
  ex_standing_hf: {
    alt: 'Standing with one foot behind and a hand on a chair. The tailbone tucks under and the body moves forward a little.',
    cam: { yaw: 14, pitch: 7 },
    view: [-72, 78, -8, 178],
    props: [MAT(-62, 34), CHAIR(53)],
    muscles: hipFlexors('stretch'),
    keys: [
      {
        root: { x: -7, y: 86.2, pitch: 4 },
        spine: { lumbar: -4, thorax: 3, neck: -3 },
        r: {
          leg: { ik: [-34, 9.5, 9], pole: [1, 0.1, 0], footDir: [1, -0.22, 0], pin: true },
          arm: onHip(1),
        },
        l: { leg: { ik: [16, 6.6, -9], pole: [1, 0.1, 0], ...FLAT, pin: true }, arm: onChair(31) },
      },
      {
        root: { x: 0, y: 84, pitch: -8 },
        spine: { lumbar: 5, thorax: 4, neck: -2 },
        r: {
          leg: { ik: [-34, 9.5, 9], pole: [1, 0.1, 0], footDir: [1, -0.22, 0], pin: true },
          arm: onHip(1),
        },
        l: { leg: { ik: [16, 6.6, -9], pole: [1, 0.1, 0], ...FLAT, pin: true }, arm: onChair(31) },
      },
    ],
    move: 3,
  },
  ex_half_kneeling: {
    alt: 'One knee on a pad, the other foot flat in front. The tailbone tucks under and the hips move slowly forward.',
    cam: { yaw: 12, pitch: 8 },
    view: [-78, 76, -7, 146],
    props: [MAT(-90, 84), box('pad', [-24, 6], [0, 3], [-4, 22])],
    muscles: hipFlexors('stretch'),
    keys: [kneel({ x: -2, pitch: 5 }, 0, 84, 0, -78), kneel({ x: 17, pitch: -8 }, 4, 67, -30, -78)],
    move: 3,
  },
  ex_supine_thomas: {
    alt: 'Lying on a bed with the hips at the edge. One knee is held to the chest, the other leg hangs down.',
    cam: { yaw: 8, pitch: 11 },
    view: [-88, 80, 0, 116],
    props: [
      box('bedbase', [-98, 4], [10, 34], [-40, 40]),
      box('bed', [-100, 6], [34, 48], [-42, 42], { o: 5 }),
      box('cushion', [-86, -58], [48, 53], [-18, 18], { o: 8 }),
    ],
    floor: 48,
    muscles: hipFlexors('stretch'),
    keys: [
      {
        root: { x: 2, pitch: -91 },
        on: 48,
        contact: ['back'],
        spine: { lumbar: 0, thorax: 2, neck: 6, head: 8 },
        r: {
          leg: { hip: [100, 2, 0], knee: 118, ankle: -8 },
          arm: { ik: ['r.knee', -2, -4, 9], pole: [-0.3, -0.6, 1], handDir: [0.5, 0.7, -0.5] },
        },
        l: {
          leg: { hip: [118, 2, 0], knee: 126, ankle: -8 },
          arm: { ik: ['l.knee', 3, -7, -7], pole: [-0.3, -0.6, -1], handDir: [0.5, 0.75, 0.5] },
        },
      },
      {
        root: { x: 2, pitch: -95 },
        on: 48,
        contact: ['back'],
        spine: { lumbar: 3, thorax: 2, neck: 6, head: 8 },
        r: {
          leg: { hip: [-16, 3, 0], knee: 62, ankle: -14 },
          arm: { ik: ['l.knee', 0, -8, 14], pole: [-0.3, -0.6, 1], handDir: [0.4, 0.5, -0.8] },
        },
        l: {
          leg: { hip: [120, 2, 0], knee: 128, ankle: -8 },
          arm: { ik: ['l.knee', 3, -7, -7], pole: [-0.3, -0.6, -1], handDir: [0.5, 0.75, 0.5] },
        },
      },
    ],
    move: 5,
  },
  ex_couch_stretch: {
    alt: 'Kneeling in front of a sofa with the back foot resting on it. The body comes up tall with the tailbone tucked.',
    cam: { yaw: 14, pitch: 8 },
    view: [-76, 76, -7, 146],
    props: [
      MAT(-34, 84),
      box('bedbase', [-84, -36], [0, 18], [-40, 40]),
      box('bed', [-86, -34], [18, 30], [-42, 42], { o: 5 }),
      box('pad', [-14, 16], [0, 3], [-4, 22]),
    ],
    muscles: stretch('rectus_femoris'),
    keys: [[8, 26, 12, 18], [9, -4, 4, -4]].map(([x, p, lum, hip]) => ({
      root: { x, pitch: p },
      on: 3,
      contact: ['r.knee'],
      spine: { lumbar: lum, thorax: 4, neck: -4 },
      r: {
        leg: { hip: [hip, 2, 0], knee: 122 - (p - hip - 8) * 0.9, ankle: -72 },
        arm: { ik: ['l.knee', -15, 9, 12], pole: [-1, -0.2, 0.9], handDir: [0.9, -0.3, -0.45] },
      },
      l: {
        leg: { ik: [48, 6.6, -9], pole: [1, 0.3, 0], ...FLAT, pin: true },
        arm: { ik: ['l.knee', -8, 8.4, 1], pole: [-1, -0.5, -0.5], handDir: [1, -0.25, 0] },
      },
    })),
    move: 4,
  },
};
