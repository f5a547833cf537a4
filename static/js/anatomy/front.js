/**
 * Front view of the lower spine, pelvis and thigh bones with psoas major and minor and iliacus.
 *
 * Millimetres; x 0 is the midline, y 0 the top of the sacrum, y down. Hip centres lie 176 apart, the
 * femoral head is 48 across, the front pelvic points 240 apart, T12 to L5 about 215 tall. The lesser
 * trochanter is about 62 below and 18 outside the head's centre, at the back of the inner femur.
 */
import { Path, node } from '../figure.js';
import { belly, group, line, minor, path, picture } from './drawing.js';

/** [y of the centre, half width of the body, height, half span of the transverse processes], T12 to L5. */
const VERTEBRAE = [
  [-202, 21, 27, 30],
  [-165, 22, 28, 38],
  [-128, 23, 29, 43],
  [-91, 24, 29, 49],
  [-54, 25.5, 29, 46],
  [-17, 27, 27, 48],
];

const SACRUM =
  'M-30 0C-18-5 18-5 30 0C42-2 50 4 50 14C48 34 40 50 33 64C27 80 20 92 12 100C6 106-6 106-12 100C-20 92-27 80-33 64C-40 50-48 34-50 14C-50 4-42-2-30 0Z';
const LAST_DISC = 'M-27-4C-29-1-29 0-29 1L29 1C29 0 29-1 27-4Z';

// The side x > 0; the other is its mirror.
const ILIUM =
  'M42 12C46-6 56-26 74-38C92-50 116-50 130-34C141-21 139 2 128 22C124 29 122 33 118 37C112 42 112 48 110 54C107 62 100 64 97 68C104 76 112 86 113 98C113 112 104 122 90 124C82 125 76 121 70 117C60 116 40 117 26 119C20 121 14 122 10 121C6 119 6 112 11 108C28 102 46 97 60 84C66 78 68 70 64 60C58 44 46 34 42 12Z';
const ISCHIUM =
  'M10 119C7 128 6 140 10 150C22 164 36 178 48 190C58 198 74 196 80 184C84 174 82 162 84 150C86 140 92 132 92 124C84 122 76 120 70 119C74 128 75 138 71 148C68 160 62 168 55 167C44 164 34 152 30 140C27 131 28 124 30 118Z';
const FEMUR =
  'M66 96C66 82 76 71 90 71C100 71 108 76 112 84C118 89 124 91 130 88C133 80 142 76 150 82C160 90 160 106 156 122C152 138 149 152 147 172C144 220 140 280 134 330L103 330C107 290 111 246 112 212C112 200 113 192 111 184C103 181 97 174 98 165C99 158 105 154 112 152C118 148 117 142 113 136C108 129 103 125 97 120C80 124 66 112 66 96Z';
const FEMORAL_HEAD =
  'M66 96C66 82 76 71 90 71C104 71 114 82 114 95C114 108 104 120 90 120C76 120 66 110 66 96Z';
const ILIAC_FOSSA = 'M56-14C70-34 104-42 122-26C130-10 122 14 112 28C104 44 96 56 84 62C72 54 58 20 56-14Z';

/** From the vertebral bodies and discs T12 to L5, over the pelvic brim, to the lesser trochanter. */
const PSOAS = [
  [[19, -196], [36, -110], [64, 20], [84, 86], [106, 160]],
  [[21, -168], [39, -96], [66, 18], [86, 86], [106, 161]],
  [[23, -133], [43, -74], [69, 20], [88, 87], [106, 161]],
  [[25, -97], [46, -46], [72, 24], [90, 88], [107, 162]],
  [[27, -60], [48, -18], [75, 30], [92, 90], [107, 162]],
  [[29, -20], [48, 6], [77, 38], [94, 92], [107, 163]],
];
const ILIACUS = [
  [[62, -22], [76, 26], [92, 82], [106, 158]],
  [[76, -32], [86, 20], [96, 78], [107, 159]],
  [[92, -37], [97, 16], [100, 76], [108, 160]],
  [[108, -36], [107, 12], [104, 76], [109, 161]],
  [[121, -26], [115, 14], [108, 78], [110, 162]],
  [[127, -8], [119, 24], [110, 82], [110, 162]],
];

/** Belly and tendon, in front of the psoas major: from T12 and L1 to the rim of the pelvis. */
const MINOR = [
  [[17, -192], [29, -150], [40, -104], [47, -66]],
  [[43, -84], [54, -30], [64, 24], [68, 62]],
];

