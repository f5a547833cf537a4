/** Moves that make stronger. How a pose is written: ../figure/skeleton.js. */
import { hipFlexors, FLAT, MAT, box, CHAIR, work, plant, onChair, hang, supine, sit, seatLeg, onThigh, stand, straight, fours, TABLE, UP, FEET, bridgeTop, sideLie } from './bases.js';

const onRail = {
  ik: [34, 104.5, -35.5],
  pole: [-0.9, -0.3, -0.6],
  handDir: [1, -0.1, 0],
  palm: [0, -1, 0],
  pin: true,
};

const onStep = { ik: [34, 22.6, 9], pole: [1, 0.3, 0], ...FLAT, pin: true };
/** The other foot clears the edge of the step on its way, up and down. */
const risingOnStep = {
  root: { x: 22, y: 95, pitch: 12 },
  spine: { lumbar: -1, thorax: 2, neck: -5 },
  r: { leg: onStep, arm: { shoulder: [6, 6, 0], elbow: 28 } },
  l: { leg: { ik: [-4, 34, -9], pole: [1, 0.3, 0], footDir: [1, -0.9, 0] }, arm: onRail },
};

export const STRENGTH = {
  ex_heel_slide: {
    alt: 'Lying with knees bent. One heel slides away along the floor and comes back.',
    cam: { yaw: 8, pitch: 10 },
    view: [-84, 96, -8, 72],
    props: [MAT(-84, 98)],
    muscles: hipFlexors('work'),
    keys: [supine(...FEET), supine({ ...plant(76, 1, 8.4), footDir: [0.9, 0.5, 0] }, plant(40, -1))],
    move: 3,
  },
  ex_heel_tap: {
    alt: 'Lying with hips and knees at right angles. One heel lowers to touch the floor and comes back.',
    cam: { yaw: 8, pitch: 10 },
    view: [-84, 76, -8, 84],
    props: [MAT(-84, 78)],
    muscles: work('abdominals'),
    keys: [
      supine(TABLE, TABLE),
      supine({ ik: [50, 7, 9], pole: [0.3, 1, 0], footDir: [0.95, 0.2, 0] }, TABLE),
    ],
    move: 2.5,
  },
  ex_dead_bug: {
    alt: 'Lying with arms up and hips and knees at right angles. One leg and the opposite arm reach away, then swap.',
    cam: { yaw: 10, pitch: 10 },
    view: [-114, 92, -8, 94],
    props: [MAT(-110, 96)],
    muscles: work('abdominals'),
    keys: [
      supine(TABLE, TABLE, [UP, UP], { contact: ['back', 'chest'] }),
      supine({ hip: [14, 2, 0], knee: 10, ankle: 2 }, TABLE, [UP, { shoulder: [164, 0, 0], elbow: 4 }], {
        contact: ['back', 'chest'],
      }),
      supine(TABLE, TABLE, [UP, UP], { contact: ['back', 'chest'] }),
      supine(TABLE, { hip: [14, 2, 0], knee: 10, ankle: 2 }, [{ shoulder: [164, 0, 0], elbow: 4 }, UP], {
        contact: ['back', 'chest'],
      }),
    ],
    move: 2.5,
  },
  ex_bird_dog: {
    alt: 'On hands and knees. One leg reaches back and the opposite arm reaches forward, level with the floor.',
    cam: { yaw: 10, pitch: 9 },
    view: [-121, 96, -8, 80],
    props: [MAT(-110, 84)],
    muscles: [...work('glute_max'), ...work('erector')],
    keys: [
      fours({}),
      fours({
        root: { pitch: 86 },
        r: { hip: [-2, 2, 0], knee: 4, ankle: -30 },
        l: { hip: [86, 2, 0], knee: 90, ankle: -76 },
        la: { shoulder: [166, 0, 0], elbow: 4 },
      }),
    ],
    move: 2.5,
  },
  ex_bridge: {
    alt: 'Lying with knees bent and feet flat. The hips lift until knees, hips and shoulders line up.',
    cam: { yaw: 8, pitch: 10 },
    view: [-80, 72, -8, 82],
    props: [MAT(-82, 76)],
    muscles: work('glute_max'),
    keys: [supine(...FEET), bridgeTop()],
    move: 2,
  },
  ex_bridge_march: {
    alt: 'Holding a bridge. One foot lifts a few centimetres and goes back down while the hips stay level.',
    cam: { yaw: 8, pitch: 10 },
    view: [-80, 72, -8, 82],
    props: [MAT(-82, 76)],
    muscles: work('glute_max'),
    keys: [bridgeTop(), bridgeTop({ ik: [36, 17, -9], pole: [0.2, 1, 0], footDir: [1, 0.05, 0] })],
    move: 2,
  },
  ex_clamshell: {
    alt: 'Lying on one side with hips and knees bent and feet together. The top knee lifts and lowers.',
    cam: { yaw: -24, pitch: 30 },
    view: [-86, 80, -44, 66],
    props: [MAT(-88, 92, 46)],
    muscles: work('glute_med'),
    keys: [[0.04, 1], [0.95, 0.75]].map(([up, out]) =>
      sideLie({
        r: {
          leg: { ik: ['l.ankle', 0, 8.4, 0], pole: [0.1, up, out], ankle: -10 },
          arm: { ik: ['pelvis', 26, -8, 24], pole: [0.2, 1, 0.2], handDir: [0.2, -0.25, 0.9], palm: [0, -1, 0.2] },
        },
        l: {
          leg: { hip: [48, 0, 0], knee: 92, ankle: -10 },
          arm: { ik: ['skull', 12, -8, 4], pole: [0.5, 0, 1], handDir: [0.6, 0.1, -0.6] },
        },
      }),
    ),
    move: 2,
  },
  ex_side_plank: {
    alt: 'On one side, propped on the forearm and bent knees. The hips lift off the floor.',
    cam: { yaw: -16, pitch: 12 },
    view: [-97, 84, -16, 92],
    props: [MAT(-88, 92, 40)],
    muscles: [
      { m: 'glute_med', s: 'l', k: 'work' },
      { m: 'obliques', s: 'l', k: 'work' },
    ],
    keys: [[-26, -87, 18.8, 51], [-24, -66, 31.4, -2]].map(([x, roll, y, side]) => ({
      root: { x, y, yaw: 90, roll },
      spine: { lumbar: 0, thorax: 0, neck: 0, side },
      r: {
        leg: { hip: [6, -2, 0], knee: 88, ankle: -50 },
        arm: { ik: ['r.hip', 10, 7, 4], pole: [0.3, 1, 0.2], handDir: [-0.5, -0.7, 0.5], palm: [0, -0.5, -0.8] },
      },
      l: {
        leg: { hip: [6, 0, 0], knee: 88, ankle: -50 },
        arm: { ik: [20, 3.6, 25], pole: [0, -1, -0.35], handDir: [0, -0.02, 1], palm: [0, -1, 0], pin: true },
      },
    })),
    move: 2.5,
  },
  ex_iso_hip: {
    alt: 'Sitting tall. One hand pushes down on the thigh while the thigh pushes up against it.',
    cam: { yaw: 22, pitch: 8 },
    view: [-54, 58, -8, 138],
    props: [MAT(-34, 60), CHAIR(-6)],
    muscles: hipFlexors('work'),
    keys: [
      sit({
        r: { leg: seatLeg(36, 1), arm: onThigh(1) },
        l: { leg: seatLeg(37, -1), arm: onThigh(-1) },
      }),
      sit({
        root: { pitch: 1 },
        r: { leg: { ik: [36, 12, 9], pole: [1, 0.8, 0], footDir: [1, 0.1, 0] }, arm: onThigh(1) },
        l: { leg: seatLeg(37, -1), arm: onThigh(-1) },
      }),
    ],
    move: 1.5,
  },
  ex_standing_march: {
    alt: 'Standing with a hand on a chair. One knee lifts to hip height and lowers.',
    cam: { yaw: 18, pitch: 7 },
    view: [-62, 66, -8, 178],
    props: [MAT(-42, 44), CHAIR(40, { z0: -46 })],
    muscles: hipFlexors('work'),
    keys: [
      stand({ r: { leg: straight, arm: hang }, l: { leg: straight, arm: onChair(18, -34) } }),
      stand({
        root: { pitch: 1 },
        spine: { lumbar: -3 },
        r: { leg: { hip: [82, 3, 0], knee: 90, ankle: 10 }, arm: hang },
        l: { leg: { hip: [1, 3, 4], knee: 3, ankle: 2 }, arm: onChair(18, -34) },
      }),
    ],
    move: 2,
  },
  ex_band_march: {
    alt: 'Lying with a loop band round both feet, hips and knees at right angles. One foot pushes away against the band.',
    cam: { yaw: 10, pitch: 10 },
    view: [-84, 92, -8, 86],
    props: [MAT(-84, 94), { t: 'band', a: ['r.ball', 0, 2, 0], b: ['l.ball', 0, 2, 0] }],
    muscles: hipFlexors('work'),
    keys: [supine(TABLE, TABLE), supine({ hip: [38, 2, 0], knee: 24, ankle: 4 }, TABLE)],
    move: 2,
  },
  ex_band_stand: {
    alt: 'Standing with a band from the ankle to an anchor behind. The knee drives up to hip height against the band.',
    cam: { yaw: 16, pitch: 7 },
    view: [-86, 66, -8, 178],
    props: [
      MAT(-58, 44),
      CHAIR(40, { z0: -46 }),
      box('wall', [-86, -80], [0, 40], [-6, 24]),
      { t: 'band', a: ['r.ankle', -2, 4, 0], b: [-80, 14, 9], gap: 2.6, between: true },
    ],
    muscles: hipFlexors('work'),
    keys: [
      stand({
        root: { x: 2, pitch: 4 },
        r: { leg: { hip: [-13, 3, 2], knee: 20, ankle: -8 }, arm: hang },
        l: { leg: straight, arm: onChair(18, -34) },
      }),
      stand({
        root: { x: 1, pitch: 1 },
        spine: { lumbar: -3 },
        r: { leg: { hip: [85, 3, 0], knee: 92, ankle: 10 }, arm: hang },
        l: { leg: { hip: [1, 3, 4], knee: 3, ankle: 2 }, arm: onChair(18, -34) },
      }),
    ],
    move: 2,
  },
  ex_step_up: {
    alt: 'One foot on a low step, one hand on a rail. The body rises onto that leg and the other knee drives up.',
    cam: { yaw: 16, pitch: 8 },
    view: [-58, 86, -8, 196],
    props: [
      MAT(-44, 20),
      box('bed', [16, 62], [0, 16], [-24, 24]),
      box('leg', [56, 59], [0, 100], [-37, -34], { o: 10 }),
      box('leg', [-2, 1], [0, 100], [-37, -34], { o: 10 }),
      box('chair', [-6, 64], [98, 102], [-38, -33], { o: 12 }),
    ],
    muscles: work('glute_max'),
    keys: [
      {
        root: { x: 6, y: 86, pitch: 14 },
        spine: { lumbar: 0, thorax: 2, neck: -6 },
        r: { leg: onStep, arm: { shoulder: [-12, 6, 0], elbow: 24 } },
        l: {
          leg: { ik: [-12, 7.5, -9], pole: [1, 0.2, 0], footDir: [1, -0.1, 0], pin: true },
          arm: onRail,
        },
      },
      risingOnStep,
      {
        root: { x: 33, y: 104, pitch: 3 },
        spine: { lumbar: -4, thorax: 3, neck: -3 },
        r: { leg: onStep, arm: { shoulder: [24, 6, 0], elbow: 34 } },
        l: { leg: { hip: [76, 3, 0], knee: 88, ankle: 8 }, arm: onRail },
      },
      risingOnStep,
    ],
    work: 2,
    move: 1.2,
    hold: 0,
  },
};
