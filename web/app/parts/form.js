import { el } from "./dom.js";
import { wordsOf } from "../server/words.js";

// What the server says of one field by its code alone.
const fieldOfCode = { username_taken: "username", email_taken: "email", wrong_password: "current_password" };

// form shows fields and a button. work gets what was typed, by the names of the fields, and does what the form is for. All
// that is wrong appears at once, each at its field, the first of which gets the focus; what is about none of them, and how
// many there are, above the button.
//
//   check  what is wrong as far as this page knows, by the names of the fields: { new_password: "Choose another." }
//   whole  the server refuses the form when a field is empty: it is asked all the same, to hear what is wrong with the others
//   extra  what comes below the button
export function form(fields, words, work, { check = () => ({}), whole = false, extra = [] } = {}) {
  const notice = el("p", { class: "notice bad", role: "alert" });
  const submit = el("button", { class: "button main wide", type: "submit" }, words);
  const node = el("form", { class: "form", novalidate: true }, fields.map((f) => f.node), notice, submit, extra);
  const tell = (complaints) => {
    const wrong = fields.filter((f) => complaints.has(f.name));
    for (const f of fields) f.complain(complaints.get(f.name) ?? "");
    if (wrong.length > 1) notice.textContent = `${wrong.length} fields need another look: ${wrong.map((f) => f.label ?? f.name).join(", ")}.`;
    wrong[0]?.input.focus();
    return wrong.length === complaints.size;
  };
  let busy = false;
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    notice.textContent = "";
    const values = Object.fromEntries(fields.map((f) => [f.name, f.value()]));
    const known = new Map([...emptyOf(fields), ...Object.entries(check(values))]);
    if (known.size > 0 && (!whole || known.size === fields.length)) return tell(known);
    busy = true;
    submit.setAttribute("aria-disabled", "true");
    try {
      await work(values);
    } catch (error) {
      const theirs = complaintsOf(error);
      const placed = tell(new Map([...theirs, ...known]));
      if (!placed || theirs.size === 0) notice.textContent = wordsOf(error);
    }
    submit.removeAttribute("aria-disabled");
    busy = false;
  });
  return node;
}

// emptyOf is what there is to say of the required fields that are empty.
function emptyOf(fields) {
  return fields.filter((f) => f.input.required && f.value() === "").map((f) => [f.name, "This field is required."]);
}

// complaintsOf is what the server said of single fields.
function complaintsOf(error) {
  const named = fieldOfCode[error.code];
  return new Map([...error.fields ?? [], ...named ? [[named, error.message]] : []]);
}
