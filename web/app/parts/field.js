import { el, newID } from "./dom.js";
import { iconButton } from "./buttons.js";

// field is a labelled input with a place for a hint and for what is wrong. name is the server's name of the field, so that
// its complaints find their place. Other attributes go to the input.
//
//   const age = field("age", "Age", { type: "number", min: 13, hint: "For your heart-rate zones" });
//   form.append(age.node); age.value(); age.complain("Use a number from 13 to 120.");
export function field(name, label, { hint = "", control, ...attributes } = {}) {
  const id = newID(name);
  const input = control ?? el("input", { class: "input", type: "text", ...attributes });
  input.id = id;
  input.name = name;
  input.setAttribute("aria-describedby", `${id}-hint ${id}-wrong`);
  const hintNode = el("p", { class: "hint", id: `${id}-hint` }, hint);
  const wrong = el("p", { class: "wrong", id: `${id}-wrong` });
  const box = el("div", { class: "box" }, input);
  const complain = (message) => {
    wrong.textContent = message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  input.addEventListener("input", () => complain(""));
  return { name, label, input, box, hint: hintNode, complain, value: () => input.value,
    node: el("div", { class: "field" }, el("label", { for: id }, label), box, hintNode, wrong) };
}

// select is a field with a list: choices are [value, words] in order.
export function select(name, label, choices, { value = "", ...options } = {}) {
  const control = el("select", { class: "input" }, choices.map(([v, words]) => el("option", { value: v, selected: v === value }, words)));
  return field(name, label, { ...options, control });
}

// password is a field that shows what is in it on request. autocomplete is "current-password" or "new-password".
export function password(name, label, autocomplete, options = {}) {
  const made = field(name, label, { type: "password", autocomplete, required: true, spellcheck: "false", autocapitalize: "none", ...options });
  const toggle = iconButton("eye", "Show the password", () => {
    const shown = made.input.type === "text";
    made.input.type = shown ? "password" : "text";
    toggle.setAttribute("aria-pressed", String(!shown));
  }, "", { "aria-pressed": "false" });
  made.box.classList.add("with-button");
  made.box.append(toggle);
  return made;
}

const advice = "Four words that have nothing to do with each other are good.";

// newPassword is a password with the server's own rule as its hint. That a password is long enough is no praise: whether it
// is a common one the server knows, and where it has complained, the hint says nothing else.
export function newPassword(name, label) {
  const least = Number(document.documentElement.dataset.passwordMin);
  const made = password(name, label, "new-password", { hint: `At least ${least} characters. ${advice}` });
  const { complain } = made;
  made.input.addEventListener("input", () => {
    const missing = least - [...made.value()].length;
    if (made.value() === "") made.hint.textContent = `At least ${least} characters. ${advice}`;
    else if (missing > 0) made.hint.textContent = `${missing} more ${missing === 1 ? "character" : "characters"}.`;
    else made.hint.textContent = "Long enough. Common passwords and your own name are refused.";
  });
  made.complain = (message) => {
    complain(message);
    if (message) made.hint.textContent = advice;
  };
  return made;
}
