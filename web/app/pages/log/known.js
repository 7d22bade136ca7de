import { call } from "../../server/api.js";

// known is exercises that can be offered while somebody types: those of the plan and of the log, by their names in small
// letters. The server knows more, and says what it takes a name for.
export async function known() {
  const [plan, log] = await Promise.all([call("GET", "/plan").catch(() => ({ days: [] })), call("GET", "/workouts?limit=20")]);
  const found = new Map();
  const add = ({ exercise: slug, name }, counts) => {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, { slug, name, counts });
  };
  for (const { sets } of log.items) for (const s of sets) add(s, s.reps === null ? "seconds" : "reps");
  for (const { exercises } of plan.days) {
    for (const e of exercises) {
      const counts = e.reps ? "reps" : "seconds";
      for (const one of [e, e.easier, e.harder]) if (one) add(one, counts);
    }
  }
  return found;
}
