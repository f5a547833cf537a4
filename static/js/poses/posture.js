/** Sitting, walking and resting. How a pose is written: ../figure/skeleton.js. */
import { hipFlexors, FLAT, MAT, box, CHAIR, stretch, work, rest, hang, supine, sit, seatLeg, onThigh, FEET } from './bases.js';

export const POSTURE = {
  ex_sit_stand: {
    alt: 'Sitting on a chair, leaning forward, then standing up tall.',
    cam: { yaw: 20, pitch: 8 },
    view: [-58, 66, -8, 180],
    props: [MAT(-40, 60), CHAIR(-14)],
    muscles: work('glute_max'),
    keys: [
      {
        root: { x: -14, y: 58, pitch: 6 },
        spine: { lumbar: 2, thorax: 3, neck: -4 },
        r: { leg: { ik: [22, 6.6, 9], pole: [1, 0.4, 0], ...FLAT, pin: true }, arm: onThigh(1) },
        l: { leg: { ik: [22, 6.6, -9], pole: [1, 0.4, 0], ...FLAT, pin: true }, arm: onThigh(-1) },
      },
      {
        root: { x: -4, y: 64, pitch: 40 },
        spine: { lumbar: 6, thorax: 4, neck: -20 },
        r: {
          leg: { ik: [22, 6.6, 9], pole: [1, 0.3, 0], ...FLAT, pin: true },
          arm: { ik: ['r.knee', -10, 14, 4], pole: [-1, 0, 0.6], handDir: [0.9, -0.3, 0] },
        },
        l: {
          leg: { ik: [22, 6.6, -9], pole: [1, 0.3, 0], ...FLAT, pin: true },
          arm: { ik: ['l.knee', -10, 14, -4], pole: [-1, 0, -0.6], handDir: [0.9, -0.3, 0] },
        },
      },
      {
        root: { x: 17, y: 89, pitch: 3 },
        spine: { lumbar: -5, thorax: 4, neck: -2 },
        r: { leg: { ik: [22, 6.6, 9], pole: [1, 0.1, 0], ...FLAT, pin: true }, arm: hang },
        l: { leg: { ik: [22, 6.6, -9], pole: [1, 0.1, 0], ...FLAT, pin: true }, arm: hang },
      },
    ],
    move: 2,
  },
  ex_neutral_pelvis: {
    alt: 'Sitting on a chair. The pelvis rolls back so the back rounds, then forward so it arches a little.',
    cam: { yaw: 18, pitch: 8 },
    view: [-54, 58, -8, 138],
    props: [MAT(-34, 60), CHAIR(-6)],
    muscles: stretch('erector', 'work'),
    keys: [
      sit({
        root: { pitch: -14 },
        spine: { lumbar: 16, thorax: 12, neck: 6 },
        r: { leg: seatLeg(36, 1), arm: onThigh(1, -19) },
        l: { leg: seatLeg(37, -1), arm: onThigh(-1, -19) },
      }),
      sit({
        root: { pitch: 10 },
        spine: { lumbar: -14, thorax: 2, neck: 0 },
        r: { leg: seatLeg(36, 1), arm: onThigh(1, -19) },
        l: { leg: seatLeg(37, -1), arm: onThigh(-1, -19) },
      }),
    ],
    move: 3,
  },
  ex_gait_cue: {
    alt: 'Walking tall with an easy stride. The back foot pushes off softly.',
    cam: { yaw: 18, pitch: 7 },
    view: [-66, 66, -8, 180],
    props: [],
    muscles: hipFlexors('stretch'),
    keys: [
      ['r', 'l', 0],
      ['r', 'l', 1],
      ['l', 'r', 0],
      ['l', 'r', 1],
    ].map(([b, f, mid]) => ({
      root: { x: 0, pitch: 3 },
      contact: ['l.heel', 'l.toe', 'r.heel', 'r.toe'],
      spine: { lumbar: -5, thorax: 4, neck: -2 },
      [b]: {
        leg: mid ? { hip: [20, 2, 4], knee: 52, ankle: 4 } : { hip: [-17, 2, 4], knee: 16, ankle: -16 },
        arm: { shoulder: [mid ? 4 : 24, 5, 0], elbow: 24 },
      },
      [f]: {
        leg: mid ? { hip: [2, 2, 4], knee: 4, ankle: 2 } : { hip: [27, 2, 4], knee: 5, ankle: 6 },
        arm: { shoulder: [mid ? 2 : -20, 5, 0], elbow: 18 },
      },
    })),
    work: 0,
    move: 0.55,
    hold: 0,
  },
  ex_constructive_rest: {
    alt: 'Lying on the floor with the calves resting on a chair seat, hips and knees bent to right angles, arms by the sides.',
    cam: { yaw: 8, pitch: 10 },
    view: [-88, 66, -8, 92],
    props: [
      MAT(-88, 72, 32),
      { t: 'chair', x: 38, w: 46, h: 43, back: 1, legsFront: true },
      box('cushion', [-78, -58], [0, 4], [-13, 13], { o: 20 }),
    ],
    muscles: hipFlexors('rest'),
    keys: [
      supine(
        { ik: [46, 51, 9], pole: [-0.1, 1, 0], footDir: [0.2, 1, 0.12], footUp: [-1, 0.2, 0] },
        { ik: [46, 51, -9], pole: [-0.1, 1, 0], footDir: [0.2, 1, -0.12], footUp: [-1, 0.2, 0] },
        [rest(1, -8), rest(-1, -8)],
        { spine: { neck: -2, head: 10 } },
      ),
    ],
  },
  ex_slow_breath: {
    alt: 'Lying with knees bent, one hand on the tummy. The tummy rises and falls.',
    cam: { yaw: 10, pitch: 12 },
    view: [-84, 70, -10, 70],
    props: [MAT(-84, 76)],
    muscles: stretch('diaphragm', 'work'),
    keys: [0, 2.4].map((belly) =>
      supine(
        ...FEET,
        [
          {
            ik: ['r.hip', -17, 9.6 + belly, -1],
            pole: [0.1, 0.1, 1],
            handDir: [0.7, -0.1, -0.9],
            palm: [0, -1, 0],
          },
          rest(-1),
        ],
        { spine: { belly } },
      ),
    ),
    move: 4,
    hold: 0.6,
  },
};
