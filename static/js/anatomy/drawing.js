/** What the anatomy pictures share: fibres, bones as groups of outlines, labels, and the frame round them. */
import { Path, node, spindle } from '../figure.js';
import { curveThrough } from '../figure/curves.js';

export const path = (d, attrs) => node('path', { ...attrs, d });
export const group = (name, paths) =>
  node(
    'g',
    { class: name },
    paths.map((d) => path(d)),
  );

/** One fibre of a muscle, `width` millimetres at its thickest. */
export const belly = (fibre, width = 15) =>
  String(spindle(new Path(), fibre, width, Math.ceil(22 / (fibre.length - 1))));
export const line = (fibre) => String(curveThrough(new Path().move(fibre[0]), fibre));

/** The psoas minor: a slim belly and a long thin tendon. */
export const minor = ([fleshy, tendon]) =>
  node('g', { class: 'minor' }, [path(line(tendon), { class: 'tendon' }), path(belly(fleshy, 10))]);

/**
 * A complete picture, 592 by 540. Its words carry the view in their ids: two views may share a page.
 * @param {{view, title, words, labels, drawing}} picture  labels: [x, y, text x, text y, anchor, words, smaller words]
 */
export function picture({ view, title, words, labels, drawing }) {
  const id = (part) => `anat-${view}-${part}`;
  const frame = {
    class: 'anat',
    viewBox: '-296 -232 592 540',
    role: 'img',
    'aria-labelledby': `${id('t')} ${id('d')}`,
  };
  return node('svg', frame, [
    node('title', { id: id('t') }, [title]),
    node('desc', { id: id('d') }, [words]),
    fade(id),
    node('g', { mask: `url(#${id('m')})` }, drawing),
    ...labels.map(label),
  ]);
}

function label([x, y, textX, textY, anchor, words, smaller]) {
  const gap = anchor === 'start' ? -4 : 4;
  const text = [words];
  if (smaller) text.push(node('tspan', { x: textX, dy: 20, class: 'sub' }, [smaller]));
  return node('g', { class: 'lab' }, [
    path(`M${x} ${y}L${textX + gap} ${textY - 4}`),
    node('circle', { cx: x, cy: y, r: 2.6 }),
    node('text', { x: textX, y: textY, 'text-anchor': anchor }, text),
  ]);
}

/** The thigh bones fade out at the lower edge. */
function fade(id) {
  return node('defs', {}, [
    node('linearGradient', { id: id('f'), x1: 0, x2: 0, y1: 0, y2: 1 }, [
      node('stop', { offset: '.86', 'stop-color': '#fff' }),
      node('stop', { offset: 1, 'stop-color': '#000' }),
    ]),
    node('mask', { id: id('m') }, [
      node('rect', { x: -296, y: -232, width: 592, height: 540, fill: `url(#${id('f')})` }),
    ]),
  ]);
}
