import { el } from "./parts/dom.js";
import { iconButton } from "./parts/buttons.js";
import { icon, mark } from "./parts/icons.js";
import { announce, toasts } from "./parts/announce.js";
import { banner } from "./parts/connection-banner.js";
import { focusHeading } from "./parts/focus.js";
import { ownMenu } from "./own-menu.js";
import { session } from "./server/session.js";
import { home, pages } from "./pages/index.js";

// The frame around every page: the side with the navigation, which is a drawer on a narrow screen, and the page itself.

const narrow = matchMedia("(max-width: 52rem)");

const slot = el("div", { class: "side-slot" });
const nav = el("nav", { class: "nav", "aria-label": "Pages" });
const main = el("main", { id: "main", tabindex: "-1" });
const title = el("p", { class: "bar-title" });
const actions = el("div", { class: "bar-actions" });
const scrim = el("div", { class: "scrim", onclick: () => drawer(false) });
const opener = iconButton("menu", "Menu", () => drawer(true), "", { "aria-expanded": "false", "aria-controls": "side" });
const own = ownMenu();

const side = el("aside", { class: "side", id: "side", "aria-label": "Menu" },
  el("div", { class: "side-head" }, el("a", { class: "brand", href: `#/${home}` }, mark(), "Spotter"),
    iconButton("close", "Close the menu", () => drawer(false), "side-close")),
  nav, slot, own.node);

// The bar is above the page on a narrow screen, where what has just happened takes the place of the page's name; on a wide
// one it is beneath the side, and there for nothing else. So it lies over nothing.
const bar = el("header", { class: "bar" }, opener, title, el("div", { class: "news" }, banner, toasts), actions);

const shell = el("div", { class: "shell bare" },
  el("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, "Skip to the page"),
  el("div", { class: "left" }, side, bar), scrim, main);

// mountShell puts the frame into the page, still empty.
export function mountShell() {
  document.body.prepend(shell);
}

// frame shows content as the page, in the shell or, for guests and where a page wants no more, without it.
export function frame(page, content, name = "") {
  const first = !main.firstChild;
  const bare = !session.user || page?.bare === true;
  shell.classList.toggle("bare", bare);
  drawer(false);
  paintNav(page);
  if (!filled) {
    slot.replaceChildren();
    actions.replaceChildren();
  }
  filled = false;
  main.replaceChildren(content);
  rename(name);
  own.paint(page);
  attend(content);
  if (!first) announce(name);
}

// rename gives the page that is shown another title.
export function rename(name) {
  title.textContent = name;
  document.title = name ? `${name} · Spotter` : "Spotter";
}

let filled = false; // the page that is about to be shown has put something into the side

// fillSide fills the place in the side that belongs to the page. A page calls it in show, if at all.
export function fillSide(...content) {
  filled = true;
  if (content.length !== slot.childNodes.length || content.some((c, i) => c !== slot.childNodes[i])) slot.replaceChildren(...content);
}

// fillBar puts buttons of the page into the bar that narrow screens have on top.
export function fillBar(...content) {
  actions.replaceChildren(...content);
}

// closeDrawer puts the side away where it lies over the page.
export function closeDrawer() {
  drawer(false);
}

// attend moves the focus to the new page, so that a screen reader reads it and Tab begins there. A page may have asked for
// the focus itself.
function attend(content) {
  const asked = main.querySelector("[autofocus]");
  if (asked && !matchMedia("(pointer: coarse)").matches) asked.focus();
  else focusHeading();
  if (content instanceof HTMLElement && !content.classList.contains("keeps-scroll")) scrollTo(0, 0);
}

function paintNav(current) {
  nav.replaceChildren(...pages.filter((p) => p.icon && !p.own).map((p) =>
    el("a", { class: "nav-link", href: `#/${p.name}`, "aria-current": p === current && "page" }, icon(p.icon), p.title)));
}

function drawer(open) {
  const over = open && narrow.matches;
  if (shell.classList.contains("drawn") === over) return settle();
  shell.classList.toggle("drawn", over);
  opener.setAttribute("aria-expanded", String(over));
  settle();
  if (over) side.querySelector(".side-close").focus();
  else opener.focus(); // the next page, if there is one, takes it from there
}

// settle keeps the focus out of what is not to be seen.
function settle() {
  const drawn = shell.classList.contains("drawn");
  side.inert = narrow.matches && !drawn;
  main.inert = drawn;
}

narrow.addEventListener("change", () => drawer(false));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shell.classList.contains("drawn")) drawer(false);
});

session.addEventListener("out", () => { slot.replaceChildren(); actions.replaceChildren(); });
