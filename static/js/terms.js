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
  card.focus({ preventScroll: true });
}

/** Under the word, and within the page. It scrolls away with the word. */
function put(word) {
  const room = document.documentElement.clientWidth - card.offsetWidth - 12;
  card.style.left = `${Math.max(12, Math.min(word.left, room)) + scrollX}px`;
  card.style.top = `${word.bottom + 8 + scrollY}px`;
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
}
