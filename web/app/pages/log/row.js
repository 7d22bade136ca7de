import { el, newID } from "../../parts/dom.js";
import { iconButton } from "../../parts/buttons.js";
import { kilograms, shown, unit } from "../../parts/weights.js";
import { amount, box, numberIn } from "./amount.js";

const mostSets = 20; // that are alike

// setRow is a row of boxes for one set, or with many for so many that are alike: how much, and with which weight. Each box
// has a name of its own for screen readers. begin has what stands in it already; gone is called when it has been taken
// away, heavier when its weight is another.
export function setRow({ counts, heavy, many, begin, gone, heavier }) {
  const how = amount(counts, begin);
  const first = String(begin.weight_kg === null || begin.weight_kg === undefined ? "" : shown(begin.weight_kg));
  const weight = box("decimal", first);
  const sets = many ? box("numeric", many, 2) : el("span", { class: "set-number", "aria-hidden": "true" });
  const wrong = el("p", { class: "wrong", id: newID("set-wrong") });
  const remove = !many && iconButton("close", "", () => { node.remove(); gone(row); }, "little");
  const node = el("div", { class: `set-row ${heavy ? "" : "light"} ${many ? "many" : ""}` }, sets, how.node, heavy && weight, remove, wrong);
  // What nobody has touched stays as it was, to the gram.
  const weightIn = () => (weight.value === first && first !== "" ? begin.weight_kg : numberIn(weight, kilograms));
  const inputs = [...how.inputs, heavy && weight, many && sets].filter(Boolean);
  for (const input of inputs) input.setAttribute("aria-describedby", wrong.id);
  const row = {
    node, focus: () => (heavy && !how.isEmpty() && weight.value === "" ? weight : how.inputs[0]).focus(),
    // call says which set of which exercise it is.
    call(name, n) {
      const which = many ? `each set of ${name || "the exercise"}` : `${name || "exercise"}, set ${n}`;
      if (many) sets.setAttribute("aria-label", `Sets of ${name || "the exercise"}`);
      else sets.textContent = n;
      how.call(which);
      weight.setAttribute("aria-label", `Weight in ${unit() === "kg" ? "kilograms" : "pounds"}, ${which}`);
      if (!remove) return;
      remove.setAttribute("aria-label", `Leave out: ${which}`);
      remove.title = "Leave out";
    },
    count: () => (many ? numberIn(sets) : 1),
    value: () => ({ ...how.value(), weight_kg: heavy ? weightIn() : undefined, rpe: begin.rpe ?? undefined }),
    // complain says what is wrong with a field of the set, beside what is said of others, and returns the box it is in.
    complain(name, message) {
      const input = { weight_kg: heavy && weight, sets: many && sets }[name] || how.inputs[0];
      input.setAttribute("aria-invalid", "true");
      if (!wrong.textContent.includes(message)) wrong.textContent = `${wrong.textContent} ${message}`.trim();
      return input;
    },
    // check complains of what cannot be sent, and returns the first box that is meant.
    check(weighted) {
      const n = row.count();
      const { reps, seconds } = how.value();
      return [
        reps !== undefined && !isWhole(reps, 100) && row.complain("reps", "Use 1 to 100 repetitions."),
        seconds !== undefined && !isWhole(seconds, 36_000) && row.complain("seconds", "Write a time, up to 10 hours."),
        !isWhole(n, mostSets) && row.complain("sets", `Use 1 to ${mostSets} sets.`),
        weighted && heavy && weight.value.trim() === "" && row.complain("weight_kg", "Say the weight; 0 is none."),
      ].find(Boolean);
    },
    isEmpty: how.isEmpty,
    // takeOn puts a weight into a box that has none.
    takeOn: (text) => { if (weight.value.trim() === "") weight.value = text; },
  };
  weight.addEventListener("change", () => heavier?.(row, weight.value));
  node.addEventListener("input", () => {
    for (const input of inputs) input.removeAttribute("aria-invalid");
    wrong.textContent = "";
  });
  return row;
}

function isWhole(n, most) {
  return Number.isInteger(n) && n >= 1 && n <= most;
}
