/** The home page's figure: fine strands run out of a ball behind it and become its psoas. */
import { MOVES } from './poses.js';
import { Path, Pen, cameraFor, draw, muscle, node, solve, spindle, viewBox } from './figure.js';

const FAN = 11; // strands

export function hero() {
  const kneeling = MOVES.ex_half_kneeling;
  const move = { ...kneeling, muscles: kneeling.muscles.filter(({ m }) => m === 'psoas') };
  const skeleton = solve(move.keys[1]);
  const box = viewBox(move);
  return node('svg', { class: 'fig', viewBox: box, preserveAspectRatio: 'xMidYMax meet' }, [
    ...fan(move, skeleton, Number(box.split(' ')[3]) / 2),
    ...draw(move, skeleton),
  ]);
}

/** `radius` is the ball's, in picture units; its middle is the hip joint. */
function fan(move, skeleton, radius) {
  const view = cameraFor(move);
  const end = muscle(new Pen(view), skeleton, 'psoas', 'r').over;
  const [cx, hip] = view.project(skeleton.J['r.hip']);
  const cy = hip - 6;
  const [x, y, z] = skeleton.J.t12;
  const top = view.project([x - 1, y + 3, z + 4]);
  const strand = (_, i) => {
    const k = i / (FAN - 1);
    const angle = ((-166 + k * 112) * Math.PI) / 180;
    const start = [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    const line = [
      start,
      [start[0] + (top[0] - start[0]) * 0.36 + 6, start[1] + (top[1] - start[1]) * 0.2 + 14],
      [top[0] - 14 + k * 26, top[1] - 6 + Math.abs(k - 0.6) * 16],
      [top[0] - 3 + k * 6, top[1] + 30],
      [end[0] - 3 + k * 6, end[1]],
    ];
    return node('path', { d: spindle(new Path(), line, 4.6, 6) });
  };
  const glow = {
    id: 'fan-g',
    gradientUnits: 'userSpaceOnUse',
    cx: top[0].toFixed(1),
    cy: (top[1] + 20).toFixed(1),
    r: radius,
  };
  const stop = (offset, name) => node('stop', { offset, class: name });
  const stops = [stop('.1', 'fan-near'), stop('.42', 'fan-middle'), stop('1', 'fan-far')];
  return [
    node('defs', {}, [node('radialGradient', glow, stops)]),
    node('circle', { class: 'fanball', cx: cx.toFixed(1), cy: cy.toFixed(1), r: radius }),
    node('g', { class: 'fanto', fill: 'url(#fan-g)' }, Array.from({ length: FAN }, strand)),
  ];
}
