/** Small scenes for answers and empty states. How a pose is written: ../figure/skeleton.js. */
import { MAT, CHAIR, rest, plant, onHip, hang, supine, sit, seatLeg, onThigh, stand, straight } from './bases.js';

export const SCENES = {
  s_sitting: {
    alt: 'Sitting on a chair.',
    cam: { yaw: 20, pitch: 8 },
    view: [-52, 58, -6, 138],
    props: [CHAIR(-6)],
    keys: [
      sit({
        root: { pitch: -3 },
        spine: { lumbar: 8, thorax: 8, neck: 2 },
        r: { leg: seatLeg(36, 1), arm: onThigh(1) },
        l: { leg: seatLeg(38, -1), arm: onThigh(-1, -10) },
      }),
    ],
  },
  s_rising: {
    alt: 'Getting up from a chair.',
    cam: { yaw: 20, pitch: 8 },
    view: [-56, 62, -6, 152],
    props: [CHAIR(-14)],
    keys: [
      {
        root: { x: 0, y: 68, pitch: 38 },
        spine: { lumbar: 6, thorax: 4, neck: -18 },
        r: {
          leg: plant(24, 1, 6.6, { pole: [1, 0.3, 0] }),
          arm: { ik: ['r.knee', -14, 10, 2], pole: [-1, 0, 0.6], handDir: [0.9, -0.5, 0] },
        },
        l: {
          leg: plant(24, -1, 6.6, { pole: [1, 0.3, 0] }),
          arm: { ik: ['l.knee', -14, 10, 2], pole: [-1, 0, -0.6], handDir: [0.9, -0.5, 0] },
        },
      },
    ],
  },
  s_walking: {
    alt: 'Walking.',
    cam: { yaw: 20, pitch: 7 },
    view: [-62, 62, -8, 180],
    props: [],
    keys: [
      stand({
        root: { pitch: 6 },
        r: { leg: { hip: [-18, 2, 4], knee: 24, ankle: -22 }, arm: { shoulder: [26, 4, 0], elbow: 34 } },
        l: { leg: { hip: [28, 2, 4], knee: 6, ankle: 8 }, arm: { shoulder: [-24, 4, 0], elbow: 22 } },
      }),
    ],
  },
  s_lunge: {
    alt: 'Standing with one leg stretched behind.',
    cam: { yaw: 12, pitch: 7 },
    view: [-92, 74, -8, 168],
    props: [],
    keys: [
      stand({
        root: { pitch: 4 },
        r: { leg: { hip: [-34, 2, 4], knee: 16, ankle: 4 }, arm: onHip(1) },
        l: { leg: { hip: [54, 2, 4], knee: 58, ankle: 10 }, arm: onHip(-1) },
      }),
    ],
  },
  s_standing: {
    alt: 'Standing still.',
    cam: { yaw: 24, pitch: 7 },
    view: [-60, 60, -8, 180],
    props: [],
    keys: [stand({ r: { leg: straight, arm: hang }, l: { leg: straight, arm: hang } })],
  },
  s_running: {
    alt: 'Running.',
    cam: { yaw: 18, pitch: 7 },
    view: [-74, 66, -8, 180],
    props: [],
    keys: [
      stand({
        root: { pitch: 12 },
        contact: ['l.toe', 'l.heel'],
        r: { leg: { hip: [-16, 2, 2], knee: 86, ankle: -24 }, arm: { shoulder: [34, 6, 0], elbow: 88 } },
        l: { leg: { hip: [46, 2, 2], knee: 44, ankle: 8 }, arm: { shoulder: [-34, 6, 0], elbow: 78 } },
      }),
    ],
  },
  s_lying: {
    alt: 'Lying flat on the back.',
    cam: { yaw: 10, pitch: 12 },
    view: [-92, 92, -16, 60],
    props: [MAT(-88, 90)],
    keys: [
      supine(
        { hip: [-1, 4, 8], knee: 2, ankle: -20 },
        { hip: [-1, 4, 8], knee: 2, ankle: -20 },
        [rest(1, -4), rest(-1, -4)],
        { root: { x: -6 } },
      ),
    ],
  },
};
