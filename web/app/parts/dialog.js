import { el, newID } from "./dom.js";
import { button } from "./buttons.js";
import { focusHeading } from "./focus.js";

// openDialog shows a dialog over the page and returns it. The browser keeps the focus inside and gives it back to where it
// was; where that is gone, the heading of the page gets it.
export function openDialog(title, ...content) {
  const id = newID("dialog");
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": id }, el("h2", { id }, title), ...content);
  dialog.addEventListener("close", () => {
    dialog.remove();
    setTimeout(() => { if (document.activeElement === document.body) focusHeading(); });
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// confirm asks before something that cannot be taken back, and tells whether to do it.
export function confirm(title, explanation, yes) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = openDialog(title, el("p", {}, explanation), el("div", { class: "actions" },
      button("Cancel", () => dialog.close(), "", { autofocus: true }),
      button(yes, () => { answer = true; dialog.close(); }, "danger")));
    dialog.addEventListener("close", () => resolve(answer));
  });
}
