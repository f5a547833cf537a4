/**
 * Lets the hip map be tapped. The checkboxes are the control, with or without this; the map mirrors them.
 *
 *   <fieldset data-bodymap> {% bodymap "front" %} … <input type="checkbox" value="groin_r"> … </fieldset>
 *
 * A checkbox stands for the area of its value, or for the areas of data-areas="groin_r groin_l".
 */
for (const map of document.querySelectorAll('[data-bodymap]')) enhance(map);

function enhance(map) {
  const boxes = [...map.querySelectorAll('input[type="checkbox"]')];
  const boxOf = new Map(boxes.flatMap((box) => areasOf(box).map((area) => [area, box])));
  const shapes = (areas) => [...map.querySelectorAll('.reg')].filter((shape) => areas.includes(shape.dataset.key));
  const mirror = () => {
    for (const shape of map.querySelectorAll('.reg')) {
      shape.toggleAttribute('data-on', Boolean(boxOf.get(shape.dataset.key)?.checked));
    }
  };
  const light = (name, areas, on) => shapes(areas).forEach((shape) => shape.classList.toggle(name, on));

  map.addEventListener('click', (event) => {
    const box = boxOf.get(event.target.closest('.hit')?.dataset.key);
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event('change', { bubbles: true }));
  });
  map.addEventListener('change', mirror);
  for (const [type, on] of [['pointerover', true], ['pointerout', false]]) {
    map.addEventListener(type, ({ target }) => target.matches('.hit') && light('hover', [target.dataset.key], on));
  }
  for (const [type, on] of [['focusin', true], ['focusout', false]]) {
    map.addEventListener(type, ({ target }) => light('focus', areasOf(target), on));
  }
  map.dataset.bodymapReady = '';
  mirror();
}

function areasOf(box) {
  return (box.dataset.areas || box.value || '').split(' ');
}
