import { toast } from "../../parts/announce.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";
import { logDay, logExercise } from "../log/day.js";
import { exercisesOf } from "../workouts/words.js";

// To tick something off is to log it, and to take a tick back takes its sets out of the log. Each can be undone, which puts
// back all that was logged with the day before.

// wantsWeight tells whether nobody knows yet with which weight an exercise is done: then a tick asks.
export function wantsWeight(e) {
  return !e.done && e.load_percent !== null && e.load_kg === null;
}

// tickExercise logs an exercise as it was planned.
export async function tickExercise(day, e, view) {
  if (wantsWeight(e)) return logExercise(day, e, view);
  await doing(day, view, async () => {
    const now = await call("POST", address(day, e), { body: {} });
    return [now, `Logged: ${wordsOfSets(now.exercises.find((x) => x.exercise === e.exercise).logged)}.`];
  });
}

// untickExercise takes the sets of an exercise out of the log again.
export async function untickExercise(day, e, view) {
  await doing(day, view, async (before) => {
    await call("DELETE", address(day, e));
    return [without(before, (slug) => slug === e.exercise), `${e.name} is out of your log again.`];
  });
}

// tickDay logs what is left of a day as it was planned.
export async function tickDay(day, view) {
  if (day.exercises.some(wantsWeight)) return logDay(day, view);
  await doing(day, view, async () => {
    const now = await call("POST", address(day), { body: {} });
    return [now, `${day.title} is done, ${now.logged.length} sets are logged. Well done.`];
  });
}

// untickDay takes a day out of the log again.
export async function untickDay(day, view) {
  await doing(day, view, async (before) => {
    await call("DELETE", address(day));
    return [without(before, () => true), `${day.title} is out of your log again.`];
  });
}

// doing has work change a day and shows what it returns, the day and words, with a button that takes it back. work gets the
// day as it is when its turn comes.
function doing(day, view, work) {
  return changing(day, view, async (before) => {
    const [now, words] = await work(before);
    view.put(now);
    offer(words, before, view);
  });
}

// offer tells of a change, with a button that puts a day back to what it was. That holds until the next change.
function offer(words, before, view) {
  if (!view.signal.aborted) view.undo.set(before.date, toast(words, { back: () => putBack(before, view) }));
}

function putBack(before, view) {
  const { done, logged, note } = before;
  return changing(before, view, async () => {
    try {
      view.put(await call("PUT", address(before), { body: { done, sets: again(logged), note } }));
    } catch (error) {
      offer("That is not taken back yet.", before, view);
      throw error;
    }
  });
}

// changing does work when its turn comes, says what went wrong at the day, and renews the week: behind a lost answer nobody
// knows what was done.
export function changing(day, view, work) {
  const { date } = day;
  return view.change(async () => {
    view.wrong(date).say("");
    view.undo.get(date)?.();
    view.undo.delete(date);
    try {
      await work(view.dayOn(date) ?? day);
    } catch (error) {
      const words = [...error.fields?.values() ?? []][0] ?? wordsOf(error);
      if (view.signal.aborted) return void toast(words, { stays: true });
      view.opened.add(date);
      view.paint(); // a box that was ticked is not
      view.wrong(date).say(words);
      return void view.renew(true);
    }
    view.renew();
  });
}

// without is a day with some of its exercises out of the log.
function without(day, gone) {
  const logged = day.logged.filter((set) => !gone(set.exercise));
  return { ...day, done: false, done_at: null, logged, note: logged.length > 0 ? day.note : null,
    exercises: day.exercises.map((e) => (gone(e.exercise) ? { ...e, done: false, logged: [] } : e)) };
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