const LABELS = [
  [37, -146, 92, -186, 'start', 'Psoas major', 'spine to thigh bone'],
  [46, -72, 92, -118, 'start', 'Psoas minor', 'in some people'],
  [116, -6, 162, -56, 'start', 'Iliacus', 'lines the pelvis'],
  [107, 161, 156, 170, 'start', 'Inner thigh', 'psoas and iliacus'],
  [-24, -128, -92, -176, 'end', 'Lower back', 'lumbar spine'],
  [-118, -18, -162, -56, 'end', 'Pelvis'],
  [-92, 96, -170, 92, 'end', 'Hip joint'],
  [-128, 240, -160, 236, 'end', 'Thigh bone'],
];

const TITLE = 'Where the psoas and iliacus sit';
const DESCRIPTION =
  'Front view of the lower spine, pelvis and thigh bones. The psoas runs from the sides of the lowest ' +
  'rib-level and lower-back bones (T12 to L5), over the front of the pelvis, to a small bump on the ' +
  'inner thigh bone. The iliacus fills the inside of the pelvis and joins it. The psoas minor, which only ' +
  'some people have, is a thin strap in front of the psoas. It ends at the rim of the pelvis.';

const mirrored = (children, attrs) => node('g', { ...attrs, transform: 'scale(-1 1)' }, children);

export function anatomyFront() {
  const bones = [
    group('bone-back', VERTEBRAE.map(transverseProcesses)),
    group('disc', [...VERTEBRAE.slice(1).map((lower, i) => disc(VERTEBRAE[i], lower)), LAST_DISC]),
    group('bone', [...VERTEBRAE.map(vertebralBody), SACRUM]),
    node('g', { class: 'hole' }, [0, 1, 2].flatMap(sacralHoles)),
  ];
  const half = [
    group('bone', [FEMUR, ISCHIUM, ILIUM]),
    path(ILIAC_FOSSA, { class: 'fossa' }),
    group('bone', [FEMORAL_HEAD]),
  ];
  const muscles = [
    group('iliacus', ILIACUS.map((fibre) => belly(fibre))),
    group('mcore', ILIACUS.map(line)),
    group('psoas', PSOAS.map((fibre) => belly(fibre))),
    group('mcore', PSOAS.map(line)),
    mirrored(
      PSOAS.map((fibre) => path(line(fibre))),
      { class: 'ghost' },
    ),
  ];
  const drawing = [...bones, ...half, mirrored(half), ...muscles, minor(MINOR)];
  return picture({ view: 'front', title: TITLE, words: DESCRIPTION, labels: LABELS, drawing });
}

function vertebralBody([y, w, height]) {
  const k = height / 2;
  return String(
    new Path()
      .move([-w, y - k])
      .curve([-w * 0.5, y - k - 2.5], [w * 0.5, y - k - 2.5], [w, y - k])
      .curve([w - 4.5, y - k * 0.4], [w - 4.5, y + k * 0.4], [w + 0.6, y + k])
      .curve([w * 0.5, y + k + 2.5], [-w * 0.5, y + k + 2.5], [-w - 0.6, y + k])
      .curve([-w + 4.5, y + k * 0.4], [-w + 4.5, y - k * 0.4], [-w, y - k])
      .close(),
  );
}

function transverseProcesses([y, w, , span]) {
  const one = (s) =>
    new Path()
      .move([s * (w - 4), y - 7])
      .curve([s * (w + 6), y - 9], [s * (span - 8), y - 8], [s * span, y - 3])
      .curve([s * (span + 2), y + 2], [s * (span - 6), y + 3], [s * (span - 12), y + 2])
      .curve([s * (w + 6), y + 3], [s * w, y + 5], [s * (w - 4), y + 6])
      .close();
  return `${one(1)}${one(-1)}`;
}

function disc(upper, lower) {
  const top = upper[0] + upper[2] / 2;
  const bottom = lower[0] - lower[2] / 2;
  const w = (upper[1] + lower[1]) / 2 + 1;
  const bulge = [w + 2, (top + bottom) / 2];
  const other = [-bulge[0], bulge[1]];
  return String(
    new Path()
      .move([-w, top + 1])
      .curve(other, other, [-w, bottom - 1])
      .line([w, bottom - 1])
      .curve(bulge, bulge, [w, top + 1])
      .close(),
  );
}

const sacralHoles = (i) =>
  [1, -1].map((s) =>
    node('ellipse', {
      cx: s * (21 - i * 4),
      cy: 18 + i * 20,
      rx: (4.4 - i * 0.6).toFixed(1),
      ry: (3.6 - i * 0.4).toFixed(1),
    }),
  );
