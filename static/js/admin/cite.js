// Under each text that may cite: a button that puts a chosen source where the cursor is.
import { picker } from "./dialog.js";

export function citeFrom(form) {
  const sources = picker("[data-sources]", "sources");
  const editors = new WeakMap();
  document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea, detail.editor));

  const dress = (field) => {
    if (field.dataset.cite || field.name.includes("__prefix__")) return;
    field.dataset.cite = "yes";
    const button = document.getElementById("pick-source-button").content.firstElementChild.cloneNode(true);
    (field.closest(".form-row, .fieldBox") || field.parentElement).append(button);
    button.addEventListener("click", () =>
      sources.open((key, dialog) => insert(field, editors.get(field), mark(key, dialog))),
    );
  };
  const all = () => form.querySelectorAll("[data-cite]").forEach(dress);
  all();
  document.addEventListener("formset:added", all);
}

function mark(key, dialog) {
  const strength = dialog.querySelector("[name=strength]:checked")?.value;
  return `[^${key}]${strength && key !== "-" ? `[=${strength}]` : ""}`;
}

function insert(field, editor, words) {
  if (editor) {
    editor.chain().focus().insertContent(words).run();
    return;
  }
  field.focus();
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
