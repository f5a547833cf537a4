/**
 * A picture as plain data, so that one renderer serves the browser and the committed stills.
 * @typedef {{tag: string, attrs: Object<string, string>, children: (Node|string)[]}} Node
 */

/** Attributes that are undefined, null or false are left out. */
export function node(tag, attrs = {}, children = []) {
  const kept = Object.entries(attrs).filter(
    ([, value]) => value !== undefined && value !== null && value !== false,
  );
  return { tag, attrs: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])), children };
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter]);

export function toText(tree) {
  if (typeof tree === 'string') return escaped(tree);
  const attrs = Object.entries(tree.attrs)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  if (!tree.children.length) return `<${tree.tag}${attrs}/>`;
  return `<${tree.tag}${attrs}>${tree.children.map(toText).join('')}</${tree.tag}>`;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes the children of `element` match, keeping every element it can: sixty times a second. */
export function patch(element, children) {
  children.forEach((child, i) => {
    let current = element.childNodes[i];
    if (current?.nodeName !== child.tag) {
      const fresh = document.createElementNS(SVG, child.tag);
      if (current) current.replaceWith(fresh);
      else element.append(fresh);
      current = fresh;
    }
    patchAttributes(current, child.attrs);
    patch(current, child.children);
  });
  while (element.childNodes.length > children.length) element.lastChild.remove();
}

function patchAttributes(element, attrs) {
  for (const { name } of [...element.attributes]) if (!(name in attrs)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(attrs)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
