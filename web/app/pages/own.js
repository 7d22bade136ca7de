import { el } from "../parts/dom.js";
import { pages } from "./index.js";

// ownPage is the page called name of those about oneself, with the way to the others on top.
export function ownPage(name, title, ...content) {
  return el("div", { class: `page own own-${name}` },
    el("nav", { class: "tabs", "aria-label": "About you" },
      pages.filter((p) => p.own).map((p) => el("a", { class: "tab", href: `#/${p.name}`, "aria-current": p.name === name && "page" }, p.own))),
    el("h1", {}, title), ...content);
}

// part is a part of a page with its heading, and words about what it is for.
export function part(title, why, ...content) {
  return el("section", { class: "part" }, el("h2", {}, title), why && el("p", { class: "soft" }, why), ...content);
}
