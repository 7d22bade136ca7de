import { el } from "../../parts/dom.js";

// A calculation behind an answer, as a card: what was worked out, and from what.

// What a calculation is called, and which of its results stands in front.
const known = {
  heart_rate_zones: ["Heart-rate zone", "moderate_bpm"],
  one_rep_max: ["One-repetition maximum", "maximum"],
  percent_of_max: ["Share of your maximum", "load"],
  load_for_repetitions: ["Load", "load"],
  protein: ["Protein a day", "daily_g"],
  energy_needs: ["Energy a day"],
  weight_loss: ["Intake to lose weight", "intake_kcal"],
  bmi: ["Body-mass index", "bmi"],
  energy_of_activity: ["Energy used", "kcal"],
  pace: ["Speed", "speed"],
  convert: ["Converted", "value"],
  plan_week: ["Your week", "split"],
  stretching: ["Hold a stretch", "hold_s"],
  next_load: ["Next load", "load"],
  effort: ["Effort", "rpe"],
  rest: ["Rest", "rest_minutes"],
  deload: ["Easy week", "sets"],
  resistance_prescription: ["Lifting"],
};

// Calculations whose results are words of the answer: a card would say them twice.
const silent = ["exercise", "find_exercises"];

const units = { bpm: "bpm", g: "g", kg: "kg", cm: "cm", kcal: "kcal", minutes: "min", s: "s", percent: "%", km: "km" };

// cardsOf are the cards of the calculations.
export function cardsOf(calculations) {
  const cards = calculations.filter((c) => !silent.includes(c.name)).map(card).filter(Boolean);
  return cards.length > 0 ? el("ul", { class: "cards", "aria-label": "Calculations" }, cards) : null;
}

function card({ name, input, output }) {
  const [title, front] = known[name] ?? [labelOf(name)];
  const results = Object.entries(output ?? {}).map(([key, value]) => ({ key, words: valueOf(key, value) })).filter((r) => r.words);
  if (results.length === 0) return null;
  const first = results.find((r) => r.key === front) ?? results[0];
  const others = results.filter((r) => r !== first);
  const aside = name === "heart_rate_zones" ? labelOf(first.key).toLowerCase() : "";
  return el("li", { class: "calculation" },
    el("p", { class: "calculation-title" }, title, aside && `, ${aside}`),
    el("p", { class: "calculation-value" }, first.key === "sets" ? `${first.words} sets` : first.words),
    el("p", { class: "calculation-from" }, fromOf(input ?? {}).join(" · ")),
    others.length > 0 && rest(ordered(others)));
}

// rest is what there is beside the first result; more than two wait until they are asked for.
function rest(results) {
  const list = el("dl", {}, results.map((r) => el("div", {}, el("dt", {}, labelOf(r.key)), el("dd", {}, r.words))));
  return results.length > 2 ? el("details", {}, el("summary", {}, `${results.length} more`), list) : list;
}

const zones = ["maximum_bpm", "very_light_bpm", "light_bpm", "moderate_bpm", "vigorous_bpm", "near_maximal_bpm"];

// ordered brings the zones from easy to hard: JSON has them by their names.
function ordered(results) {
  return results.toSorted((a, b) => zones.indexOf(a.key) - zones.indexOf(b.key));
}

function unitOf(key) {
  return units[key.split("_").at(-1)] ?? "";
}

// labelOf is a name of the server's as words: "near_maximal_bpm" is "Near maximal".
function labelOf(key) {
  const words = key.split("_");
  if (words.length > 1 && unitOf(key)) words.pop();
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function valueOf(key, value) {
  const unit = unitOf(key);
  const amount = rangeOf(value);
  return amount && unit && typeof value !== "string" ? `${amount} ${unit}` : amount;
}

// rangeOf is a number, a text, a list or a range as words; empty for what is none of these.
function rangeOf(value) {
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.filter((v) => typeof v !== "object").join(", ");
  const { low, high } = value ?? {};
  if (low !== undefined && high !== undefined) return low === high ? rangeOf(low) : `${rangeOf(low)}–${rangeOf(high)}`;
  if (high !== undefined) return `under ${rangeOf(high)}`;
  if (low !== undefined) return `${rangeOf(low)} or more`;
  return "";
}

// fromOf is what went into a calculation, the formula first.
function fromOf(input) {
  const { formula, method, ...rest } = input; // the answer tells the method
  const words = Object.entries(rest).filter(([, value]) => value !== 0).map(([key, value]) => { // 0 is not known
    if (typeof value === "string") return value;
    const amount = valueOf(key, value);
    if (!amount) return "";
    if (unitOf(key)) return amount;
    if (key === "repetitions" && value === 1) return "1 repetition";
    return key === "met" ? `${amount} MET` : /^(age)$/.test(key) ? `${key} ${amount}` : `${amount} ${labelOf(key).toLowerCase()}`;
  });
  return [formula, ...words].filter(Boolean);
}
