/** One adult of 172 cm, in centimetres. Bone lengths follow Drillis & Contini's fractions of stature. */

export const BODY = {
  hipWidth: 8.6, // from the midline to a hip joint
  thigh: 42,
  shank: 41,
  ankleHeight: 6.6,
  footFront: 15.5,
  footBack: 4.2,
  pelvis: 10, // hip joints to L5
  lumbar: 15, // L5 to T12
  thorax: 25, // T12 to C7
  neck: 7.4,
  shoulderWidth: 16.6,
  shoulderHeight: 20.5, // above T12
  upperArm: 29,
  forearm: 24.5,
};

/** How far the skin lies from a joint: what rests on the floor is the skin, not the bone. */
export const FLESH = {
  knee: 5.4,
  toe: 1.7,
  ball: 2.4,
  heel: 3.2,
  ankle: 3.4,
  hip: 10,
  hand: 2,
  tip: 1.2,
  elbow: 3.4,
  wrist: 2.4,
  shoulder: 6,
};

/** Parts of the trunk that can rest on something: [joint, frame, forward, up, radius]. */
export const RESTS = {
  back: ['pelvis', 'pelvis', -1.4, 5, 9.6],
  seat: ['pelvis', 'pelvis', -2.5, -3, 9.6],
  belly: ['pelvis', 'pelvis', 0, 3, 9.5],
  chest: ['t12', 'thorax', -0.5, 14, 10.2],
  skull: ['skull', 'head', 0.5, 8, 9.6],
};

/** Limb profiles: [share of the bone from its upper end, radius, forward of the bone]. */
export const PROFILES = {
  thigh: [[0, 9.2, -0.4], [0.12, 9.3, 0], [0.3, 8.9, 0.6], [0.5, 8, 0.8], [0.72, 6.7, 0.5], [0.9, 5.7, 0.2], [1, 5.4, 0.2]],
  shank: [[0, 5.3, 0.1], [0.1, 5.15, -0.4], [0.27, 5.35, -1.3], [0.42, 4.95, -1.2], [0.62, 3.95, -0.5], [0.85, 3.15, 0], [1, 3.15, 0.1]],
  upper: [[0, 5.5, 0], [0.15, 5.4, 0.1], [0.4, 4.55, 0.4], [0.7, 3.95, 0.2], [1, 3.5, 0]],
  fore: [[0, 3.5, 0], [0.2, 3.75, 0.3], [0.45, 3.4, 0.2], [0.8, 2.55, 0], [1, 2.35, 0]],
};
