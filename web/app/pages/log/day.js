import { el } from "../../parts/dom.js";
import { long } from "../../parts/dates.js";
import { call } from "../../server/api.js";
import { sheet } from "./sheet.js";

// logDay asks for the sets of a day of the plan. What it asks for, or what is logged with it already, is filled in.
export function logDay(day, view) {
  sheet(`Log ${day.title}`, {
    date: dateLine(day), words: day.logged.length > 0 ? "What you log here takes the place of what is logged with this day." : "Filled in as planned: change what was different.",
    groups: [...day.exercises.map(groupOf), ...besides(day)], note: day.note,
    ...saving(day, view, (sets, note) => call("POST", `/plan/days/${day.date}/done`, { body: { sets, note } }), ({ workout }) => workout),
  });
}

// logExercise asks for the sets of one exercise of a day.
export function logExercise(day, e, view) {
  sheet(`Log ${e.name}`, {
    date: dateLine(day), words: e.load_percent && e.load_kg === null && !e.done ? "Which weight did you take? From now on it is known." : "",
    groups: [{ ...groupOf(e), open: true }], note: null, alone: true,
    ...saving(day, view, (sets) => call("POST", `/plan/days/${day.date}/exercises/${e.exercise}/done`, { body: { sets } }), ({ workout }) => {
      const mine = (list) => list.filter((x) => x.exercise === e.exercise);
      return { sets: mine(workout.sets), next: mine(workout.next), records: mine(workout.records) };
    }),
  });
}

// saving is how a sheet sends what it has to send, in its turn, and shows the day when it closes. What could be undone of the
// day before cannot any more: it would take away what is logged now.
function saving({ date }, view, send, outcome) {
  let ticked = null;
  return {
    save: (sets, note) => view.change(async () => {
      ticked = await send(sets, note);
      view.undo.get(date)?.();
      view.undo.delete(date);
      return outcome(ticked);
    }),
    done() {
      view.wrong(date).say("");
      view.put(ticked);
      view.renew();
    },
  };
}

// besides are the exercises that are logged with a day and that it does not ask for.
function besides(day) {
  const slugs = new Set(day.logged.map((set) => set.exercise).filter((slug) => day.exercises.every((e) => e.exercise !== slug)));
  return [...slugs].map((exercise) => {
    const all = day.logged.filter((set) => set.exercise === exercise);
    const sets = all.map(amounts);
    return { exercise, name: all[0].name, counts: all[0].reps === null ? "seconds" : "reps", heavy: sets.some((s) => s.weight_kg), sets, open: false };
  });
}

function dateLine(day) {
  return el("p", { class: "log-date" }, "For ", el("strong", {}, long(day.date)), el("span", { class: "soft small" }, " On another day? Log it in ", el("a", { href: "#/workouts" }, "Workouts"), " with its date."));
}

function groupOf(e) {
  const planned = { [e.reps ? "reps" : "seconds"]: (e.reps ?? e.seconds).low, weight_kg: e.load_kg };
  const weighted = e.load_percent !== null;
  const sets = e.done ? e.logged.map(amounts) : Array.from({ length: e.sets }, () => planned);
  return { exercise: e.exercise, name: e.name, counts: e.counted, weighted, heavy: weighted || e.weighted || sets.some((s) => s.weight_kg), sets, open: weighted && !e.done && e.load_kg === null };
}

function amounts({ reps, seconds, weight_kg: kg, rpe }) {
  return { reps, seconds, weight_kg: kg, rpe };
}
