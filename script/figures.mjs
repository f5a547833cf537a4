// Draws every still picture from the pose library into static/figures. `--check` writes nothing and
// lists what is stale.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { anatomyFront } from '../static/js/anatomy/front.js';
import { anatomySide } from '../static/js/anatomy/side.js';
import { bodymap } from '../static/js/bodymap-draw.js';
import { solve, still, toText } from '../static/js/figure.js';
import { hero } from '../static/js/hero.js';
import { MOVES } from '../static/js/poses.js';

const FOLDER = new URL('../static/figures/', import.meta.url);

/** What the folder holds: file name to text. */
function pictures() {
  const files = {
    'anatomy-front.svg': anatomyFront(),
    'anatomy-side.svg': anatomySide(),
    'bodymap-front.svg': bodymap('front'),
    'bodymap-back.svg': bodymap('back'),
    'hero.svg': hero(),
  };
  for (const [key, move] of Object.entries(MOVES)) {
    move.keys.map(solve).forEach((skeleton, n) => {
      files[`${key}-${n}.svg`] = still(move, skeleton);
      files[`${key}-${n}.thumb.svg`] = still(move, skeleton, { level: 'thumb' });
    });
  }
  const texts = Object.entries(files).map(([name, tree]) => [name, `${toText(tree)}\n`]);
  return Object.fromEntries([...texts, ['index.json', index()]]);
}

/** How many key poses each move has, which of them shows the work, and the picture in words. */
function index() {
  const rows = Object.entries(MOVES).map(([key, { alt, keys, work = Math.min(1, keys.length - 1) }]) => [
    key,
    { alt, poses: keys.length, work },
  ]);
  return `${JSON.stringify(Object.fromEntries(rows), null, 1)}\n`;
}

function committed(name) {
  try {
    return readFileSync(new URL(name, FOLDER), 'utf8');
  } catch {
    return null;
  }
}

mkdirSync(FOLDER, { recursive: true });
const wanted = pictures();
const strays = readdirSync(FOLDER).filter((name) => !(name in wanted));
const stale = Object.keys(wanted).filter((name) => committed(name) !== wanted[name]);

if (process.argv.includes('--check')) {
  for (const name of stale) console.error(`stale: static/figures/${name}`);
  for (const name of strays) console.error(`not drawn by any source: static/figures/${name}`);
  if (stale.length + strays.length) {
    console.error('Run script/figures and commit what changes.');
    process.exit(1);
  }
  console.log(`${Object.keys(wanted).length} pictures are fresh.`);
} else {
  for (const name of stale) writeFileSync(new URL(name, FOLDER), wanted[name]);
  for (const name of strays) rmSync(new URL(name, FOLDER));
  console.log(
    `${stale.length} pictures drawn, ${strays.length} removed, ${Object.keys(wanted).length} in all.`,
  );
}
