import { el, newID } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { field } from "../../parts/field.js";
import { unit } from "../../parts/weights.js";
import { setRow } from "./rows.js";

// group is the sets of one exercise. exercise has the slug and the name, and what the plan asks for, or none of it: then it is asked for, with known
// exercises to choose from. sets are those that stand in it already.
export function group({ exercise = "", name = "", asks = "", counts = "reps", weighted = false, sets = [{}] }, known, gone) {
  const asked = exercise === "" ? nameField(known) : null;
  const rowsNode = el("div", { class: "set-rows" });
  const head = el("div", { class: "set-row set-head", "aria-hidden": "true" });
  let rows = [];
  const called = () => name || asked.value().trim();
  const number = () => rows.forEach((row, i) => row.call(called(), i + 1));
  const add = (begin, focus) => {
    const row = setRow(counts, begin, (left) => {
      rows = rows.filter((r) => r !== left);
      number();
      if (rows.length === 0) leave();
      else rows.at(-1).focus();
    }, (from, text) => rows.slice(rows.indexOf(from) + 1).forEach((r) => r.takeOn(text)));
    rows.push(row);
    rowsNode.append(row.node);
    number();
    if (focus) row.focus();
  };
  const leave = () => { node.remove(); gone(self); };
  const paintHead = () => head.replaceChildren(el("span", {}, "Set"), el("span", {}, counts === "reps" ? "Reps" : "Seconds"), el("span", {}, unit()), el("span", {}, "RPE"), el("span"), el("p"));
  const count = (what) => {
    if (what === counts) return;
    counts = what;
    const before = rows.length;
    rows = [];
    rowsNode.replaceChildren();
    paintHead();
    for (let i = 0; i < before; i += 1) add({});
  };
  asked?.input.addEventListener("input", () => {
    const found = known.get(asked.value().trim().toLowerCase());
    if (found) count(found.counts);
    number();
  });
  const turn = asked && button("Count seconds", () => {
    count(counts === "reps" ? "seconds" : "reps");
    turn.textContent = counts === "reps" ? "Count seconds" : "Count repetitions";
  }, "plain little-button");
  const title = name && el("h3", { id: newID("log") }, name, el("span", { class: "soft" }, asks));
  const node = el("section", { class: "log-group", "aria-labelledby": title ? title.id : null, "aria-label": title ? null : "An exercise" },
    title, asked?.node, head, rowsNode,
    el("div", { class: "log-tools" },
      button("Add a set", () => add(last(), true), "plain little-button"), turn,
      button("Leave it out", leave, "plain little-button", { "aria-label": `Leave it out: ${name || "this exercise"}` })));
  // last is what the set before had: the next one is mostly the same.
  const last = () => rows.at(-1)?.value() ?? {};
  const self = {
    node, focus: () => (asked ? asked.input.focus() : rows[0]?.focus()),
    // sets are what the server is told; rows without repetitions and seconds are left out.
    filled: () => rows.filter((row) => !row.empty()),
    // light is a set of an exercise with a weight that says none: it would be kept as one without.
    light: () => (weighted ? self.filled().find((row) => row.light()) : undefined),
    setOf: (row) => ({ exercise: exercise || (known.get(called().toLowerCase())?.slug ?? called()), ...row.value() }),
    complain(row, what, message) {
      if (what === "seconds" || what === "reps") {
        if (asked && what !== counts) {
          count(what);
          asked.complain(message);
          return rows[0].complain(what, "");
        }
      }
      if (what !== "exercise" || !asked) return row.complain(what, message);
      asked.complain(message);
      offer(asked, message, () => number());
      return asked.input;
    },
  };
  paintHead();
  for (const begin of sets) add(begin);
  return self;
}

// nameField asks for an exercise by its name.
function nameField(known) {
  const list = el("datalist", { id: newID("known") }, [...known.values()].map(({ name }) => el("option", { value: name })));
  const made = field("exercise", "Exercise", { list: list.id, autocomplete: "off", maxlength: 100, hint: "As you call it: squat, bench press, plank" });
  made.box.append(list);
  return made;
}

// offer puts the names that the server thinks of below the field, to choose from.
function offer(asked, message, chosen) {
  asked.node.querySelector(".chips")?.remove();
  const names = /did you mean ([^?]+)\?/.exec(message)?.[1].split(/, | or /) ?? [];
  if (names.length === 0) return;
  const chips = el("div", { class: "chips", role: "group", "aria-label": "Did you mean" }, names.map((slug) =>
    el("button", { type: "button", class: "chip", onclick: () => {
      asked.input.value = slug.replaceAll("-", " ");
      asked.complain("");
      chips.remove();
      chosen();
      asked.input.focus();
    } }, slug.replaceAll("-", " "))));
  asked.node.append(chips);
}
