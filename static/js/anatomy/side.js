/**
 * Side view, front to the right, the near half of the body taken away: the inside of one hip bone, the
 * spine from the side, and psoas major and minor and iliacus over them.
 *
 * Millimetres; y is as in the front view; x 0 is the middle of the top of the sacrum. Seen so, the hip
 * joint lies about 22 in front of it (sacral slope 40°, pelvic tilt 12°).
 */
import { Path, node } from '../figure.js';
import { belly, group, line, minor, path, picture } from './drawing.js';

/** [x, y of the centre, half depth, height, lean: degrees that the front edge lies lower], T12 to L5. */
const VERTEBRAE = [
  [-20, -204, 15.5, 26, -12],
  [-9, -167, 16, 27, -13],
  [0, -129, 16.5, 28, -9],
  [5, -91, 17, 28, -2],
  [5, -53, 17.5, 28, 8],
  [-1, -17, 18, 26, 21],
];

const SACRUM =
  'M16 9C-4 34-34 50-41 84C-44 100-42 110-37 118C-33 127-26 132-19 136C-26 141-38 137-46 125C-59 107-71 84-67 58C-63 28-45 2-18-15C-8-10 8 0 16 9Z';
const HIP_BONE =
  'M62 22C60 0 38-45 4-52C-24-56-54-22-64 10C-62 25-58 35-51 42C-36 44-16 54-10 70C-8 84-14 98-21 108C-16 115-14 124-16 136C-20 152-23 171-13 185C-4 197 13 199 22 188C30 177 41 167 50 153C58 145 67 138 69 128C71 114 67 104 59 100C52 93 50 84 52 75C57 65 54 53 57 45C63 39 65 30 62 22Z';
const OBTURATOR = 'M14 140C22 130 40 130 44 138C44 150 34 164 22 168C12 166 8 150 14 140Z';
const FOSSA = 'M4-44C36-36 54-4 57 22C54 44 50 60 46 70C20 66-6 50-24 34C-40 10-22-38 4-44Z';
const BRIM = 'M-26 38C-6 52 28 62 50 82C56 88 60 94 64 102';
const FEMUR =
  'M10 74C-6 82-9 104-5 122C-9 137-16 148-14 159C-12 169-5 175-3 184C2 222 6 280 4 330L36 330C39 280 39 222 37 184C37 162 43 142 45 122C47 92 26 68 10 74Z';

/** From the sides of T12 to L5, forward over the rim of the pelvis, then back to the lesser trochanter. */
const PSOAS = [
  [[-20, -198], [2, -112], [32, 0], [57, 82], [36, 126], [-4, 157]],
  [[-9, -162], [12, -92], [37, 4], [59, 84], [38, 127], [-4, 158]],
  [[0, -126], [20, -62], [42, 10], [60, 86], [39, 128], [-4, 159]],
  [[5, -88], [26, -34], [46, 18], [62, 88], [40, 129], [-4, 160]],
  [[5, -50], [29, -8], [49, 28], [63, 90], [41, 130], [-4, 160]],
  [[0, -15], [29, 18], [51, 42], [64, 92], [42, 131], [-4, 161]],
];
const ILIACUS = [
  [[-26, -18], [10, 16], [48, 72], [40, 122], [-3, 160]],
  [[-12, -34], [20, 8], [51, 72], [42, 123], [-3, 161]],
  [[6, -42], [32, 4], [54, 72], [43, 124], [-3, 161]],
  [[24, -36], [42, 6], [57, 74], [44, 125], [-3, 162]],
  [[42, -18], [51, 16], [60, 76], [45, 126], [-3, 162]],
  [[54, 4], [57, 30], [62, 78], [46, 127], [-3, 163]],
];
const MINOR = [
  [[-4, -200], [14, -150], [27, -104], [37, -62]],
  [[32, -82], [48, -20], [60, 40], [64, 88]],
];

const LABELS = [
  [24, -52, 108, -120, 'start', 'Psoas major', 'spine to thigh bone'],
  [17, -142, 84, -190, 'start', 'Psoas minor', 'in some people'],
  [50, -2, 120, -34, 'start', 'Iliacus', 'lines the pelvis'],
  [66, 92, 128, 84, 'start', 'Over the rim', 'in front of the hip'],
  [34, 112, 128, 152, 'start', 'Hip joint'],
  [32, 240, 84, 236, 'start', 'Thigh bone'],
  [-8, 160, -84, 190, 'end', 'Inner thigh', 'psoas and iliacus'],
  [-52, 78, -116, 92, 'end', 'Sacrum'],
  [-52, -96, -116, -116, 'end', 'Lower back', 'lumbar spine'],
  [-52, -8, -126, -8, 'end', 'Pelvis'],
];

