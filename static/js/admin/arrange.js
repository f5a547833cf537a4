// Blocks by keyboard: a plain row of buttons that add one at the end, and up and down on each.
import { ready } from "./ready.js";

export function arrange(form) {
  ready(form).then(() => {
    addBar(form);
    dressAll(form);
  });
  document.addEventListener("formset:added", () => requestAnimationFrame(() => dressAll(form)));
}

function addBar(form) {
  const bar = form.querySelector("[data-add-bar]");
  const machine = form.querySelector(".order-machine-wrapper");
  if (!bar || !machine) return;
  for (const choice of form.querySelectorAll(".plugin-buttons .plugin-button")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = choice.title;
    button.addEventListener("click", () => {
      choice.click();
      requestAnimationFrame(() => blocks(form).at(-1)?.querySelector(".tiptap, select, input:not([type=hidden]), textarea")?.focus());
    });
    bar.append(button);
  }
  machine.after(bar);
  bar.hidden = false;
}

function blocks(form) {
  const found = [...form.querySelectorAll(".order-machine .inline-related:not(.empty-form)")];
  return found.sort((one, other) => one.style.order - other.style.order);
}

function dressAll(form) {
  const made = document.getElementById("move-buttons");
  for (const block of blocks(form)) {
    const head = block.querySelector("h3");
    if (head.querySelector("[data-move]")) continue;
    const buttons = made.content.cloneNode(true);
    for (const button of buttons.querySelectorAll("[data-move]")) {
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        move(form, block, Number(button.dataset.move));
        button.focus();
      });
    }
    head.append(buttons);
  }
}

function move(form, block, by) {
  const order = blocks(form);
  const other = order[order.indexOf(block) + by];
  if (!other) return;
  const [mine, theirs] = [block, other].map((one) => one.querySelector(".order-machine-ordering"));
  [mine.value, theirs.value] = [theirs.value, mine.value];
  block.style.order = mine.value;
  other.style.order = theirs.value;
}
