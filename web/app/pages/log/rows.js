import { el } from "../../parts/dom.js";
import { iconButton } from "../../parts/buttons.js";
import { kilograms, shown, unit } from "../../parts/weights.js";

// A set is a row of boxes: repetitions or seconds, weight and effort. Each has a name of its own for screen readers.

// setRow is the row of one set. counts is "reps" or "seconds"; begin has what stands in it already. gone is called when it
// has been taken away, heavier when its weight is another.
export function setRow(counts, begin, gone, heavier) {
  const amount = box("numeric", begin[counts] ?? "");
  const weight = box("decimal", begin.weight_kg === null || begin.weight_kg === undefined ? "" : shown(begin.weight_kg));
  const rpe = box("decimal", begin.rpe ?? "");
  const number = el("span", { class: "set-number", "aria-hidden": "true" });
  const wrong = el("p", { class: "wrong" });
  const remove = iconButton("close", "", () => { node.remove(); gone(row); }, "little");
  const node = el("div", { class: "set-row" }, number, amount, weight, rpe, remove, wrong);
  const boxes = { [counts]: amount, weight_kg: weight, rpe };
  const row = {
    node, counts, focus: () => amount.focus(),
    // call says which set of which exercise it is.
    call(name, n) {
      number.textContent = n;
      const which = `${name || "exercise"}, set ${n}`;
      amount.setAttribute("aria-label", `${counts === "reps" ? "Repetitions" : "Seconds"}, ${which}`);
      weight.setAttribute("aria-label", `Weight in ${unit() === "kg" ? "kilograms" : "pounds"}, ${which}`);
      rpe.setAttribute("aria-label", `Effort from 1 to 10, ${which}`);
      remove.setAttribute("aria-label", `Leave out: ${which}`);
      remove.title = "Leave out";
    },
    value: () => ({ [counts]: numberIn(amount), weight_kg: numberIn(weight, kilograms), rpe: numberIn(rpe) }),
    // complain says what is wrong with a field of the set, and returns the box that it is in.
    complain(name, message) {
      const input = boxes[name] ?? amount;
      input.setAttribute("aria-invalid", "true");
      wrong.textContent = message;
      return input;
    },
    empty: () => amount.value.trim() === "",
    light: () => weight.value.trim() === "",
    // takeOn puts a weight into a box that has none.
    takeOn: (text) => { if (weight.value.trim() === "") weight.value = text; },
  };
  weight.addEventListener("change", () => heavier(row, weight.value));
  node.addEventListener("input", ({ target }) => { target.removeAttribute("aria-invalid"); wrong.textContent = ""; });
  return row;
}

function box(mode, value) {
  return el("input", { class: "input", type: "text", inputmode: mode, value, maxlength: 8, autocomplete: "off", enterkeyhint: "next" });
}

// numberIn is the number in a box, undefined for none. What is no number goes to the server as it is, which says so.
function numberIn(input, convert = (n) => n) {
  const text = input.value.trim().replace(",", ".");
  if (text === "") return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? text : convert(number);
}
