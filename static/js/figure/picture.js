/** From a move in the pose library to a drawn picture. */
import { camera } from './camera.js';
import { muscle } from './muscles.js';
import { Pen } from './outline.js';
import { bodyParts } from './parts.js';
import { props, shadows } from './props.js';
import { node } from './tree.js';

/** Picture units a centimetre. */
const SCALE = 2;
const BEHIND_SHADOWS = -800;

/** The move's own camera, its `view` [left, right, bottom, top] in centimetres around the middle. */
export function cameraFor(move, yaw = move.cam.yaw) {
  const [left, right, bottom, top] = move.view;
  return camera({ ...move.cam, yaw, scale: SCALE, cx: (left + right) / 2, cy: (bottom + top) / 2 });
}

export function viewBox({ view: [left, right, bottom, top] }) {
  const width = (right - left) * SCALE;
  const height = (top - bottom) * SCALE;
  return `${-width / 2} ${-height / 2} ${width} ${height}`;
}

/**
 * Everything in the picture, in painting order.
 * @param {object} move  from the pose library: its props, muscles and floor
 * @param {Skeleton} skeleton
 * @param {object} [options]  camera, level ('full' or 'thumb'), and a person (breath, build, hair)
 * @returns {import('./tree.js').Node[]}
 */
export function draw(move, skeleton, { camera: view = cameraFor(move), level = 'full', ...person } = {}) {
  const pen = new Pen(view, level);
  const layers = [
    ...props(pen, move.props, skeleton).map(propLayer),
    ...bodyParts(pen, skeleton, person).map(partLayer),
    ...(move.muscles || []).map((shown) => muscleLayer(pen, skeleton, shown, level)),
  ].sort((a, b) => a.z - b.z);
  const floor = layers.findIndex((layer) => layer.z > BEHIND_SHADOWS);
  layers.splice(floor, 0, {
    nodes: [node('path', { class: 'f-shadow', d: shadows(pen, skeleton, move.floor) })],
  });
  return layers.flatMap((layer) => layer.nodes);
}

/** A complete picture of one solved pose. */
export function still(move, skeleton, options) {
  const box = viewBox(move);
  return node(
    'svg',
    { class: 'fig', viewBox: box, preserveAspectRatio: 'xMidYMax meet' },
    draw(move, skeleton, options),
  );
}

function propLayer({ cls, d, lit, line, z }) {
  if (line) return { z, nodes: [node('path', { class: cls, d })] };
  const paths = [node('path', { d }), ...(lit ? [node('path', { class: 'lit', d: lit })] : [])];
  return { z, nodes: [node('g', { class: cls }, paths)] };
}

function partLayer({ cls, far, flat, d, patch, z }) {
  const name = `f-${cls}${far ? ' far' : ''}`;
  const nodes = [node('path', { class: flat ? `${name} flat` : name, d })];
  if (patch) nodes.push(node('path', { class: `${name} flat`, d: patch }));
  return { z, nodes };
}

/** Drawn over the body, as if seen through it; fainter on the far side. */
function muscleLayer(pen, skeleton, { m, s, k }, level) {
  const { fibres, core, depth } = muscle(pen, skeleton, m, s);
  const deep = depth < pen.camera.depth(skeleton.J.pelvis) - 5;
  const paths = [node('path', { class: 'glow', d: core }), node('path', { class: 'belly', d: fibres })];
  if (level === 'full' && m !== 'iliacus') paths.push(node('path', { class: 'strand', d: fibres }));
  return { z: 500, nodes: [node('g', { class: `mus mus-${k} m-${m}${deep ? ' deep' : ''}` }, paths)] };
}
