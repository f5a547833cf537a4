// The publish check leads here with the id of a field or a block: open it, show it, put the cursor in it.
import { ready } from "./ready.js";

export function jump(form) {
  ready(form).then(() => setTimeout(toTarget, 250)); // after content-editor has scrolled to where it was
  window.addEventListener("hashchange", toTarget);
}

function toTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  const block = target.closest(".inline-related") || target.closest(".form-row") || target;
  block.classList.remove("collapsed");
  target.closest("details")?.setAttribute("open", "");
  block.classList.add("jumped");
  block.scrollIntoView({ block: "start" });
  focus(target.matches("input, select, textarea") ? target : block.querySelector("fieldset") || block);
}

// A text is written in an editor that takes the place of its field a moment later.
function focus(place, tries = 40) {
  const isText = place.querySelector("[data-django-prose-editor-configurable]");
  const editor = place.querySelector(".tiptap");
  if (isText && !editor && tries) {
    setTimeout(() => focus(place, tries - 1), 50);
    return;
  }
  const first = editor || place.querySelector("input:not([type=hidden]), select, textarea") || place;
  first.focus({ preventScroll: true });
}
