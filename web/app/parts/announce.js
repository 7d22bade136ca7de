import { el } from "./dom.js";
import { button, iconButton } from "./buttons.js";

// What is told to people on the way. What went wrong is said where it went wrong, with trouble() or at a field; this is for
// what went well, and for what can be taken back.

const said = el("p", { class: "unseen", role: "status" });

// toasts is where toast shows words: the frame has a place for it that lies over nothing.
export const toasts = el("section", { class: "toasts", role: "status", "aria-atomic": "false", "aria-label": "What has just happened", "aria-keyshortcuts": "F8" });

// mountAnnouncements puts the place for announcements into the page, once.
export function mountAnnouncements() {
  document.body.append(said);
}

let saying;

// announce has screen readers say words; nobody sees them, and they are gone again soon.
export function announce(words) {
  clearTimeout(saying);
  said.textContent = "";
  // A region that is emptied and filled in one turn counts as unchanged.
  saying = setTimeout(() => {
    said.textContent = words;
    saying = setTimeout(() => { said.textContent = ""; }, 10_000);
  }, 50);
}

const most = 2; // toasts at a time
const shownFor = 8_000; // milliseconds
const shownForUndo = 20_000; // the least that WCAG 2.2.1 leaves people to ask for more time
let shown = []; // { end, back, stays } in order

// toast shows words for eight seconds, or for twenty with back, which makes a button that takes back what has happened;
// without it being pressed, done runs in the end. It waits while the pointer or the focus is on it, and while nobody looks
// at the page. F8 goes there, Escape puts it away. It goes with the page, unless it stays: it is about what comes next. It
// returns what puts it away.
export function toast(words, { back, done, stays = false } = {}) {
  let timer;
  let from = null; // where the focus came from
  const end = (finish) => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wait);
    removeEventListener("pagehide", finished);
    shown = shown.filter((other) => other !== mine);
    const inside = node.contains(document.activeElement);
    node.remove();
    finish?.();
    if (inside) (from?.isConnected ? from : document.querySelector("main h1, main"))?.focus();
  };
  const finished = () => end(done);
  const wait = () => {
    clearTimeout(timer);
    if (!document.hidden && !node.matches(":hover, :focus-within")) timer = setTimeout(finished, back ? shownForUndo : shownFor);
  };
  const node = el("div", {
    class: "toast", onmouseenter: wait, onmouseleave: wait, onfocusout: () => setTimeout(wait),
    onfocusin: (event) => { from = node.contains(event.relatedTarget) ? from : event.relatedTarget; wait(); },
    onkeydown: (event) => { if (event.key === "Escape") finished(); },
  }, el("p", {}, words), back && button("Undo", () => end(back), "plain"), iconButton("close", "Put this away", finished, "little"));
  const mine = { end: finished, back, stays };
  for (const other of [...shown]) if (!other.back || shown.length >= most) other.end();
  shown.push(mine);
  toasts.append(node);
  document.addEventListener("visibilitychange", wait);
  addEventListener("pagehide", finished);
  wait();
  return finished;
}

// leavePage puts away what was told on a page that is left, but for what is about the next one.
export function leavePage() {
  clearTimeout(saying);
  said.textContent = "";
  for (const one of [...shown]) {
    if (one.stays) one.stays = false;
    else one.end();
  }
}

addEventListener("keydown", (event) => {
  if (event.key !== "F8" || shown.length === 0) return;
  event.preventDefault();
  toasts.lastElementChild.querySelector("button").focus();
});

// trouble is a place for what went wrong with something that is no form: say(words), and say("") when it is tried again.
export function trouble() {
  const node = el("p", { class: "notice bad", role: "alert" });
  return { node, say(words) { node.textContent = words; } };
}
