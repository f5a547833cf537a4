/** How a person likes the player (remembered in this browser), and what they choose for today before the first move. */
import { like, likes } from './kept.js';

export class Settings {
  /** @param {object} changed  liked() after a like, setUp(name, on) after a choice for today */
  constructor(screen, changed) {
    Object.assign(this, { screen, root: screen.root, likes: likes(), changed });
    this.root.addEventListener('change', ({ target }) => this.#note(target));
    for (const box of this.#all('needs')) box.hidden = !(box.dataset.needs in window || box.dataset.needs in navigator);
    this.#show();
  }

  /** Today's choices, as they stand. */
  show(choices) {
    const on = { half: choices.half, kneel: !choices.kneel };
    for (const box of this.#all('set')) box.checked = on[box.dataset.set];
    this.screen.show('no-kneeling', choices.usesKneeling);
  }

  #note({ dataset, checked }) {
    if (dataset.like) {
      this.likes[dataset.like] = checked;
      like(dataset.like, checked);
      this.#show();
    }
    if (dataset.set === 'half') this.changed('half', checked);
    if (dataset.set === 'kneel') {
      like('kneel', !checked);
      this.changed('kneel', !checked);
    }
  }

  #show() {
    this.root.classList.toggle('large', this.likes.large);
    this.root.classList.toggle('captions', this.likes.captions || this.likes.voice);
    for (const box of this.#all('like')) box.checked = this.likes[box.dataset.like];
  }

  #all(name) {
    return this.root.querySelectorAll(`[data-${name}]`);
  }
}
