/** Muscles as fans of fibres: from each origin, over the way points, to one insertion; or whole lines. */
import { at } from './vector.js';
import { curveThrough, samples, spindle } from './curves.js';
import { outward } from './skeleton.js';

/**
 * Each point is [frame, joint, forward, up, outward] in centimetres, for either side of the body.
 * width is one fibre's; gap is how far fibres lie apart on their way.
 */
const MUSCLES = {
  psoas: {
    // five slips, T12 to L5, over the front of the pelvic brim, to the lesser trochanter
    origins: [
      ['lumbar', 'l5', -1.6, 17.5, 2.2],
      ['lumbar', 'l5', -1.2, 13.2, 2.5],
      ['lumbar', 'l5', -0.8, 9, 2.8],
      ['lumbar', 'l5', -0.6, 4.8, 3],
      ['pelvis', 'l5', 0, 0.6, 3.2],
    ],
    over: [['pelvis', 'pelvis', 3.6, 4.6, 7.4]],
    end: ['thigh', 'hip', -0.6, -8.5, -2],
    width: 3.9,
    gap: 1,
  },
  iliacus: {
    // lines the inside of the hip bone and joins the psoas
    origins: [
      ['pelvis', 'pelvis', -2.6, 10.6, 10.6],
      ['pelvis', 'pelvis', 0.4, 11.8, 11.4],
      ['pelvis', 'pelvis', 3.2, 11, 11.6],
      ['pelvis', 'pelvis', 5, 8.6, 11.4],
    ],
    over: [['pelvis', 'pelvis', 4.2, 3.4, 8.8]],
    end: ['thigh', 'hip', -0.6, -8.5, -2],
    width: 2.4,
    gap: 0.7,
  },
  rectus_femoris: {
    origins: [
      ['pelvis', 'pelvis', 5.4, 4.4, 9.5],
      ['pelvis', 'pelvis', 6.4, 3.6, 8.6],
      ['thigh', 'hip', 7.4, -6, 1.5],
    ],
    over: [['thigh', 'hip', 6.6, -20, 0]],
    end: ['thigh', 'hip', 4.4, -39, 0],
    width: 3,
    gap: 1.3,
  },
  glute_max: {
    origins: [
      ['pelvis', 'pelvis', -7.4, 8.6, 5],
      ['pelvis', 'pelvis', -9.6, 5, 5],
      ['pelvis', 'pelvis', -10.8, 1.2, 5],
      ['pelvis', 'pelvis', -10.6, -2.4, 5],
      ['pelvis', 'pelvis', -9, -5.6, 5.4],
    ],
    over: [['pelvis', 'pelvis', -7.4, -0.6, 12]],
    end: ['thigh', 'hip', -2.6, -11, 5],
    width: 3.2,
    gap: 1.5,
  },
  piriformis: {
    origins: [
      ['pelvis', 'pelvis', -8, 6.2, 3],
      ['pelvis', 'pelvis', -8.8, 4.2, 3],
      ['pelvis', 'pelvis', -9.2, 2.2, 3],
    ],
    over: [['pelvis', 'pelvis', -8.6, 2.6, 8.6]],
    end: ['thigh', 'hip', -2, 1.4, 6.5],
    width: 2.6,
    gap: 0.7,
  },
  glute_med: {
    origins: [
      ['pelvis', 'pelvis', -5, 12, 11],
      ['pelvis', 'pelvis', -2, 13.2, 12.2],
      ['pelvis', 'pelvis', 1, 13.4, 12.8],
      ['pelvis', 'pelvis', 4, 12, 12.8],
    ],
    over: [['pelvis', 'pelvis', -0.4, 6, 15]],
    end: ['thigh', 'hip', -0.6, -1.5, 8.4],
    width: 3,
    gap: 1.1,
  },
  erector: {
    origins: [
      ['thorax', 't12', -7.6, 15, 3.6],
      ['thorax', 't12', -7.8, 10, 4.4],
      ['thorax', 't12', -7.4, 4, 5.2],
    ],
    over: [['lumbar', 'l5', -6, 7, 4]],
    end: ['pelvis', 'pelvis', -7.2, 6, 3.4],
    width: 3.4,
    gap: 1,
  },
  obliques: {
    origins: [
      ['thorax', 't12', 6, 5.5, 12.6],
      ['thorax', 't12', 2.6, 4.4, 14],
      ['thorax', 't12', -1, 3.2, 14],
    ],
    over: [['lumbar', 'l5', 3.4, 8, 13]],
    end: ['pelvis', 'pelvis', 3, 11, 12.4],
    width: 3,
    gap: 1.6,
  },
  diaphragm: {
    // a dome: from the front rim of the ribs, over the top, to the back rim
    lines: [1, 4, 7, 10].map((out) => [
      ['thorax', 't12', 10.4 - out * 0.3, 6 - out * 0.6, out],
      ['thorax', 't12', 7, 11 - out * 0.5, out],
      ['thorax', 't12', 1, 11.6 - out * 0.6, out],
      ['thorax', 't12', -5.4 + out * 0.2, -1 - out * 0.2, out],
    ]),
    width: 1.8,
  },
  abdominals: {
    origins: [
      ['thorax', 't12', 10.4, 6, 2.2],
      ['thorax', 't12', 10, 5, 5],
      ['thorax', 't12', 9, 3.5, 8],
      ['thorax', 't12', 7.4, 1.5, 10.5],
    ],
    over: [['lumbar', 'l5', 8.6, 6.5, 5]],
    end: ['pelvis', 'pelvis', 8.6, 2, 2.2],
    width: 2.8,
    gap: 1.7,
  },
};

/**
 * @returns {{fibres: string, core: string, depth: number, over: number[]}} fibres: their outlines;
 *   core: a line down the middle, for the glow; over: the picture point where the muscle turns
 */
export function muscle(pen, skeleton, name, side) {
  const { lines: whole, origins = [], over = [], end, width, gap } = MUSCLES[name];
  const { project, depth, scale } = pen.camera;
  const on = (point) => attachment(skeleton, side, point);
  const top = on(whole ? whole[0][2] : over[0]);
  const bends = over.map((point) => project(on(point)));
  const count = pen.detail.curve;
  const fan = origins.map((origin, i) => {
    const shift = (i - (origins.length - 1) / 2) * gap * scale;
    const spread = bends.map(([x, y], j) => [x + shift * (1 - j * 0.5), y + shift * 0.25]);
    return [project(on(origin)), ...spread, project(on(end))];
  });
  const lines = whole ? whole.map((line) => line.map((point) => project(on(point)))) : fan;
  const middle = samples(lines[lines.length >> 1], count).filter(
    (_, i, all) => i % 3 === 0 || i === all.length - 1,
  );
  return {
    fibres: lines.map((line) => spindle(pen.path(), line, width * scale, count)).join(''),
    core: String(curveThrough(pen.path().move(middle[0]), middle)),
    depth: depth(top),
    over: project(top),
  };
}

function attachment({ J, F }, side, [frame, joint, forward, up, out]) {
  return at(
    J[joint] || J[`${side}.${joint}`],
    F[frame] || F[`${side}.${frame}`],
    forward,
    up,
    outward(side) * out,
  );
}
