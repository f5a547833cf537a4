/** Moves that press or rub. How a pose is written: ../figure/skeleton.js. */
import { FLAT, MAT, box, stretch } from './bases.js';

export const RELEASE = {
  ex_ball_glute: {
    alt: 'Standing nearly side-on to a wall with a ball between the wall and one buttock. Small knee bends roll the ball.',
    cam: { yaw: -12, pitch: 7 },
    view: [-66, 66, -10, 184],
    props: [
      MAT(-42, 50, 34),
      { t: 'wall', x: [-46, -42], y: [0, 178], z: [-44, 44] },
      { t: 'ball', at: ['r.hip', -10.6, -1, 7], r: 5.2, z: -60 },
    ],
    muscles: stretch('glute_max', 'release'),
    keys: [[-22.4, 84.6, 4, 0], [-22.4, 78, 7, 3]].map(([x, y, p, roll]) => ({
      root: { x, y, pitch: p, yaw: 56, roll: -roll },
      spine: { lumbar: -4, thorax: 3, neck: -3, side: -roll },
      r: {
        leg: { ik: [-6, 6.6, 4], pole: [0.6, 0, 0.8], footDir: [0.6, 0, 0.8], pin: true },
        arm: { ik: ['r.hip', 10, 11, 12], pole: [-1, -0.2, 0.2], handDir: [0.7, -0.5, 0.4] },
      },
      l: {
        leg: { ik: [12, 6.6, -8], pole: [0.6, 0, 0.8], footDir: [0.6, 0, 0.8], pin: true },
        arm: { ik: ['l.hip', 13, 12, 3], pole: [0.8, 0, -0.8], handDir: [-0.2, -0.6, 0.8] },
      },
    })),
    move: 3,
  },
  ex_roller_quads: {
    alt: 'Face down on the forearms with a roller under the thighs. The body slides so the roller moves along the thigh.',
    cam: { yaw: 10, pitch: 10 },
    view: [-114, 86, -10, 70],
    props: [MAT(-116, 88), { t: 'roll', at: [-26, 7.5, 0], r: 7.5, len: 46, z: -100 }],
    muscles: stretch('rectus_femoris', 'release'),
    keys: [0, 13].map((x) => ({
      root: { x, y: 24.5, pitch: 80 },
      spine: { lumbar: 2, thorax: 2, neck: -24, head: -8 },
      r: {
        leg: { hip: [-3, 3, 0], knee: 5, ankle: -6 },
        arm: {
          ik: [72, 3.2, 13],
          pole: [-0.3, -1, 0.1],
          handDir: [1, -0.02, -0.2],
          palm: [0, -1, 0],
          pin: true,
        },
      },
      l: {
        leg: { hip: [-3, 3, 0], knee: 5, ankle: -6 },
        arm: {
          ik: [72, 3.2, -13],
          pole: [-0.3, -1, -0.1],
          handDir: [1, -0.02, 0.2],
          palm: [0, -1, 0],
          pin: true,
        },
      },
    })),
    move: 3,
  },
  ex_hand_rub_front: {
    alt: 'Half lying on cushions with the knees bent. A warm hand strokes slowly down the front of the hip and thigh.',
    cam: { yaw: 16, pitch: 10 },
    view: [-78, 78, 20, 138],
    props: [
      box('bedbase', [-96, 76], [16, 34], [-40, 40]),
      box('bed', [-98, 78], [34, 48], [-42, 42], { o: 5 }),
      box('cushion', [-80, -28], [48, 64], [-26, 26], { o: 8 }),
      box('cushion', [-88, -41], [64, 86], [-26, 26], { o: 9 }),
      box('cushion', [26, 46], [48, 60], [-20, 20], { o: 10 }),
    ],
    floor: 48,
    muscles: stretch('rectus_femoris', 'rest'),
    keys: [[-26, -13], [-12, 0]].map(([dx, dy]) => ({
      root: { x: -8, pitch: -46 },
      on: 48,
      contact: ['seat'],
      spine: { lumbar: 4, thorax: 8, neck: 8, head: 6 },
      r: {
        leg: { ik: [52, 55, 9], pole: [-0.1, 1, 0], ankle: -18 },
        arm: { ik: ['r.knee', dx, dy, 2], pole: [-0.6, -0.4, 1], handDir: [0.75, 0.6, -0.1] },
      },
      l: {
        leg: { ik: [52, 55, -9], pole: [-0.1, 1, 0], ankle: -18 },
        arm: { ik: ['l.hip', 2, 12, -10], pole: [-0.3, 0, -1], handDir: [1, -0.1, 0.2] },
      },
    })),
    move: 3,
  },
};
