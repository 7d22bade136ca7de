import { weight } from "../../parts/weights.js";
import { isNew } from "../training.js";
import { timeWords } from "../log/outcome.js";

// exercisesOf puts the sets of a workout together by exercise, and equal sets that follow each other into one:
// { name, words: "2 × 8 at 67.5 kg, RPE 8" }.
export function exercisesOf(sets) {
  const exercises = new Map();
  for (const set of sets) {
    const of = exercises.get(set.exercise) ?? { name: set.name, runs: [] };
    const words = setWords(set);
    const last = of.runs.at(-1);
    if (last?.words === words) last.n += 1;
    else of.runs.push({ n: 1, words });
    exercises.set(set.exercise, of);
  }
  return [...exercises.values()].map(({ name, runs }) => ({ name, words: runs.map(({ n, words }) => (n > 1 ? `${n} × ${words}` : words)).join("; ") }));
}

function setWords({ reps, seconds, weight_kg: kilograms, rpe }) {
  const amount = [reps !== null && String(reps), seconds !== null && timeWords(seconds)].filter(Boolean).join(" in ");
  return [amount + (kilograms === null ? "" : ` at ${weight(kilograms)}`), rpe !== null && hardness(reps, rpe)].filter(Boolean).join(", ");
}

// hardness is how hard a set was: to whoever is new to it by what was left.
function hardness(reps, rpe) {
  if (!isNew() || reps === null) return `RPE ${rpe}`;
  return `${10 - rpe} left`;
}
