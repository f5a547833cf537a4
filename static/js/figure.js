/** The figure: the one renderer, used by the browser and by script/figures. No DOM in here but `patch`. */
export { BODY, FLESH } from './figure/body.js';
export { blend, ease } from './figure/blend.js';
export { camera } from './figure/camera.js';
export { spindle } from './figure/curves.js';
export { muscle } from './figure/muscles.js';
export { Pen } from './figure/outline.js';
export { bodyParts } from './figure/parts.js';
export { Path } from './figure/path.js';
export { cameraFor, draw, still, viewBox } from './figure/picture.js';
export { solve } from './figure/skeleton.js';
export { node, patch, toText } from './figure/tree.js';
export { at, len, sub } from './figure/vector.js';
