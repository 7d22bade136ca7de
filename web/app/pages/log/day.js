import { el } from "../../parts/dom.js";
import { long } from "../../parts/dates.js";
import { call } from "../../server/api.js";
import { sheet } from "./sheet.js";

// logDay asks for the sets of a day of the plan. What it asks for, or what is logged of it already, is filled in.
export function logDay(day, done) {
  sheet(`Log ${day.title}`, {
    date: dateLine(day), words: day.exercises.some((e) => e.done) ? "What you log here takes the place of what is logged with this day." : "Filled in as planned: change what was different.",
    groups: day.exercises.map(groupOf), note: day.note, done,
    async save(sets, note) {
      const { workout } = await call("POST", `/plan/days/${day.date}/done`, { body: { sets, note } });
      return workout;
    },
  });
}

// logExercise asks for the sets of one exercise of a day.
export function logExercise(day, e, done) {
  sheet(`Log ${e.name}`, {
    date: dateLine(day), words: e.load_percent && e.load_kg === null && !e.done ? "Which weight did you take? From now on it is known." : "",
    groups: [{ ...groupOf(e), open: true }], note: null, alone: true, done,
    async save(sets) {
      const { workout } = await call("POST", `/plan/days/${day.date}/exercises/${e.exercise}/done`, { body: { sets } });
      const mine = (list) => list.filter((x) => x.exercise === e.exercise);
      return { sets: mine(workout.sets), next: mine(workout.next), records: mine(workout.records) };
    },
  });
}

function dateLine(day) {
  return el("p", { class: "log-date" }, "For ", el("strong", {}, long(day.date)), el("span", { class: "soft small" }, " On another day? Log it in ", el("a", { href: "#/workouts" }, "Workouts"), " with its date."));
}

function groupOf(e) {
  const planned = { [e.reps ? "reps" : "seconds"]: (e.reps ?? e.seconds).low, weight_kg: e.load_kg };
  const logged = e.logged.map(({ reps, seconds, weight_kg: kg, rpe }) => ({ reps, seconds, weight_kg: kg, rpe }));
  const weighted = e.load_percent !== null;
  const sets = e.done ? logged : Array.from({ length: e.sets }, () => planned);
  return { exercise: e.exercise, name: e.name, counts: e.counted, weighted, heavy: weighted || e.weighted || sets.some((s) => s.weight_kg), sets, open: weighted && !e.done && e.load_kg === null };
}
