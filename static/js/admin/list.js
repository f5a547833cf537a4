// On a phone a row of a list is a card, and a card has no column heads: each cell says its own.
const list = document.getElementById("result_list");
const heads = [...(list?.tHead?.rows[0].cells ?? [])].map((head) => head.querySelector(".text")?.textContent.trim() ?? "");
for (const row of list?.tBodies[0]?.rows ?? []) {
  [...row.cells].forEach((cell, n) => {
    if (heads[n] && !cell.matches("th")) cell.dataset.label = heads[n];
  });
}
list?.classList.add("labelled");
