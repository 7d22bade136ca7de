import { el, newID } from "./dom.js";
import { unitPick } from "./unit-pick.js";

// Heights are centimetres to the server; people type what they are used to. The choice is remembered.
const key = "spotter.height";
const inch = 2.54;

function inFeet() {
  return localStorage.getItem(key) === "ft";
}

// number is what somebody typed: null for nothing, and the text itself where it is no number.
function number(text) {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  return Number.isFinite(Number(plain)) ? Number(plain) : plain;
}

// heightField asks for a height, in centimetres or in feet and inches. It is used like a field of field.js; value() is
// centimetres, to the millimetre.
export function heightField(name, label, centimetres) {
  const id = newID(name);
  const wrong = el("p", { class: "wrong", id: `${id}-wrong` });
  const box = el("div", { class: "measure-inputs" });
  let inputs = [];
  let typed = false; // whoever has typed nothing keeps what was there, to the digit

  const input = (words, value) => el("input", {
    class: "input", type: "text", inputmode: "decimal", autocomplete: "off", name, value, id: inputs.length ? null : id,
    "aria-label": `${label} in ${words}`, "aria-describedby": `${id}-wrong`, oninput: () => { typed = true; complain(""); },
  });
  const paint = () => {
    inputs = [];
    if (!inFeet()) {
      inputs.push(input("centimetres", centimetres ?? ""));
      box.replaceChildren(inputs[0]);
      return;
    }
    const known = typeof centimetres === "number";
    const total = known ? Math.round(centimetres / inch) : 0;
    inputs.push(input("feet", known ? Math.floor(total / 12) : centimetres ?? ""));
    inputs.push(input("inches", known ? total % 12 : ""));
    box.replaceChildren(inputs[0], el("span", { class: "soft" }, "ft"), inputs[1]);
  };
  const complain = (message) => {
    wrong.textContent = message;
    for (const one of inputs) {
      if (message) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
  };
  const value = () => {
    if (!typed) return centimetres ?? null;
    const [first, second] = inputs.map((one) => number(one.value));
    if (!inFeet() || typeof first === "string") return first;
    if (first === null && second === null) return null;
    if (typeof second === "string") return second;
    return Math.round(((first ?? 0) * 12 + (second ?? 0)) * inch * 10) / 10;
  };
  const units = unitPick(`${name}_unit`, label, [["cm", "cm"], ["ft", "ft, in"]], inFeet() ? "ft" : "cm", (chosen) => {
    centimetres = value();
    localStorage.setItem(key, chosen);
    typed = false;
    paint();
  });
  paint();
  return { name, label, complain, value, get input() { return inputs[0]; },
    node: el("div", { class: "field" }, el("label", { for: id }, label), el("div", { class: "measure" }, box, units), wrong) };
}
