import { choices } from "./choices.js";

// Weights are kilograms to the server; people read and type what they are used to. The choice is remembered.
const key = "spotter.unit";
const kilogramsIn = { kg: 1, lb: 0.45359237 };

// unit is "kg" or "lb".
export function unit() {
  return localStorage.getItem(key) === "lb" ? "lb" : "kg";
}

// shown is a number of kilograms in the chosen unit, to one decimal: pounds to the half.
export function shown(kilograms) {
  if (unit() === "kg") return Math.round(kilograms * 10) / 10;
  return Math.round(kilograms / kilogramsIn.lb * 2) / 2;
}

// weight is kilograms as words: "77.5 kg", "171 lb".
export function weight(kilograms) {
  return `${shown(kilograms)} ${unit()}`;
}

// kilograms is what somebody typed, to ten grams.
export function kilograms(number) {
  return Math.round(number * kilogramsIn[unit()] * 100) / 100;
}

// unitChoice lets people choose between kilograms and pounds, and calls changed when they have.
export function unitChoice(changed) {
  const made = choices("unit", "Weights in", [["kg", "kg"], ["lb", "lb"]], { value: unit(), look: "pills" });
  made.node.classList.add("unit-choice");
  made.node.addEventListener("change", () => {
    localStorage.setItem(key, made.value());
    changed();
  });
  return made.node;
}
