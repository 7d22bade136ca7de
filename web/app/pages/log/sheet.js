import { el } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { announce, trouble } from "../../parts/announce.js";
import { confirm, openDialog } from "../../parts/dialog.js";
import { wordsOf } from "../../server/words.js";
import { group } from "./group.js";
import { outcome } from "./outcome.js";

// sheet asks for sets. groups are the exercises that it begins with; date and fields come before them, and alone is a sheet
// for one. check complains of the fields and returns the first that is wrong; save gets the sets, sends them, and returns
// what was logged, which the sheet shows; then done runs.
export function sheet(title, { date = null, words = "", groups = [], fields = [], known = new Map(), note: noted = null, alone = false, check = () => null, save, done }) {
  const list = el("div", { class: "log-groups" });
  const note = el("textarea", { class: "input", rows: 1, maxlength: 500, "aria-label": "Note", placeholder: "A note, if you like" }, noted ?? "");
  const failed = trouble();
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
  const node = el("form", { class: "log-form", novalidate: true }, date, words && el("p", { class: "soft" }, words), fields.map((f) => f.node), list,
    !alone && el("p", {}, button("Add an exercise", async () => add({}, true), "")), !alone && note, failed.node,
    el("div", { class: "actions" }, button("Cancel", () => leave()), submit));
  const dialog = openDialog(title, node);
  dialog.classList.add("sheet");
  const leave = guarded(dialog, node);
  node.addEventListener("keydown", onward);
  for (const begin of groups) add(begin);
  all.find((g) => g.node.open)?.focus();
  let busy = false;
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    failed.say("");
    const wrong = [check(), ...all.map((g) => g.check())].filter(Boolean);
    if (wrong.length === 0 && all.every((g) => g.rows().length === 0)) wrong.push(all[0]?.ask("Say how much it was.") ?? submit);
    if (wrong.length > 0) return attend(wrong[0], wrong.length);
    const rows = all.flatMap((g) => g.rows().map((row) => ({ g, row })));
    busy = true;
    submit.setAttribute("aria-disabled", "true");
    try {
      const logged = await save(rows.map(({ g, row }) => g.setOf(row)), note.value.trim() || null);
      announce("Logged.");
      dialog.replaceChildren(...outcome(logged, () => dialog.close()));
      dialog.querySelector("button").focus();
      dialog.addEventListener("close", () => done?.());
    } catch (error) {
      if (!complain(rows, fields, error)) failed.say([...error.fields?.values() ?? []][0] ?? wordsOf(error));
    }
    submit.removeAttribute("aria-disabled");
    busy = false;
  });
}

function attend(first, count) {
  first.focus();
  if (count > 1) announce(`${count} places need another look.`);
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

// complain puts all that the server says to the sets it says it of: "sets[3].reps". It tells whether all has found its place.
function complain(rows, fields, error) {
  const places = [];
  for (const [location, message] of error.fields ?? []) {
    const [, index, what = ""] = /^sets\[(\d+)\](?:\.(\w+))?$/.exec(location) ?? [];
    const at = rows[index];
    const asked = fields.find((f) => f.name === location);
    if (at) places.push(at.g.complain(at.row, what, message));
    else if (asked) {
      asked.complain(message);
      places.push(asked.input);
    }
  }
  if (places.length > 0) attend(places[0], places.length);
  return places.length > 0 && places.length === error.fields.size;
}
