import { el } from "./parts/dom.js";
import { leavePage } from "./parts/announce.js";
import { button } from "./parts/buttons.js";
import { style } from "./parts/style.js";
import { session } from "./server/session.js";
import { wordsOf } from "./server/words.js";
import { door, home, pages } from "./pages/index.js";

// The address of a page is behind the "#", so that the server knows of one page only: #/chat/0192f0c4 is the page "chat"
// with the parts ["0192f0c4"].

let leave = new AbortController();
let wanted = ""; // where somebody was going who had to sign in first

// addressOf is the page that the address bar names, and what follows it.
function addressOf(hash) {
  const [name = "", ...parts] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { page: pages.find((p) => p.name === (name || home)), parts: parts.filter(Boolean) };
}

// go opens another page.
export function go(address) {
  if (location.hash === address) route();
  else location.hash = address;
}

// stay changes the address without opening anything: what is shown has got another name.
export function stay(address) {
  history.replaceState(null, "", address);
}

// headFor says where somebody goes who signs in or up now.
export function headFor(address) {
  wanted = address;
}

let show = () => {};

// startRouter opens the page that the address names, now and when it changes, and returns when the first one is there. frame
// is the shell: it gets the page, what to put into it, and its title.
export function startRouter(frame) {
  show = frame;
  addEventListener("hashchange", route);
  session.addEventListener("out", () => { wanted = ""; go(`#/${door()}`); });
  return route();
}

// route opens the page of the address.
export async function route() {
  const { page, parts } = addressOf(location.hash);
  if (page && !page.guest && !session.user) {
    wanted = location.hash;
    return replace(`#/${door()}`);
  }
  if (page?.guest && session.user) {
    const address = wanted || `#/${home}`;
    wanted = "";
    return replace(address);
  }
  leave.abort();
  leavePage();
  leave = new AbortController();
  const { signal } = leave;
  try {
    const module = page ? await load(page) : { show: missing };
    if (signal.aborted) return;
    const content = await module.show({ parts, signal });
    if (!signal.aborted) show(page, content.node ?? content, (content.node && content.title) || page?.title);
  } catch (error) {
    if (!signal.aborted && error.name !== "AbortError") show(page, broken(error), "That did not work");
  }
}

function replace(address) {
  stay(address);
  return route();
}

// load gets the module of a page, and its styles. When the server has been updated under an open page, the old module is gone.
async function load(page) {
  try {
    const styles = page.styles?.map((name) => style(new URL(`css/${name}.css`, import.meta.url))) ?? [];
    const [module] = await Promise.all([page.load(), ...styles]);
    return module;
  } catch (error) {
    console.warn(error);
    throw new Error("This page could not be loaded: perhaps Spotter has just been updated.");
  }
}

function missing() {
  return el("div", { class: "page" }, el("h1", {}, "There is no such page"), el("p", {}, el("a", { href: `#/${home}` }, "Go to your coach")));
}

function broken(error) {
  return el("div", { class: "page" }, el("h1", {}, "That did not work"), el("p", {}, wordsOf(error)),
    el("p", {}, button("Load again", () => location.reload(), "main")));
}
