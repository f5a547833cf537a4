// What is pasted from Word or a web page becomes plain headings, paragraphs, lists, bold, italic and links.
const KEPT = new Set(["P", "H2", "H3", "UL", "OL", "LI", "STRONG", "EM", "BR", "A"]);
const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3", B: "strong", I: "em", DIV: "p", BLOCKQUOTE: "p", TR: "p", DT: "p", DD: "p" };
const GONE = "script, style, meta, link, title, xml, iframe, object, img, svg, math, template";

export function cleanPaste(editor) {
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: clean } });
}

export function clean(html) {
  const inert = html.replace(/\son[a-z]+\s*=/gi, " data-gone="); // or the policy reports what it stops
  const page = new DOMParser().parseFromString(inert, "text/html");
  page.querySelectorAll(GONE).forEach((element) => element.remove());
  comments(page).forEach((comment) => comment.remove());
  wordLists(page);
  [...page.body.querySelectorAll("*")].reverse().forEach(plain);
  page.body.querySelectorAll("p, h2, h3, li").forEach((element) => {
    if (!element.textContent.trim() && !element.querySelector("br")) element.remove();
  });
  return page.body.innerHTML;
}

function comments(page) {
  const found = [];
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Word writes a list as paragraphs that only look like one: "mso-list" in the style, the bullet as text.
function wordLists(page) {
  let list = null;
  for (const line of [...page.body.querySelectorAll("p")]) {
    if (!/mso-list:(?!\s*none)/i.test(line.getAttribute("style") || "")) {
      list = null;
      continue;
    }
    const bullet = line.textContent.trim();
    const kind = /^(\d+|[a-z]|[ivx]+)[.)]/i.test(bullet) ? "OL" : "UL";
    line.querySelectorAll("[style*='mso-list']").forEach((mark) => mark.remove());
    if (!list || list.tagName !== kind || list.nextElementSibling !== line) {
      list = page.createElement(kind);
      line.before(list);
    }
    const item = page.createElement("li");
    item.append(...line.childNodes);
    item.normalize();
    list.append(item);
    line.remove();
  }
}

function plain(element) {
  const style = element.getAttribute("style") || "";
  const isPlainBold = /^(B|STRONG)$/.test(element.tagName) && /font-weight:\s*(normal|400)/i.test(style);
  const name = isPlainBold ? "" : RENAMED[element.tagName] || (KEPT.has(element.tagName) ? element.tagName : "");
  if (!name) {
    element.replaceWith(...element.childNodes);
    return;
  }
  const made = element.ownerDocument.createElement(name);
  const href = element.getAttribute("href") || "";
  if (element.tagName === "A" && /^(https?:|mailto:|tel:|\/)/i.test(href)) made.setAttribute("href", href);
  made.append(...element.childNodes);
  element.replaceWith(...(element.tagName === "A" && !made.hasAttribute("href") ? made.childNodes : [made]));
}
