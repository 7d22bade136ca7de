import { el } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { weight } from "../../parts/weights.js";

// outcome is what follows from a workout that was logged: what was beaten, and what to do the next time.
export function outcome({ records = [], next = [], sets }, close) {
  return [
    el("h2", {}, records.length > 0 ? "Logged, with a new best" : "Logged"),
    el("p", { class: "soft" }, `${sets.length} ${sets.length === 1 ? "set" : "sets"}. Well done.`),
    records.length > 0 && el("ul", { class: "records new" }, records.map((r) => el("li", {}, el("strong", {}, r.name), el("span", {}, recordWords(r))))),
    next.length > 0 && el("section", { class: "log-next" }, el("h3", {}, "The next time"),
      el("ul", {}, next.map((n) => el("li", {}, el("strong", {}, n.name), el("span", {}, nextWords(n)))))),
    el("div", { class: "actions" }, button("Done", close, "main")),
  ].filter(Boolean);
}

// recordWords is what a record is about.
export function recordWords({ e1rm_kg: maximum, heaviest_kg: heaviest, reps, seconds }) {
  return [
    maximum !== null && `estimated maximum ${weight(maximum)}`,
    heaviest !== null && `heaviest set ${weight(heaviest)}`,
    reps !== null && `${reps} repetitions${heaviest === null ? "" : " without a weight"}`,
    seconds !== null && timeWords(seconds),
  ].filter(Boolean).join(", ");
}

// timeWords is a number of seconds as one says it of a plank or a run: "45 s", "1:30 min".
export function timeWords(seconds) {
  if (seconds % 60 === 0 && seconds > 0) return `${seconds / 60} min`;
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}

const moves = {
  raise: (load) => `go up to ${load}`,
  "add reps": (load, reps) => `${load ? `${load}, and ` : ""}try for ${reps} repetitions`,
  keep: (load, reps) => `${load ? `stay at ${load}` : "the same"}, up to ${reps} repetitions`,
  "take easy": (load, reps) => `take it easy: ${load ? `${load}, ` : ""}${reps} repetitions`,
};

function nextWords({ move, weight_kg: kilograms, reps }) {
  const load = kilograms === null ? "" : weight(kilograms);
  return (moves[move] ?? moves.keep)(load, reps);
}
