import { today } from "../../parts/dates.js";
import { field } from "../../parts/field.js";
import { call } from "../../server/api.js";
import { known } from "./known.js";
import { sheet } from "./sheet.js";

// logFree asks for a workout that no plan has asked for.
export async function logFree(done) {
  const date = field("date", "When", { type: "date", value: today(), max: today() });
  sheet("Log a workout", {
    fields: [date], groups: [{}], known: await known().catch(() => new Map()), done,
    save: (sets, note) => call("POST", "/workouts", { body: { date: date.value(), sets, note } }),
  });
}
