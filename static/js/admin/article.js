// The article form: each behaviour is a module of its own, and the form works without any of them.
import { arrange } from "./arrange.js";
import { citeFrom } from "./cite.js";
import { jump } from "./jump.js";
import { keep } from "./keep.js";
import { choosePictures } from "./pictures.js";
import { cleanPaste } from "./word.js";

const form = document.getElementById("article_form");
if (form) {
  document.addEventListener("prose-editor:ready", ({ detail }) => {
    cleanPaste(detail.editor);
    const label = document.querySelector(`label[for="${detail.textarea.id}"]`);
    if (label) detail.editor.view.dom.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
  });
  keep(form);
  choosePictures(form);
  citeFrom(form);
  arrange(form);
  jump(form);
}
