/** The figure: the one renderer, for script/figures. A page imports figure/view.js, which animates. */
export { BODY, FLESH } from './figure/body.js';
export { blend } from './figure/blend.js';
export { camera } from './figure/camera.js';
export { spindle } from './figure/curves.js';
export { muscle } from './figure/muscles.js';
export { Pen } from './figure/outline.js';
export { bodyParts } from './figure/parts.js';
export { Path } from './figure/path.js';
export { cameraFor, draw, still, viewBox } from './figure/picture.js';
export { solve } from './figure/skeleton.js';
export { node, toText } from './figure/tree.js';
export { at, len, sub } from './figure/vector.js';
