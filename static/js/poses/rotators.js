/** Stretches for the buttock and the deep muscles that turn the hip. How a pose is written: ../figure/skeleton.js. */
import { MAT, box, CHAIR, stretch, plant, onHip, supine, sit, seatLeg, pigeonFront, block, cross4 } from './bases.js';

const onBed = (s) => ({
  ik: [48, 58.4, s * 25],
  pole: [-1, 0.2, s * 0.7],
  handDir: [0.9, -0.05, 0],
  palm: [0, -1, 0],
  pin: true,
});

export const ROTATORS = {
  ex_figure4_supine: {
    alt: 'Lying on the back with one ankle across the other knee. The hands draw the legs gently in.',
    cam: { yaw: 34, pitch: 14 },
    view: [-76, 64, -14, 84],
    props: [MAT(-86, 70, 34)],
    muscles: stretch('piriformis'),
    keys: [
      supine(
        { ik: ['l.knee', -8, 4, 4], pole: [-0.5, 0.75, 0.9], ankle: 0 },
        plant(38, -1),
      ),
      supine(
        { ik: ['l.knee', -8, 4, 4], pole: [-0.5, 0.75, 0.9], ankle: 0 },
        { hip: [96, 2, 0], knee: 96, ankle: 0 },
        [
          { ik: ['l.knee', 2, -16, 14], pole: [-0.3, -0.4, 1], handDir: [0.7, 0.3, -0.6] },
          { ik: ['l.knee', 2, -16, -8], pole: [-0.3, -0.4, -1], handDir: [0.7, 0.3, 0.6] },
        ],
      ),
    ],
    move: 3,
  },
  ex_figure4_seated: {
    alt: 'Sitting on a chair with one ankle across the other knee. The chest tips forward from the hips.',
    cam: { yaw: 42, pitch: 10 },
    view: [-54, 58, -8, 140],
    props: [MAT(-34, 62, 30), CHAIR(-6)],
    muscles: stretch('glute_max'),
    keys: [
      sit({
        root: { pitch: 2 },
        l: {
          leg: seatLeg(37, -1),
          arm: { ik: ['r.ankle', -9, 7.5, 0], pole: [-0.4, -0.2, -1], handDir: [0.8, -0.5, 0.3] },
        },
        r: { leg: cross4, arm: { ik: ['r.knee', -9, 7, -3], pole: [-0.8, 0, 1], handDir: [0.8, -0.5, 0.2] } },
      }),
      sit({
        root: { x: -7, pitch: 18 },
        spine: { lumbar: 9, thorax: 10, neck: -8, head: -6 },
        l: {
          leg: seatLeg(37, -1),
          arm: { ik: ['r.ankle', -6, 7.5, -2], pole: [-0.4, 0.2, -1], handDir: [0.8, -0.5, 0.3] },
        },
        r: {
          leg: cross4,
          arm: { ik: ['r.knee', -6, 7, -2], pole: [-0.8, 0.2, 1], handDir: [0.8, -0.5, 0.2] },
        },
      }),
    ],
    move: 3,
  },
  ex_pigeon_table: {
    alt: 'Standing at a bed with one bent leg laid on it, the knee in front on a cushion and the foot nearer the body. The chest tips forward over the shin.',
    cam: { yaw: 34, pitch: 12 },
    view: [-66, 84, -8, 168],
    props: [
      MAT(-54, 22),
      box('bedbase', [18, 100], [10, 42], [-46, 46]),
      box('bed', [16, 102], [42, 56], [-48, 48], { o: 5 }),
      box('cushion', [26, 44], [56, 59.5], [0, 16], { o: 8 }),
    ],
    muscles: stretch('glute_max'),
    keys: [
      [14, 0, { ik: ['r.knee', -15, 13, 4], pole: [-0.9, -0.2, 0.8], handDir: [0.8, -0.55, 0] }, onHip(-1)],
      [47, 3, onBed(1), onBed(-1)],
    ].map(([p, x, near, away]) => ({
      root: { x, pitch: p, y: 86 - x * 0.5 },
      spine: { lumbar: p / 6, thorax: p / 5, neck: -8 - p / 4 },
      l: {
        leg: { ik: [-20, 7.6, -9], pole: [1, 0.1, 0], footDir: [1, -0.06, 0], pin: true },
        arm: away,
      },
      r: {
        leg: {
          ik: [26, 60.6, -25],
          pole: [1, 0.05, 0.4],
          footDir: [0.45, 0.02, -1],
          footUp: [1, 0.3, 0.3],
          pin: true,
        },
        arm: near,
      },
    })),
    move: 3,
  },
  ex_pigeon_supported: {
    alt: 'Front leg folded across the mat with a cushion under that hip, back leg straight. Hands on blocks, the chest lowers forward.',
    cam: { yaw: 34, pitch: 14 },
    view: [-104, 74, -18, 108],
    props: [
      MAT(-106, 80, 46),
      box('cushion', [-18, 11], [0, 9], [0, 26], { depth: -300 }),
      box('block', [42, 54], [0, 12], [30, 44], { depth: -60 }),
      box('block', [42, 54], [0, 12], [-40, -26], { depth: -200 }),
    ],
    muscles: stretch('glute_max'),
    keys: [
      {
        root: { x: 0, y: 20.5, pitch: 35 },
        spine: { lumbar: -8, thorax: 2, neck: -10, head: -6 },
        r: { leg: pigeonFront, arm: block(44, 1) },
        l: { leg: { hip: [-34, 4, 0], knee: 16, ankle: -78 }, arm: block(44, -1) },
      },
      {
        root: { x: 2, y: 20, pitch: 50 },
        spine: { lumbar: 6, thorax: 12, neck: -4, head: -2 },
        r: { leg: pigeonFront, arm: { ...block(49, 1), pole: [-0.6, 0.3, 1] } },
        l: {
          leg: { hip: [-19, 4, 0], knee: 20, ankle: -76 },
          arm: { ...block(49, -1), pole: [-0.6, 0.3, -1] },
        },
      },
    ],
    move: 4,
  },
};
