import { el } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { announce } from "../../parts/announce.js";
import { confirm, openDialog } from "../../parts/dialog.js";
import { wordsOf } from "../../server/words.js";
import { group } from "./group.js";
import { outcome } from "./outcome.js";

// sheet asks for sets. groups are the exercises that it begins with; fields come before them. save gets the sets, sends
// them, and returns what was logged, which the sheet shows; then done runs.
export function sheet(title, { words = "", groups = [], fields = [], known = new Map(), save, done }) {
  const list = el("div", { class: "log-groups" });
  const note = el("textarea", { class: "input", rows: 2, maxlength: 500, "aria-label": "Note", placeholder: "A note, if you like: slept badly, knee felt fine" });
  const notice = el("p", { class: "notice bad", role: "alert" });
  const submit = el("button", { class: "button main", type: "submit" }, "Log it");
  let all = [];
  const add = (begin, focus) => {
    const made = group(begin, known, (left) => {
      all = all.filter((g) => g !== left);
      (all.at(-1) ?? { focus: () => submit.focus() }).focus();
    });
    all.push(made);
    list.append(made.node);
    if (focus) made.focus();
  };
  const node = el("form", { class: "log-form", novalidate: true }, words && el("p", { class: "soft" }, words), fields.map((f) => f.node), list,
    el("p", {}, button("Add an exercise", () => add({}, true), "")), note, notice,
    el("div", { class: "actions" }, button("Cancel", () => leave()), submit));
  const dialog = openDialog(title, node);
  dialog.classList.add("sheet");
  const leave = guarded(dialog, node);
  node.addEventListener("keydown", onward);
  for (const begin of groups) add(begin);
  let busy = false;
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    notice.textContent = "";
    const rows = all.flatMap((g) => g.filled().map((row) => ({ g, row })));
    if (rows.length === 0) {
      notice.textContent = "There is nothing to log yet: say how many repetitions or seconds.";
      return;
    }
    const light = all.map((g) => ({ g, row: g.light() })).find(({ row }) => row);
    if (light) return light.g.complain(light.row, "weight_kg", "Say the weight, 0 for none, or leave it out.").focus();
    busy = true;
    submit.setAttribute("aria-disabled", "true");
    try {
      const logged = await save(rows.map(({ g, row }) => g.setOf(row)), note.value.trim() || null, fields);
      announce("Logged.");
      dialog.replaceChildren(...outcome(logged, () => dialog.close()));
      dialog.querySelector("button").focus();
      dialog.addEventListener("close", () => done?.());
    } catch (error) {
      if (!complain(rows, fields, error)) notice.textContent = wordsOf(error);
    }
    submit.removeAttribute("aria-disabled");
    busy = false;
  });
}

// guarded has a dialog ask before it closes over what was typed. It returns how to close it.
function guarded(dialog, form) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  const leave = async () => {
    const lost = typed && form.isConnected;
    if (!lost || await confirm("Leave without logging?", "What you have typed is not kept.", "Leave")) dialog.close();
  };
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  return leave;
}

// onward has Enter go to the next box: the key on a telephone must not log a workout after its first set. In the last box it
// does log.
function onward(event) {
  if (event.key !== "Enter" || !event.target.matches(".set-row .input")) return;
  const boxes = [...event.currentTarget.querySelectorAll(".set-row .input")];
  const next = boxes[boxes.indexOf(event.target) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}

// complain puts what the server says to the sets it says it of: "sets[3].reps". It tells whether all has found its place.
function complain(rows, fields, error) {
  let first = null;
  let placed = 0;
  for (const [location, message] of error.fields ?? []) {
    const [, index, what = ""] = /^sets\[(\d+)\](?:\.(\w+))?$/.exec(location) ?? [];
    const at = rows[index];
    const asked = fields.find((f) => f.name === location);
    if (at) first ??= at.g.complain(at.row, what, message);
    else if (asked) {
      asked.complain(message);
      first ??= asked.input;
    } else continue;
    placed += 1;
  }
  first?.focus();
  return placed > 0 && placed === error.fields.size;
}
