import { weight } from "../../parts/weights.js";

// The numbers of a plan as a coach says them.

// bounds is a range: "8", "8–12".
export function bounds({ low, high }) {
  return low === high ? String(low) : `${low}–${high}`;
}

// dose is sets by repetitions or seconds: "3 × 8", "3 × 30 s each side".
export function dose({ sets, reps, seconds, each_side: eachSide }) {
  const amount = reps ? bounds(reps) : time(seconds);
  return `${sets} × ${amount}${eachSide ? " each side" : ""}`;
}

// rest is a pause in words: "rest 90 s", "rest 2 min"; empty for none.
export function rest(seconds) {
  return seconds.high === 0 ? "" : `rest ${time(seconds)}`;
}

function time({ low, high }) {
  if (low % 60 === 0 && high % 60 === 0) return `${bounds({ low: low / 60, high: high / 60 })} min`;
  return `${bounds({ low, high })} s`;
}

// effort is an RPE by what is left: "stop with 3 left (RPE 7)".
export function effort(rpe, counted) {
  if (rpe === null) return "";
  if (!counted) return `RPE ${rpe}`;
  const left = 10 - rpe;
  const reps = Number.isInteger(left) ? String(left) : `${Math.floor(left)} or ${Math.ceil(left)}`;
  return left === 0 ? "until nothing is left (RPE 10)" : `stop with ${reps} left (RPE ${rpe})`;
}

// load is the weight of an exercise, or how to choose one; empty for an exercise without.
export function load({ load_kg: kilograms, load_percent: percent }) {
  if (kilograms !== null) return weight(kilograms);
  return percent ? `about ${bounds(percent)} % of your best` : "";
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
