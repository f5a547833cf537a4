/** Shows a look on the page as soon as it is picked; the form keeps it. Its radios are named for the parts. */
const form = document.querySelector('[data-look]');
const usual = new Set(form.dataset.look.split(' '));

form.addEventListener('change', show);
show(); // a browser may put back what was picked before a reload

function show() {
  const picked = [...new FormData(form)].map(([part, word]) => `${part}-${word}`);
  const root = document.documentElement.classList;
  for (const input of form.elements) if (input.type === 'radio') root.remove(`${input.name}-${input.value}`);
  for (const name of picked) if (!usual.has(name) && /^(skin|hair|cut|clothes)-/.test(name)) root.add(name);
}
