import { call } from "../../server/api.js";

let catalogue = null; // it changes with the server alone

// known is the exercises that can be logged, by each of their names in small letters: { slug, name, counts, weighted, last },
// where last is the sets of the last time, if that is not long ago.
export async function known() {
  catalogue ??= call("GET", "/exercises").catch((error) => {
    catalogue = null;
    throw error;
  });
  const [{ items }, log] = await Promise.all([catalogue, call("GET", "/workouts?limit=20")]);
  const bySlug = new Map(items.map((e) => [e.exercise, { slug: e.exercise, name: e.name, counts: e.counted, weighted: e.weighted, last: null }]));
  for (const { sets } of log.items) {
    for (const { exercise } of sets) {
      const of = bySlug.get(exercise);
      if (of && !of.last) of.last = sets.filter((s) => s.exercise === exercise);
    }
  }
  const byName = new Map();
  for (const e of items) for (const name of [e.name, e.exercise, e.exercise.replaceAll("-", " "), ...e.aliases]) byName.set(name.toLowerCase(), bySlug.get(e.exercise));
  return byName;
}
