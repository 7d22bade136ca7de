import { el } from "./dom.js";
import { announce } from "./announce.js";
import { icon } from "./icons.js";

const shownFor = 2000; // milliseconds

// copyBy puts text on the clipboard, and has the button that was pressed say for a moment that it is there. Where the browser
// does not let us, that is said beside the button.
export async function copyBy(button, text) {
  if (!await copyText(text)) {
    if (!button.nextElementSibling?.matches(".wrong")) button.after(el("span", { class: "wrong", role: "alert" }, "This browser does not let the page copy: select the text instead."));
    return;
  }
  announce("Copied");
  if (button.classList.contains("done")) return;
  const before = [...button.childNodes];
  button.classList.add("done");
  button.replaceChildren(icon("check"), ...button.matches(".icon-button") ? [] : ["Copied"]);
  setTimeout(() => {
    button.classList.remove("done");
    button.replaceChildren(...before);
  }, shownFor);
}

// copyText puts text on the clipboard, and tells whether it could. Browsers offer the clipboard on https and on this machine
// only; elsewhere the old way serves.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
}
