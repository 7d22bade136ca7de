import { today } from "../../parts/dates.js";
import { field } from "../../parts/field.js";
import { call } from "../../server/api.js";
import { known } from "./known.js";
import { sheet } from "./sheet.js";

// logFree asks for a workout that no plan has asked for.
export async function logFree(done) {
  const date = field("date", "When", { type: "date", value: today(), max: today(), required: true });
  const named = naming();
  sheet("Log a workout", {
    fields: [date], groups: [{}], known: await known().catch(() => new Map()), done,
    check() {
      if (date.value() !== "" && date.value() <= today()) return null;
      date.complain(date.value() === "" ? "Say on which day." : "Choose today or a day before: what is still to come cannot be logged yet.");
      return date.input;
    },
    save(sets, note) {
      const body = { date: date.value(), sets, note };
      return call("POST", "/workouts", { body, headers: { "Idempotency-Key": named(body) } });
    },
  });
}

// naming names requests: the same again where what is sent is the same, so that it is logged once though an answer was lost.
function naming() {
  let last = "";
  let name = "";
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last) name = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    last = text;
    return name;
  };
}
