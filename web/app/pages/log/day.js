import { dateOf } from "../../parts/dates.js";
import { call } from "../../server/api.js";
import { dayInWords } from "../../parts/time.js";
import { dose } from "../week/words.js";
import { known } from "./known.js";
import { sheet } from "./sheet.js";

// logDay asks for the sets of a day of the plan, with those that it asks for filled in. Stretches are not counted.
export async function logDay(day, done) {
  sheet(`Log ${day.title}`, {
    words: day.done ? "What you log now takes the place of what you have logged for this day." : `For ${dayInWords(dateOf(day.date))}. Change what was different, and leave out what you left out.`,
    groups: day.exercises.filter((e) => e.pattern !== "mobility").map(groupOf),
    known: await known().catch(() => new Map()), done,
    async save(sets, note) {
      const { workout } = await call("POST", `/plan/days/${day.date}/done`, { body: { sets, note } });
      return workout;
    },
  });
}

function groupOf(e) {
  const counts = e.reps ? "reps" : "seconds";
  const set = { [counts]: e[counts].low, weight_kg: e.load_kg };
  return { exercise: e.exercise, name: e.name, asks: dose(e) + (e.effort ? `, RPE ${e.effort}` : ""), counts, weighted: e.load_percent !== null, sets: Array.from({ length: e.sets }, () => set) };
}
