/** The player's dialogs. Each stops the clock; closing one leaves the session paused, so that nobody is hurried. */
import { element } from './screen.js';

export class Ask {
  /** @param {(choice: string, value: string) => void} chosen  data-choose, and data-value of what was pressed */
  constructor(screen, chosen) {
    this.screen = screen;
    for (const dialog of screen.root.querySelectorAll('dialog'))
      dialog.addEventListener('click', ({ target }) => {
        const button = target.closest('[data-choose]');
        if (!button) return;
        dialog.close();
        chosen(button.dataset.choose, button.dataset.value);
      });
  }

  open(name) {
    this.screen.part(`${name}-dialog`).showModal();
  }

  get isOpen() {
    return Boolean(this.screen.root.querySelector('dialog[open]'));
  }

  /** It hurts: what to stop for, an easier move if there is one, and the ways on. */
  hurts(option, easier) {
    this.screen.list('hurts-stop', option.stop);
    this.screen.show('easier-move', Boolean(easier));
    this.screen.write('easier-name', easier?.name ?? '');
    this.screen.list('easier-steps', easier?.steps ?? []);
    this.open('hurts');
  }

  swap(options) {
    const buttons = options.map((option) => {
      const button = element('button', option.name);
      button.type = 'button';
      button.className = 'btn ghost';
      Object.assign(button.dataset, { choose: 'swap', value: option.key });
      button.append(element('small', option.dose));
      return button;
    });
    this.screen.part('swap-list').replaceChildren(...buttons);
    this.open('swap');
  }
}
