import { el } from "./parts/dom.js";
import { trouble } from "./parts/announce.js";
import { icon } from "./parts/icons.js";
import { themeButton } from "./parts/theme.js";
import { session } from "./server/session.js";
import { wordsOf } from "./server/words.js";
import { pages } from "./pages/index.js";

// ownMenu is the foot of the side: who is signed in, and behind that the pages about them and the way out.
export function ownMenu() {
  const name = el("span", { class: "who-name" });
  const wrong = trouble();
  const links = el("nav", { "aria-label": "Your account" });
  const list = el("div", { class: "own-menu", id: "own-menu", hidden: true }, links,
    el("button", { type: "button", class: "nav-link", onclick: signOut }, icon("leave"), "Sign out"), wrong.node);
  const who = el("button", { type: "button", class: "who", "aria-expanded": "false", "aria-controls": "own-menu", onclick: () => open(list.hidden) },
    icon("person"), name, el("span", { class: "soft" }, "— account"), icon("up"));
  const node = el("div", { class: "side-foot", onkeydown: escape }, list, el("div", { class: "side-own" }, who, themeButton()));

  function open(now) {
    list.hidden = !now;
    who.setAttribute("aria-expanded", String(now));
    wrong.say("");
    if (now) links.querySelector("a").focus();
  }

  function escape(event) {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation(); // or the drawer would go as well
    open(false);
    who.focus();
  }

  async function signOut() {
    wrong.say("");
    try {
      await session.signOut();
    } catch (error) {
      wrong.say(wordsOf(error));
    }
  }

  const paintName = () => { name.textContent = session.user?.first_name ?? session.user?.username ?? ""; };
  document.addEventListener("pointerdown", ({ target }) => { if (!node.contains(target)) open(false); });
  session.addEventListener("changed", paintName);

  return {
    node,
    // paint shows who is signed in, and which page of theirs is open, if it is one.
    paint(current) {
      paintName();
      open(false);
      who.classList.toggle("current", Boolean(current?.own));
      links.replaceChildren(...pages.filter((p) => p.own).map((p) =>
        el("a", { class: "nav-link", href: `#/${p.name}`, "aria-current": p === current && "page" }, icon(p.icon), p.own)));
    },
  };
}
