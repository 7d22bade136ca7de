import { el, newID } from "./dom.js";

// choices is a question with a few answers to choose from, each of which can be pressed as a whole. It is used like a field
// of field.js. answers are [value, words, explanation] in order. With many, several can be chosen.
//
//   const goal = choices("goal", "What for?", [["strength", "Strength", "Lift more"], ["", "Not sure yet"]], { value: user.goal ?? "" });
//   goal.value(); // "strength"; with many ["…"], in the order of the answers; "" or [] while nothing is chosen
//
// look: "cards" are large, with explanations; "pills" stand in a row.
export function choices(name, label, answers, { value = "", many = false, look = "cards", hint = "", soft = false } = {}) {
  const id = newID(name);
  const chosen = [value].flat();
  const inputs = answers.map(([v], i) => el("input", {
    class: "unseen", type: many ? "checkbox" : "radio", name, value: v, id: `${id}-${i}`, checked: chosen.includes(v),
    "aria-describedby": answers[i][2] ? `${id}-${i}-why` : null,
  }));
  const wrong = el("p", { class: "wrong", id: `${id}-wrong` });
  const list = el("div", { class: `choices in-${look}` }, answers.map(([, words, why], i) =>
    el("div", { class: "choice" }, inputs[i], el("label", { for: `${id}-${i}` }, words, why && el("span", { class: "choice-why", id: `${id}-${i}-why` }, why)))));
  const node = el("fieldset", { class: "field", "aria-describedby": `${id}-hint ${id}-wrong` },
    el("legend", { class: soft ? "soft" : "" }, label), list, el("p", { class: "hint", id: `${id}-hint` }, hint), wrong);
  node.addEventListener("input", () => { wrong.textContent = ""; });
  return {
    name, label, node, inputs,
    get input() { return inputs.find((i) => i.checked) ?? inputs[0]; }, // what gets the focus
    complain: (message) => { wrong.textContent = message; },
    value() {
      const all = inputs.filter((i) => i.checked).map((i) => i.value);
      return many ? all : all[0] ?? "";
    },
  };
}