const TITLE = 'Where the psoas and iliacus sit, from the side';
const DESCRIPTION =
  'Side view of the lower spine, one half of the pelvis and a thigh bone, with the front of the body on the ' +
  'right. The psoas starts on the sides of the spine, runs forward over the rim of the pelvis and in front of ' +
  'the hip joint, then back to the inner thigh bone. The iliacus lines the inside of the pelvis and joins it. ' +
  'The psoas minor, which only some people have, lies in front of the psoas and ends at the rim of the pelvis.';

export function anatomySide() {
  const drawing = [
    group('bone', [FEMUR]),
    node('g', { class: 'bone' }, [path(`${HIP_BONE}${OBTURATOR}`, { 'fill-rule': 'evenodd' })]),
    path(FOSSA, { class: 'fossa' }),
    path(BRIM, { class: 'brim' }),
    node('circle', { class: 'joint', cx: 22, cy: 96, r: 24 }),
    group('bone-back', VERTEBRAE.map(arch)),
    group('disc', VERTEBRAE.map(discBelow)),
    group('bone', [...VERTEBRAE.map(body), SACRUM]),
    group('iliacus', ILIACUS.map((fibre) => belly(fibre, 13))),
    group('mcore', ILIACUS.map(line)),
    group('psoas', PSOAS.map((fibre) => belly(fibre, 14))),
    group('mcore', PSOAS.map(line)),
    minor(MINOR),
  ];
  const ways = [word(-200, 'Back'), word(200, 'Front')];
  const whole = picture({ view: 'side', title: TITLE, words: DESCRIPTION, labels: LABELS, drawing });
  return { ...whole, children: [...whole.children, ...ways] };
}

const word = (x, text) => node('text', { class: 'way', x, y: 292, 'text-anchor': 'middle' }, [text]);

/** A point `forward` and `up` of a vertebra's middle, along its own lean. */
function at([x, y, , , lean], forward, up) {
  const a = (lean * Math.PI) / 180;
  return [x + forward * Math.cos(a) + up * Math.sin(a), y + forward * Math.sin(a) - up * Math.cos(a)];
}

function body(vertebra) {
  const [, , w, height] = vertebra;
  const k = height / 2;
  const on = (forward, up) => at(vertebra, forward, up);
  return String(
    new Path()
      .move(on(-w, k))
      .curve(on(-w * 0.4, k - 1.5), on(w * 0.4, k - 1.5), on(w, k))
      .curve(on(w - 3.5, k * 0.4), on(w - 3.5, -k * 0.4), on(w, -k))
      .curve(on(w * 0.4, 1.5 - k), on(-w * 0.4, 1.5 - k), on(-w, -k))
      .curve(on(3 - w, -k * 0.4), on(3 - w, k * 0.4), on(-w, k))
      .close(),
  );
}

/** Pedicle, joints and the spinous process that can be felt through the skin. */
function arch(vertebra) {
  const w = vertebra[2];
  const on = (forward, up) => at(vertebra, forward - w, up);
  return String(
    new Path()
      .move(on(2, 10))
      .curve(on(-8, 11), on(-14, 17), on(-20, 16))
      .curve(on(-23, 8), on(-32, 4), on(-46, 3))
      .curve(on(-52, 2), on(-52, -14), on(-46, -16))
      .curve(on(-36, -15), on(-28, -16), on(-22, -22))
      .curve(on(-17, -24), on(-13, -14), on(-9, -4))
      .curve(on(-4, -1), on(0, -2), on(2, -2))
      .close(),
  );
}

function discBelow(vertebra, i) {
  const [, , w, height] = vertebra;
  const next = VERTEBRAE[i + 1];
  const k = height / 2;
  const [backLow, frontLow] = next
    ? [at(next, -next[2], next[3] / 2), at(next, next[2], next[3] / 2)]
    : [[-18, -15], [16, 9]];
  const [back, front] = [at(vertebra, -w, -k), at(vertebra, w, -k)];
  return String(new Path().move(back).line(front).line(frontLow).line(backLow).close());
}
