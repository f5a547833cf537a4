/**
 * Vectors, and frames of three of them.
 *
 * Units are centimetres and degrees. World: +X forward (the figure faces right on the screen), +Y up,
 * +Z towards the viewer, which is the figure's own right.
 *
 * @typedef {[number, number, number]} Vec
 * @typedef {{f: Vec, u: Vec, r: Vec}} Frame  unit vectors forward, up (towards the joint nearer the
 *   trunk) and right, with r = f × u
 */

const DEGREE = Math.PI / 180;

export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const mul = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const len = (a) => Math.hypot(a[0], a[1], a[2]);
export const norm = (a) => mul(a, 1 / (len(a) || 1));
export const cross = (a, b) => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const lerp = (a, b, t) => a + (b - a) * t;
export const mix = (a, b, t) => [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)];

/** The part of `v` at right angles to the unit vector `n`, at length 1. */
export const orth = (v, n) => norm(sub(v, mul(n, dot(v, n))));

/** Along the great circle from one unit vector to another; opposite vectors take any way round. */
export function slerp(a, b, t) {
  const angle = Math.acos(Math.max(-1, Math.min(1, dot(a, b))));
  if (angle < 1e-3) return norm(mix(a, b, t));
  if (angle > 3.13) return norm(add(mul(a, 1 - t), mul(b, t + 1e-3)));
  const s = Math.sin(angle);
  return add(mul(a, Math.sin((1 - t) * angle) / s), mul(b, Math.sin(t * angle) / s));
}

/** @type {Frame} */
export const WORLD = { f: [1, 0, 0], u: [0, 1, 0], r: [0, 0, 1] };

const turned = (a, b, degrees) => {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [add(mul(a, c), mul(b, s)), sub(mul(b, c), mul(a, s))];
};

/** Positive leans the top of the frame forward. */
export function pitch(frame, degrees) {
  const [u, f] = turned(frame.u, frame.f, degrees);
  return { f, u, r: frame.r };
}

/** Positive leans the top of the frame to its right. */
export function roll(frame, degrees) {
  const [u, r] = turned(frame.u, frame.r, degrees);
  return { f: frame.f, u, r };
}

/** Positive turns the frame to face its right. */
export function yaw(frame, degrees) {
  const [f, r] = turned(frame.f, frame.r, degrees);
  return { f, u: frame.u, r };
}

/** The frame that points up along `up` and, as nearly as it can, forward along `forward`. */
export function facing(up, forward) {
  const u = norm(up);
  const f = orth(forward, u);
  return { f, u, r: cross(f, u) };
}

export const fromFrame = (frame, v) => add(add(mul(frame.f, v[0]), mul(frame.u, v[1])), mul(frame.r, v[2]));
export const toFrame = (frame, v) => [dot(v, frame.f), dot(v, frame.u), dot(v, frame.r)];

/** The point `forward`, `up` and `right` of `origin`, measured along a frame. */
export const at = (origin, frame, forward, up, right) => add(origin, fromFrame(frame, [forward, up, right]));
