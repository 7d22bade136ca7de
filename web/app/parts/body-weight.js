import { el, newID } from "./dom.js";
import { unitPick } from "./unit-pick.js";
import { kilograms, shown, unit } from "./weights.js";

// weightField asks for the weight of a body, in the unit that somebody has chosen. It is used like a field of field.js;
// value() is kilograms.
export function weightField(name, label, known) {
  const id = newID(name);
  const wrong = el("p", { class: "wrong", id: `${id}-wrong` });
  let typed = false; // whoever has typed nothing keeps what was there, to the digit
  const paint = () => { input.value = typeof known === "number" ? shown(known) : known ?? ""; };
  const input = el("input", {
    class: "input", type: "text", inputmode: "decimal", autocomplete: "off", name, id, "aria-describedby": `${id}-wrong`,
    oninput: () => { typed = true; complain(""); },
  });
  const complain = (message) => {
    wrong.textContent = message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const value = () => {
    if (!typed) return known ?? null;
    const text = input.value.trim().replace(",", ".");
    if (text === "") return null;
    return Number.isFinite(Number(text)) ? kilograms(Number(text)) : text;
  };
  const units = unitPick(`${name}_unit`, label, [["kg", "kg"], ["lb", "lb"]], unit(), (chosen) => {
    known = value();
    typed = false;
    localStorage.setItem("spotter.unit", chosen);
    paint();
  });
  paint();
  return { name, label, complain, value, input,
    node: el("div", { class: "field" }, el("label", { for: id }, label), el("div", { class: "measure" }, input, units), wrong) };
}
