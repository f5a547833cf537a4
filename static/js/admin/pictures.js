// Beside each select of pictures: the picture itself, and a button that shows them all.
import { picker } from "./dialog.js";

export function choosePictures(form) {
  const pictures = picker("[data-pictures]", "pictures");
  const dress = (select) => {
    if (select.dataset.dressed || select.name.includes("__prefix__")) return;
    select.dataset.dressed = "yes";
    const button = document.getElementById("pick-picture-button").content.firstElementChild.cloneNode(true);
    const shown = Object.assign(document.createElement("span"), { className: "chosen", ariaHidden: "true" });
    select.after(button, shown);
    const show = () => {
      const one = pictures.list.querySelector(`[data-value="${CSS.escape(select.value)}"] .drawn`);
      shown.replaceChildren(...(one ? [one.cloneNode(true)] : []));
    };
    select.addEventListener("change", show);
    button.addEventListener("click", () =>
      pictures.open((value) => {
        select.value = value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        button.focus();
      }),
    );
    pictures.load().then(show, () => {});
  };
  const all = () => form.querySelectorAll("select[data-pick-picture]").forEach(dress);
  all();
  document.addEventListener("formset:added", all);
}
