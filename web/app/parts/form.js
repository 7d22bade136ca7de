import { el } from "./dom.js";
import { announce } from "./announce.js";
import { wordsOf } from "../server/words.js";

// What the server says of one field by its code alone.
const fieldOfCode = { username_taken: "username", email_taken: "email", wrong_password: "current_password" };

// form shows fields and a button. work gets what was typed, by the names of the fields, and does what the form is for; what
// the server refuses appears at its field, the first of which gets the focus, or above the button. extra comes below it.
export function form(fields, words, work, { extra = [] } = {}) {
  const notice = el("p", { class: "notice bad", role: "alert" });
  const submit = el("button", { class: "button main wide", type: "submit" }, words);
  const node = el("form", { class: "form", novalidate: true }, fields.map((f) => f.node), notice, submit, extra);
  let busy = false;
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy || !filled(fields)) return;
    busy = true;
    notice.textContent = "";
    submit.setAttribute("aria-disabled", "true");
    try {
      await work(Object.fromEntries(fields.map((f) => [f.name, f.value()])));
    } catch (error) {
      if (!complain(fields, error)) notice.textContent = wordsOf(error);
    }
    submit.removeAttribute("aria-disabled");
    busy = false;
  });
  return node;
}

// filled complains of required fields that are empty, without asking the server.
function filled(fields) {
  const empty = fields.filter((f) => f.input.required && f.value() === "");
  for (const f of empty) f.complain("This field is required.");
  attend(empty);
  return empty.length === 0;
}

// complain puts what the server said to the fields, and tells whether all of it has found its place.
function complain(fields, error) {
  const complaints = error.fields ?? new Map();
  const named = fieldOfCode[error.code];
  if (named) complaints.set(named, error.message);
  const wrong = fields.filter((f) => complaints.has(f.name));
  for (const f of wrong) f.complain(complaints.get(f.name));
  attend(wrong);
  return wrong.length > 0 && wrong.length === complaints.size;
}

function attend(wrong) {
  if (wrong.length === 0) return;
  wrong[0].input.focus();
  if (wrong.length > 1) announce(`${wrong.length} fields need another look.`);
}
