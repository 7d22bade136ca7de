import { el } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { unit } from "../../parts/weights.js";
import { exercisesOf } from "../workouts/words.js";
import { heads } from "./amount.js";
import { effortField } from "./effort.js";
import { nameField, offer } from "./name.js";
import { setRow } from "./row.js";

// group is the sets of one exercise: alike, as one row with their number, or each on its own. exercise has the slug and the
// name, or neither: then it is asked for, with known exercises to choose from. sets stand in it already. weighted is an
// exercise that must have a weight, heavy one that may. It is closed where nothing is to be asked.
export function group({ exercise = "", name = "", counts = "reps", weighted = false, heavy = weighted, sets = [{}], open = true }, known, gone) {
  const asked = exercise === "" ? nameField(known) : null;
  const rowsNode = el("div", { class: "set-rows" });
  const head = el("div", { "aria-hidden": "true" });
  let rows = [];
  let alike = sets.every((s) => JSON.stringify({ ...s, id: 0 }) === JSON.stringify({ ...sets[0], id: 0 }));
  let touched = false;
  const called = () => name || asked.value().trim();
  const add = (begin, many, focus) => {
    const row = setRow({
      counts, heavy, many, begin,
      gone: (left) => {
        rows = rows.filter((r) => r !== left);
        paint();
        if (rows.length === 0) leave();
        else rows.at(-1).focus();
      },
      heavier: (from, text) => rows.slice(rows.indexOf(from) + 1).forEach((r) => r.takeOn(text)),
    });
    rows.push(row);
    rowsNode.append(row.node);
    paint();
    if (focus) row.focus();
  };
  const fill = (list) => {
    rows = [];
    rowsNode.replaceChildren();
    if (alike) add(list[0] ?? {}, list.length || 1);
    else for (const begin of list) add(begin);
  };
  const leave = () => { node.remove(); gone(self); };
  const paint = () => {
    rows.forEach((row, i) => row.call(called(), i + 1));
    head.className = `set-row set-head ${heavy ? "" : "light"} ${alike ? "many" : ""}`;
    head.replaceChildren(el("span", {}, alike ? "Sets" : "Set"), el("span", {}, heads[counts] + (alike && counts === "reps" ? " a set" : "")), ...heavy ? [el("span", {}, unit())] : []);
    apart.hidden = !alike;
    more.hidden = alike;
    load.hidden = heavy;
    time.hidden = !asked || known.has(called().toLowerCase());
    time.textContent = counts === "reps" ? "Count time" : "Count repetitions";
    words.textContent = node.open ? "" : inWords();
  };
  const inWords = () => {
    const all = self.sets();
    return all.length === 0 ? "nothing yet" : exercisesOf(all.map((s) => ({ exercise: "", reps: s.reps ?? null, seconds: s.seconds ?? null, rpe: s.rpe ?? null, weight_kg: s.weight_kg || null })))[0].words;
  };
  const current = () => rows.flatMap((row) => Array.from({ length: Math.min(Math.max(Number(row.count()) || 1, 1), 20) }, () => row.value()));
  const become = (change) => {
    const list = current();
    change();
    fill(list);
  };
  const apart = button("Each set on its own", () => { become(() => { alike = false; }); rows[0].focus(); }, "plain little-button");
  const more = button("Add a set", () => add(rows.at(-1)?.value() ?? {}, 0, true), "plain little-button");
  const load = button("Add weight", () => become(() => { heavy = true; }), "plain little-button");
  const time = button("Count time", () => become(() => { counts = counts === "reps" ? "seconds" : "reps"; }), "plain little-button");
  const effort = effortField(counts);
  const words = el("span", { class: "soft" });
  const body = [asked?.node, head, rowsNode, el("details", { class: "log-more" }, el("summary", {}, "More"), effort.node,
    el("div", { class: "log-tools" }, apart, more, load, time, button("Leave it out", leave, "plain little-button", { "aria-label": `Leave it out: ${name || "this exercise"}` })))];
  const node = el("details", { class: "log-group", open }, el("summary", {}, el("span", { class: "log-name" }, name || "Exercise"), words), el("div", { class: "log-body" }, body));
  node.addEventListener("toggle", paint);
  rowsNode.addEventListener("input", () => { touched = true; });
  asked?.input.addEventListener("input", () => {
    const found = known.get(called().toLowerCase());
    if (found) {
      become(() => { ({ counts } = found); heavy = found.weighted; });
      if (!touched) last(found.last);
    }
    paint();
  });
  // last puts in what was done the last time, if anything was.
  const last = (list) => {
    alike = !list || list.every(({ reps, seconds, weight_kg: kg }) => reps === list[0].reps && seconds === list[0].seconds && kg === list[0].weight_kg);
    heavy ||= list?.some((s) => s.weight_kg !== null) ?? false;
    fill(list?.map(({ reps, seconds, weight_kg: kg }) => ({ reps, seconds, weight_kg: kg })) ?? [{}]);
    asked.hint.textContent = list ? "Filled in as the last time." : "";
  };
  const self = {
    node, focus: () => (asked ? asked.input.focus() : rows[0]?.focus()),
    // rows are the row of each set that is to be sent; those without an amount are left out.
    rows: () => rows.filter((row) => !row.isEmpty()).flatMap((row) => Array.from({ length: row.count() }, () => row)),
    sets: () => self.rows().map((row) => self.setOf(row)),
    setOf(row) {
      const set = { exercise: exercise || (known.get(called().toLowerCase())?.slug ?? called()), ...row.value() };
      if (effort.value()) set.rpe = Number(effort.value());
      return set;
    },
    // check complains of what cannot be sent, and returns the first box that is meant.
    check() {
      const wrong = rows.filter((row) => !row.isEmpty()).map((row) => row.check(weighted)).find(Boolean);
      if (wrong) node.open = true;
      return wrong;
    },
    ask: (message) => { node.open = true; return rows[0].complain("", message); },
    complain(row, what, message) {
      node.open = true;
      if (what === "rpe") {
        effort.complain(message);
        return effort.input;
      }
      if (asked && (what === "seconds" || what === "reps") && (what === "reps") !== (counts === "reps")) {
        become(() => { counts = what; });
        return rows[0].complain(what, message);
      }
      if (what === "weight_kg" && !heavy) become(() => { heavy = true; });
      if (what !== "exercise" || !asked) return (rows.includes(row) ? row : rows[0]).complain(what, message);
      asked.complain(message);
      offer(asked, message, () => asked.input.dispatchEvent(new Event("input")));
      return asked.input;
    },
  };
  fill(sets);
  return self;
}
