// A glossary term opens its meaning beside the word. Without it the link leads to the list on the page.
const card = document.querySelector("[data-term-card]");
let asked;

function meaning(link) {
  return document.getElementById(link.hash.slice(1))?.querySelector("dd")?.textContent;
}

function show(link, words) {
  asked = link;
  card.querySelector("[data-term-name]").textContent = link.textContent;
  card.querySelector("[data-term-meaning]").textContent = words;
  link.after(card); // the next stop of the Tab key, and read next
  card.showPopover();
  put(link.getClientRects()[0]);
  card.focus();
}

/** Under the word, within the window; above it where there is no room below. */
function put(word) {
  const { width, height } = card.getBoundingClientRect();
  const left = Math.min(Math.max(12, word.left), innerWidth - width - 12);
  const below = word.bottom + 8;
  const top = below + height < innerHeight - 80 ? below : Math.max(12, word.top - height - 8);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

if (card?.showPopover) {
  for (const link of document.querySelectorAll("a.term")) {
    link.addEventListener("click", (event) => {
      const words = meaning(link);
      if (!words) return;
      event.preventDefault();
      show(link, words);
    });
  }
  card.querySelector("[data-term-close]").addEventListener("click", () => card.hidePopover());
  card.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && card.contains(document.activeElement)) asked?.focus();
  });
  addEventListener("scroll", () => card.matches(":popover-open") && card.hidePopover(), { passive: true });
}
