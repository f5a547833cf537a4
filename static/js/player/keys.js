/** The player's keys. Space and letters stay with a control that has the focus. */
export function listenToKeys(player) {
  const anywhere = {
    ArrowLeft: () => player.step(-1),
    ArrowRight: () => player.step(1),
    Escape: () => player.part('leave').click(),
  };
  const free = {
    ' ': () => player.toggle(),
    r: () => player.restart(),
    e: () => player.part('easier').hidden || player.makeEasier(),
    h: () => player.part('hurts').click(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || player.isBusy) return;
    const onControl = event.target.closest('button, a, input, select, textarea');
    const press = anywhere[event.key] ?? (onControl ? null : free[event.key]);
    if (!press || (onControl && onControl.matches('input, textarea'))) return;
    event.preventDefault();
    press();
  });
}
