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
  const first = target.matches("input, select, textarea")
    ? target
    : block.querySelector(".tiptap, input:not([type=hidden]), select, textarea:not([hidden])");
  first?.focus({ preventScroll: true });
}
