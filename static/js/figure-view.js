/**
 * Lets a still figure move. The still is all that a page without JavaScript needs.
 *
 *   <div class="stage" data-figure="ex_bridge" data-figure-pose="1">
 *     {% figure "ex_bridge" 1 label=True %}
 *     {% include "parts/_figure_buttons.html" %}
 *   </div>
 *
 * The buttons come hidden and are shown here. data-figure-pose is the key pose in the still (0).
 */
import { FigureView } from './figure/view.js';

export { FigureView };

for (const stage of document.querySelectorAll('[data-figure]')) enhance(stage);

function enhance(stage) {
  const svg = stage.querySelector('svg.fig');
  const play = stage.querySelector('[data-figure-play]');
  const turn = stage.querySelector('[data-figure-turn]');
  if (!svg || !play) return;
  let view;
  const opened = () => {
    view ??= new FigureView(svg, stage.dataset.figure);
    return view;
  };
  const place = () => opened().show(Number(stage.dataset.figurePose || 0));
  play.hidden = false;
  play.addEventListener('click', () => {
    if (!view) place();
    if (view.playing) view.stop();
    else view.play();
    const [still, moving] = play.children; // "Play" and "Pause": one of them shows
    still.hidden = view.playing;
    moving.hidden = !view.playing;
  });
  if (!turn) return;
  turn.hidden = false;
  turn.addEventListener('click', () => {
    if (!view) place();
    view.turn();
  });
}
