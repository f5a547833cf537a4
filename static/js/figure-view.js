/**
 * Lets a still figure move. The still is all that a page without JavaScript needs.
 *
 *   <div class="stage" data-figure="ex_bridge" data-figure-pose="1">
 *     {% figure "ex_bridge" 1 label=True %}
 *     {% include "parts/_figure_buttons.html" %}
 *   </div>
 *
 * The buttons come hidden and are shown here. data-figure-pose is the key pose in the still (0);
 * a button with data-figure-show stops at one key pose.
 * The renderer is fetched at the first press: most readers only look.
 */
for (const stage of document.querySelectorAll('[data-figure]')) enhance(stage);

function enhance(stage) {
  const play = stage.querySelector('[data-figure-play]');
  const turn = stage.querySelector('[data-figure-turn]');
  const ends = [...stage.querySelectorAll('[data-figure-show]')];
  if (!play || !turn) return;
  let view;
  const moving = () => (view ??= open(stage));
  const showState = ({ playing }, chosen) => {
    showPlaying(play, playing);
    for (const end of ends) end.setAttribute('aria-pressed', String(end === chosen));
  };
  play.addEventListener('click', async () => showState(toggle(await moving())));
  turn.addEventListener('click', async () => (await moving()).turn());
  for (const end of ends) {
    end.addEventListener('click', async () => showState(stopAt(await moving(), end.dataset.figureShow), end));
  }
  for (const button of [play, turn, ...ends]) button.hidden = false;
}

async function open(stage) {
  const { FigureView } = await import('./figure/view.js');
  const view = new FigureView(stage.querySelector('svg.fig'), stage.dataset.figure);
  view.show(Number(stage.dataset.figurePose || 0));
  return view;
}

function toggle(view) {
  if (view.playing) view.stop();
  else view.play();
  return view;
}

function stopAt(view, pose) {
  view.stop();
  view.show(Number(pose));
  return view;
}

/** The button holds the words for both: "Play", then "Pause". */
function showPlaying({ children: [still, moving] }, playing) {
  still.hidden = playing;
  moving.hidden = !playing;
}
