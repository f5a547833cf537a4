/**
 * The pose library, by exercise id (`ex_…`) or scene (`s_…`). Data only.
 *
 * @typedef {object} Move
 * @property {string} alt  the picture in words
 * @property {{yaw: number, pitch: number}} cam  in degrees: see figure/camera.js
 * @property {number[]} view  [left, right, bottom, top], in centimetres
 * @property {Pose[]} keys  the key poses, in order; the last leads back to the first
 * @property {number} [work]  the key pose to show where there is room for one (the second)
 * @property {number} [move]  seconds from one key pose to the next
 * @property {number} [hold]  seconds at each key pose, when figure/view.js plays it
 * @property {object[]} [props]  see figure/props.js
 * @property {{m, s, k}[]} [muscles]  muscle, side, and kind: stretch, work, release or rest
 * @property {number} [floor]  the height that catches the shadows (0)
 *
 * The right side is the working side and the nearer one. For the left side mirror the picture; never
 * write a second pose.
 *
 * To add or change a move: edit its file in poses/, run script/figures, look at the pictures in both
 * themes, run the tests in tests/figures, and commit the pictures with the poses.
 */
import { MOBILITY } from './poses/mobility.js';
import { POSTURE } from './poses/posture.js';
import { RELEASE } from './poses/release.js';
import { ROTATORS } from './poses/rotators.js';
import { SCENES } from './poses/scenes.js';
import { STRENGTH } from './poses/strength.js';

/** @type {Object<string, Move>} */
export const MOVES = { ...MOBILITY, ...ROTATORS, ...RELEASE, ...STRENGTH, ...POSTURE, ...SCENES };
