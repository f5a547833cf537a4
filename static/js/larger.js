// Opens a figure in a dialog instead of on its own page. The drawing itself moves there and back:
// a copy would bring its ids twice. One dialog serves every figure of the page.
const links = [...document.querySelectorAll("[data-larger]")];
const dialog = document.querySelector("[data-larger-dialog]");
const place = dialog?.querySelector("[data-larger-place]");
let home;

function open(link) {
  const figure = link.closest("figure");
  const drawing = figure.querySelector(".stage > svg, .stage > picture, .stage > img");
  if (!drawing) return false;
  home = { stage: drawing.parentElement, link };
  place.append(drawing);
  dialog.querySelector("[data-larger-page]").href = link.href;
  dialog.showModal();
  return true;
}

function putBack() {
  if (!home) return;
  home.stage.append(...place.children);
  home.link.focus();
  home = undefined;
}

if (dialog?.showModal) {
  for (const link of links) {
    link.addEventListener("click", (event) => {
      const other = event.metaKey || event.ctrlKey || event.shiftKey;
      if (!other && open(link)) event.preventDefault();
    });
  }
  dialog.addEventListener("close", putBack);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
