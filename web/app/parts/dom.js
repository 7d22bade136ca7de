// el("a", { href: "#/chat", class: "button" }, "Talk") makes an element. A text stays a text: nothing here reads markup.
// A name that begins with "on" is a listener; true sets an attribute without a value; null, undefined and false leave it out.
// There are no style attributes, which the content security policy refuses: use a class.
export function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// svg is el for pictures.
export function svg(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

let last = 0;

// newID is an id that no other element of the page has.
export function newID(name) {
  last += 1;
  return `${name}-${last}`;
}

// later runs work once, wait milliseconds after the last call.
export function later(wait, work) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(work, wait, ...given);
  };
}
