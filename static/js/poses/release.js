/** Moves that press or rub. How a pose is written: ../figure/skeleton.js. */
import { FLAT, MAT, box, stretch } from './bases.js';

export const RELEASE = {
  ex_ball_glute: {
    alt: 'Standing with one buttock against a ball on the wall. Small knee bends roll the ball.',
    cam: { yaw: 14, pitch: 7 },
    view: [-66, 66, -10, 184],
    props: [
      MAT(-42, 54, 28),
      { t: 'wall', x: [-46, -42], y: [0, 178], z: [-40, 40] },
      { t: 'ball', at: ['r.hip', -18, -1, 1.5], r: 5.6, z: 60 },
    ],
    muscles: stretch('glute_max', 'release'),
    keys: [[-19, 86, 8], [-18, 75, 12]].map(([x, y, p]) => ({
      root: { x, y, pitch: p },
      spine: { lumbar: -6, thorax: 2, neck: -3 },
      r: {
        leg: { ik: [4, 6.6, 10], pole: [1, 0, 0.1], ...FLAT, pin: true },
        arm: { ik: ['r.hip', 6, 12, 9], pole: [-0.5, 0, 1], handDir: [0.8, -0.4, -0.5] },
      },
      l: {
        leg: { ik: [6, 6.6, -10], pole: [1, 0, -0.1], ...FLAT, pin: true },
        arm: { ik: ['l.hip', 6, 12, -9], pole: [-0.5, 0, -1], handDir: [0.8, -0.4, 0.5] },
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
      box('cushion', [-68, -34], [48, 78], [-24, 24], { o: 8 }),
      box('cushion', [26, 46], [48, 60], [-20, 20], { o: 9 }),
    ],
    floor: 48,
    muscles: stretch('psoas', 'rest'),
    keys: [[['r.hip', 9, 10, 6]], [['r.knee', -16, 7, 4]]].map(([ik]) => ({
      root: { x: -6, pitch: -34 },
      on: 48,
      contact: ['seat'],
      spine: { lumbar: 4, thorax: 8, neck: 14, head: 4 },
      r: {
        leg: { hip: [66, 4, 0], knee: 66, ankle: -18 },
        arm: { ik, pole: [-0.6, -0.4, 1], handDir: [1, 0.1, -0.3] },
      },
      l: {
        leg: { hip: [66, 4, 0], knee: 66, ankle: -18 },
        arm: { ik: ['l.hip', -10, 4, -10], pole: [-0.3, 0, -1], handDir: [1, -0.3, 0] },
      },
    })),
    move: 3,
  },
};
