import { add, dot, mul, sub } from './vector.js';

/**
 * A camera without perspective.
 * @param {object} view  yaw (degrees; 0 side, 90 front, 270 back), pitch (degrees looking down), scale
 *   (picture units a centimetre), cx and cy (the centimetres that land on the picture's middle)
 */
export function camera({ yaw = 0, pitch = 7, scale = 1, cx = 0, cy = 60 } = {}) {
  const a = (yaw * Math.PI) / 180;
  const b = (pitch * Math.PI) / 180;
  const level = [Math.sin(a), 0, Math.cos(a)];
  const right = [Math.cos(a), 0, -Math.sin(a)];
  const toward = add(mul(level, Math.cos(b)), [0, Math.sin(b), 0]);
  const up = sub([0, Math.cos(b), 0], mul(level, Math.sin(b)));
  return {
    right,
    up,
    toward,
    scale,
    /** Where a point lands on the picture: x to the right, y down. */
    project: (v) => [(dot(v, right) - cx) * scale, -(dot(v, up) - cy) * scale],
    /** How near a point is: larger is nearer. */
    depth: (v) => dot(v, toward),
  };
}
