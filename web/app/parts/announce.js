import { el } from "./dom.js";
import { button } from "./buttons.js";

const polite = el("div", { class: "unseen", "aria-live": "polite" });
const toasts = el("section", { class: "toasts", "aria-label": "What has just happened" });

// mountAnnouncements puts the places for announcements into the page, once.
export function mountAnnouncements() {
  document.body.append(polite, toasts);
}

// announce has screen readers say words; nobody sees them.
export function announce(words) {
  polite.textContent = "";
  // A region that is emptied and filled in one turn counts as unchanged.
  setTimeout(() => { polite.textContent = words; }, 50);
}

const shownFor = 7000; // milliseconds

// toast shows words at the top for seven seconds, longer while the pointer or the focus is on it. With back it has a
// button that takes back what has happened; without it being pressed, done runs in the end.
export function toast(words, { back, done } = {}) {
  let timer;
  const end = (finish) => {
    clearTimeout(timer);
    removeEventListener("pagehide", finished);
    node.remove();
    finish?.();
  };
  const finished = () => end(done);
  const wait = () => { timer = setTimeout(finished, shownFor); };
  const node = el("div", { class: "toast", onmouseenter: () => clearTimeout(timer), onmouseleave: wait, onfocusin: () => clearTimeout(timer), onfocusout: wait },
    el("span", {}, words), back && button("Undo", () => end(back), "plain"));
  toasts.append(node);
  addEventListener("pagehide", finished);
  announce(words);
  wait();
}
