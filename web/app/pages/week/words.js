import { weight } from "../../parts/weights.js";
import { isNew } from "../training.js";

// The numbers of a plan as a coach says them.

// bounds is a range: "8", "8–12".
export function bounds({ low, high }) {
  return low === high ? String(low) : `${low}–${high}`;
}

// dose is sets by repetitions or seconds: "3 × 8", "3 × 30 s".
export function dose({ sets, reps, seconds }) {
  return `${sets} × ${reps ? bounds(reps) : time(seconds)}`;
}

// rest is a pause in words: "rest 90 s", "rest 2 min"; empty for none.
export function rest(seconds) {
  return seconds.high === 0 ? "" : `rest ${time(seconds)}`;
}

function time({ low, high }) {
  if (low % 60 === 0 && high % 60 === 0) return `${bounds({ low: low / 60, high: high / 60 })} min`;
  return `${bounds({ low, high })} s`;
}

// effort is how hard a set is, by what is left: "leave 3 repetitions in reserve"; to whoever is not new with the number
// of coaches behind, "(RPE 7)".
export function effort(rpe, counted) {
  if (rpe === null) return "";
  const number = isNew() ? "" : ` (RPE ${rpe})`;
  if (!counted) return `${hardness.find(([least]) => rpe >= least)[1]}${number}`;
  return `${reserve(rpe)}${number}`;
}

const hardness = [[9, "very hard"], [8, "hard"], [6.5, "somewhat hard"], [0, "easy"]];

function reserve(rpe) {
  const left = 10 - rpe;
  if (left === 0) return "until no repetition is left";
  const words = Number.isInteger(left) ? String(left) : `${Math.floor(left)} or ${Math.ceil(left)}`;
  return `leave ${words} ${left === 1 ? "repetition" : "repetitions"} in reserve`;
}

// facts are what there is to know of an exercise of the plan beside its dose: the weight, how hard, the rest.
export function facts(e) {
  const hard = effort(e.effort, e.reps !== null);
  const others = [e.each_side && "each side", rest(e.rest_seconds)];
  const asksWeight = e.load_kg === null && e.load_percent !== null;
  if (asksWeight && isNew()) return [hard.replace(/^leave /, "choose a weight that leaves "), ...others].filter(Boolean);
  const load = asksWeight ? `about ${bounds(e.load_percent)} % of the most you can lift once (1RM)` : e.load_kg !== null && weight(e.load_kg);
  return [load, hard, ...others].filter(Boolean);
}

const goals = { strength: "Get stronger", muscle: "Build muscle", fat_loss: "Lose fat", endurance: "Last longer", health: "Stay healthy" };

// goal is what a plan is for.
export function goal(name) {
  return goals[name] ?? name;
}

// plural is a number with its word: "1 day", "3 days".
export function plural(n, word) {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}
