// A dialog with a list that is fetched once, can be searched, and hands over what was chosen.
export function picker(selector, address) {
  const dialog = document.querySelector(selector);
  const list = dialog.querySelector("[data-list]");
  const find = dialog.querySelector("[data-find]");
  let chosen = () => {};
  let loading;

  const load = () => (loading ??= fetch(dialog.dataset[address]).then(fill));
  const fill = async (answer) => {
    if (!answer.ok) throw new Error(`the list answered ${answer.status}`);
    list.replaceChildren(...new DOMParser().parseFromString(await answer.text(), 'text/html').body.childNodes);
  };
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  find.addEventListener("input", () => narrow(list, find.value));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-value]");
    if (!button) return;
    dialog.close();
    chosen(button.dataset.value, dialog);
  });

  return {
    load,
    list,
    open(then) {
      chosen = then;
      find.value = "";
      narrow(list, "");
      dialog.showModal();
      load().catch(() => (loading = undefined));
      find.focus();
    },
  };
}

function narrow(list, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of list.querySelectorAll("li")) {
    const said = item.textContent.toLowerCase();
    item.hidden = !wanted.every((word) => said.includes(word));
  }
  for (const section of list.querySelectorAll("section")) {
    section.hidden = !section.querySelector("li:not([hidden])");
  }
}
