/**
 * The hip map, front and back: the figure's own outline from ribs to shins, cut into areas.
 * Drawn once by script/figures; bodymap.js makes it answer to a tap.
 */
import { Path, Pen, bodyParts, camera, node, solve } from './figure.js';

const SCALE = 4;
const TOP = 134;
const BOTTOM = 33;
const HALF_WIDTH = 24;

/**
 * One side's areas: [x, y] in centimetres, x outward from the midline, y above the floor. An area seen
 * from both sides has one id, so the two drawings fill together.
 */
const AREAS = {
  front: {
    abdomen: [[0.7, 114], [7, 114.6], [13.6, 113.5], [13.2, 107], [11.4, 101.6], [6, 98], [0.7, 96.2]],
    groin: [[2.4, 94.6], [6.4, 96.4], [11, 99.6], [13.6, 99.4], [14.6, 92], [13.4, 85], [9.4, 80.2], [5, 82.6]],
    outer_hip: [[13.4, 105], [20, 104.6], [24, 92], [24, 75], [17.4, 75], [15.2, 83.5], [16.2, 92], [14.9, 99.6]],
    front_thigh: [[9.6, 78.4], [13.8, 82.6], [16, 73.4], [22, 73.2], [21, 63], [20.6, 54.6], [11, 54.6], [9.4, 66]],
    inner_thigh: [[0.6, 81.6], [4.4, 80.6], [8, 77.6], [8, 66], [9.6, 54.6], [2, 54.6], [0.6, 66]],
    knee: [[4, 52.8], [14, 53.2], [24, 52.8], [24, 46], [23, 41.4], [14, 40.6], [4, 41.4]],
  },
  back: {
    mid_back: [[0.7, 132.4], [9, 132.6], [16, 132], [15.4, 126], [14.6, 120.4], [7, 119.6], [0.7, 119.8]],
    low_back: [[0.7, 118], [7, 117.8], [15.6, 118.4], [15, 110], [15.4, 104.6], [10, 102.6], [4.6, 100], [0.7, 97.6]],
    outer_hip: [[14.4, 102.6], [20, 102.6], [24, 92], [24, 75], [17.6, 75], [16, 82], [16.2, 91], [14.8, 97]],
    buttock: [[0.7, 95], [4.8, 98], [9, 100.2], [12.6, 101.4], [13.4, 97], [14.7, 90], [14.4, 82.4], [9.4, 77.6], [4.6, 78], [0.7, 81.6]],
    back_thigh: [[0.6, 79], [5, 76], [9.6, 75.8], [15, 80], [16.4, 73.4], [22, 73], [21, 62], [20.4, 51.6], [11, 50.8], [3, 51.6]],
    calf: [[3, 49.6], [11, 48.9], [24, 49.6], [24, 40], [23, 30], [3, 30]],
  },
};

const limbs = { leg: { hip: [2, 6, 6], knee: 2 }, arm: { shoulder: [2, 24, 0], elbow: 10 } };
const STANDING = {
  root: { pitch: 2 },
  contact: ['r.heel'],
  spine: { lumbar: -4, thorax: 3 },
  r: limbs,
  l: limbs,
};
const TRUNK_AND_LEGS = /^(hips|top)$|thigh|shank|seam|foot/;

/** @param {'front'|'back'} view */
export function bodymap(view) {
  const outline = silhouette(view);
  const areas = Object.entries(AREAS[view]).flatMap(([id, points]) =>
    ['r', 'l'].map((side) => ({ 'data-key': `${id}_${side}`, d: rounded(points, across(view, side)) })),
  );
  const spine = view === 'front' ? 'M0-424v5' : `M0 ${-131 * SCALE}V${-99 * SCALE}`;
  const box = {
    x: -HALF_WIDTH * SCALE,
    y: -TOP * SCALE,
    width: 2 * HALF_WIDTH * SCALE,
    height: (TOP - BOTTOM) * SCALE,
  };
  return node('svg', { class: 'bmap', viewBox: Object.values(box).join(' ') }, [
    fade(view, outline, box),
    node('g', { mask: `url(#bmap-m-${view})` }, [
      node('g', { 'clip-path': `url(#bmap-c-${view})` }, [
        node('rect', { class: 'sil', ...box }),
        ...areas.map((area) => node('path', { class: 'reg', ...area })),
      ]),
      node('path', { class: 'mark', d: spine }),
    ]),
    // not clipped to the outline, so that a narrow area still offers a finger 24 px
    ...areas.map((area) => node('path', { class: 'hit', ...area })),
  ]);
}

/** Without the arms, which would hide the hips. */
function silhouette(view) {
  const pen = new Pen(camera({ yaw: view === 'front' ? 90 : 270, pitch: 0, scale: SCALE, cx: 0, cy: 0 }));
  const parts = bodyParts(pen, solve(STANDING)).filter(
    ({ id }) => TRUNK_AND_LEGS.test(id) && !id.includes('elbow'),
  );
  return parts.map(({ d }) => d).join('');
}

/** The person's right is on the left of a front view and on the right of a back view. */
const across = (view, side) => ((view === 'front') === (side === 'r') ? -1 : 1);

/** A polygon with a third of each edge given to the rounding of its corners. */
function rounded(points, sign) {
  const at = (i) => {
    const [x, y] = points[(i + points.length) % points.length];
    return [sign * x * SCALE, -y * SCALE];
  };
  const towards = (a, b) => [a[0] + (b[0] - a[0]) * 0.36, a[1] + (b[1] - a[1]) * 0.36];
  const path = new Path();
  points.forEach((_, i) => {
    const start = towards(at(i), at(i - 1));
    if (i) path.line(start);
    else path.move(start);
    path.quadratic(at(i), towards(at(i), at(i + 1)));
  });
  return String(path.close());
}

function fade(view, outline, box) {
  const stop = (offset, colour) => node('stop', { offset, 'stop-color': colour });
  const stops = [stop(0, '#000'), stop('.07', '#fff'), stop('.92', '#fff'), stop(1, '#000')];
  return node('defs', {}, [
    node('clipPath', { id: `bmap-c-${view}` }, [node('path', { d: outline })]),
    node('linearGradient', { id: `bmap-f-${view}`, x1: 0, x2: 0, y1: 0, y2: 1 }, stops),
    node('mask', { id: `bmap-m-${view}` }, [node('rect', { ...box, fill: `url(#bmap-f-${view})` })]),
  ]);
}
