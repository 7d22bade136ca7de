import { el } from "./dom.js";
import { icon } from "./icons.js";

// button is a button with words. kind: "main", "danger", "plain", "wide" or several of them.
export function button(words, press, kind = "", attributes = {}) {
  return el("button", { type: "button", class: `button ${kind}`.trim(), onclick: press, ...attributes }, words);
}

// iconButton is a button that is a picture; name is what it is called.
export function iconButton(picture, name, press, kind = "", attributes = {}) {
  return el("button", { type: "button", class: `icon-button ${kind}`.trim(), "aria-label": name, title: name, onclick: press, ...attributes }, icon(picture));
}

// linkButton is a link that looks like a button.
export function linkButton(words, address, kind = "") {
  return el("a", { class: `button ${kind}`.trim(), href: address }, words);
}

// waiting is three dots that breathe, with a name for those who do not see them.
export function waiting(name = "Loading") {
  return el("span", { class: "waiting", role: "img", "aria-label": name }, el("i"), el("i"), el("i"));
}
