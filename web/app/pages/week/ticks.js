import { announce, toast } from "../../parts/announce.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";
import { logDay, logExercise } from "../log/day.js";
import { exercisesOf } from "../workouts/words.js";

// To tick something off is to log it, and to take a tick back takes its sets out of the log. Each can be undone.

// wantsWeight tells whether nobody knows yet with which weight an exercise is done: then a tick asks.
export function wantsWeight(e) {
  return !e.done && e.load_percent !== null && e.load_kg === null;
}

// tickExercise logs an exercise as it was planned.
export async function tickExercise(day, e, view) {
  if (wantsWeight(e)) return logExercise(day, e, () => renew(view));
  await doing(view, async () => {
    const ticked = await call("POST", address(day, e), { body: {} });
    return [`Logged: ${wordsOfSets(ticked.exercises.find((x) => x.exercise === e.exercise).logged)}.`, () => call("DELETE", address(day, e))];
  });
}

// untickExercise takes the sets of an exercise out of the log again.
export async function untickExercise(day, e, view) {
  await doing(view, async () => {
    await call("DELETE", address(day, e));
    return [`${e.name} is out of your log again.`, () => call("POST", address(day, e), { body: { sets: again(e.logged) } })];
  });
}

// tickDay logs what is left of a day as it was planned.
export async function tickDay(day, view) {
  if (day.exercises.some(wantsWeight)) return logDay(day, () => renew(view));
  await doing(view, async () => {
    const { workout } = await call("POST", address(day), { body: {} });
    return [`${day.title} is done, ${workout?.sets.length ?? 0} sets are logged. Well done.`, () => restore(day)];
  });
}

// untickDay takes a day out of the log again.
export async function untickDay(day, view) {
  await doing(view, async () => {
    await call("DELETE", address(day));
    return [`${day.title} is out of your log again.`, () => restore(day)];
  });
}

// restore makes a day what it was.
async function restore(day) {
  const sets = day.exercises.flatMap((e) => again(e.logged));
  await call("DELETE", address(day));
  if (day.done) return call("POST", address(day), { body: { sets, note: day.note } });
  for (const e of day.exercises) if (e.done) await call("POST", address(day, e), { body: { sets: again(e.logged) } });
}

async function doing(view, work) {
  try {
    const [words, back] = await work();
    await renew(view);
    toast(words, { back: async () => {
      try {
        await back();
        await renew(view);
      } catch (error) {
        toast(wordsOf(error));
      }
    } });
  } catch (error) {
    view.paint(view.plan); // a box that was ticked is not
    toast([...error.fields?.values() ?? []][0] ?? wordsOf(error));
  }
}

// renew shows the plan as the server has it now: what was logged moves the loads.
async function renew(view) {
  await view.renew();
  announce("The week is up to date.");
}

function address(day, e) {
  return `/plan/days/${day.date}${e ? `/exercises/${e.exercise}` : ""}/done`;
}

function again(logged) {
  return logged.map(({ name, ...set }) => set);
}

// wordsOfSets is sets in words: "Goblet squat, 3 × 10 at 16 kg".
export function wordsOfSets(sets) {
  return exercisesOf(sets).map(({ name, words }) => `${name}, ${words}`).join("; ");
}
