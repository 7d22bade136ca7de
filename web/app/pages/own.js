import { el } from "../parts/dom.js";
import { style } from "../parts/style.js";

// The pages about oneself: their names and what they are called above each of them.
const own = [["profile", "You"], ["memory", "Memory"], ["account", "Account"], ["token", "Token"]];

// ownPage is the page called name of those about oneself, with the way to the others on top.
export async function ownPage(name, title, ...content) {
  await style(new URL("../css/own.css", import.meta.url));
  return el("div", { class: `page own own-${name}` },
    el("nav", { class: "tabs", "aria-label": "About you" },
      own.map(([address, words]) => el("a", { class: "tab", href: `#/${address}`, "aria-current": address === name && "page" }, words))),
    el("h1", {}, title), ...content);
}

// part is a part of a page with its heading, and words about what it is for.
export function part(title, why, ...content) {
  return el("section", { class: "part" }, el("h2", {}, title), why && el("p", { class: "soft" }, why), ...content);
}
