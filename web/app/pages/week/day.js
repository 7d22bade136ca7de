import { el, newID } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { toast } from "../../parts/announce.js";
import { long, today, weekday } from "../../parts/dates.js";
import { icon } from "../../parts/icons.js";
import { dayInWords } from "../../parts/time.js";
import { call } from "../../server/api.js";
import { logDay } from "../log/day.js";
import { exercisesOf } from "../workouts/words.js";
import { wordsOfTheWeek } from "./explained.js";
import { changing, tickDay, tickExercise, untickDay, untickExercise } from "./ticks.js";
import { dose, facts } from "./words.js";

// dayCard is a day to train on, which opens. view has the plan and paints it anew. A day that is still to come can be
// looked at, and not ticked off.
export function dayCard(day, view) {
  const id = newID("day");
  const head = el("summary", {},
    el("span", { class: "day-when" }, weekday(day.date), day.date === today() && el("span", { class: "tag" }, "Today")),
    el("h2", { id }, day.title), el("span", { class: "day-state" }, state(day)));
  const node = el("details", { class: `plan-day card ${day.done ? "done" : ""}`, open: view.opened.has(day.date), "data-date": day.date }, head,
    el("div", { class: "day-body" }, day.warm_up > 0 && !day.done && el("p", { class: "soft" }, `Begin with ${day.warm_up} minutes of moving easily until you are warm.`),
      el("ol", { class: "exercises", "aria-labelledby": id }, day.exercises.map((e) => exercise(e, day, view))),
      besides(day), wordsOfTheWeek(), view.wrong(day.date).node, foot(day, view)));
  node.addEventListener("toggle", () => { view.opened[node.open ? "add" : "delete"](day.date); });
  return el("li", {}, node);
}

function state(day) {
  if (day.done) return [icon("check"), "Done"];
  const done = day.exercises.filter((e) => e.done).length;
  return done > 0 ? `${done} of ${day.exercises.length}` : `${day.minutes} min`;
}

function exercise(e, day, view) {
  const isToCome = day.date > today();
  const more = e.done ? [] : facts(e);
  return el("li", { class: `exercise ${isToCome ? "" : "tickable"} ${e.done ? "done" : ""}`, "data-exercise": e.exercise },
    !isToCome && tickBox(e, day, view),
    el("h3", {}, e.name), el("p", { class: "dose" }, dose(e)),
    e.done && el("p", { class: "facts" }, `Logged: ${exercisesOf(e.logged)[0].words}`),
    more.length > 0 && el("p", { class: "facts" }, more.join(" · ")),
    !e.done && el("p", { class: "cue" }, e.cue),
    !e.done && (e.easier || e.harder) && el("p", { class: "swaps" }, swapButton("easier", e, day, view), swapButton("harder", e, day, view)));
}

// besides is what is logged with a day that does not ask for it.
function besides(day) {
  const more = exercisesOf(day.logged.filter((set) => day.exercises.every((e) => e.exercise !== set.exercise)));
  return more.length > 0 && el("p", { class: "facts" }, `Logged besides: ${more.map(({ name, words }) => `${name}, ${words}`).join("; ")}`);
}

function tickBox(e, day, view) {
  return el("label", { class: "tick" }, el("input", {
    type: "checkbox", checked: e.done, value: `${day.date} ${e.exercise}`, "aria-label": `${e.name} is done`,
    onchange: ({ target }) => (target.checked ? tickExercise(day, e, view).then(() => { target.checked = e.done; }) : untickExercise(day, e, view)),
  }));
}

function swapButton(which, e, day, view) {
  const other = e[which];
  if (!other) return null;
  return el("button", { type: "button", class: "swap", onclick: () => swap(e, other, day, view) },
    icon("swap"), el("span", {}, `${which === "easier" ? "Easier" : "Harder"}: ${other.name}`), el("span", { class: "unseen" }, ` in place of ${e.name}`));
}

// swap puts another exercise in the place of one, and offers to take that back.
async function swap(e, other, day, view) {
  const put = (from, to) => changing(day, view, async () => {
    view.paint(await call("PUT", "/plan", { body: { swap: { date: day.date, exercise: from, for: to } } }));
    focusOn(day.date, to);
    if (to !== e.exercise) toast(`${other.name} in place of ${e.name}.`, { back: () => put(to, from) });
  });
  await put(e.exercise, other.exercise);
}

function focusOn(date, slug) {
  document.querySelector(`[data-date="${date}"] [data-exercise="${slug}"] button`)?.focus();
}

function foot(day, view) {
  if (day.date > today()) return el("p", { class: "soft day-foot" }, `This is for ${long(day.date)}. You can look around here and swap exercises; tick it off on the day.`);
  const sheet = (words) => button(words, () => logDay(day, view), "plain");
  if (!day.done) return el("div", { class: "day-foot" }, button("All done as planned", () => tickDay(day, view), "main"), sheet("Something was different"));
  return el("div", { class: "day-foot" }, el("p", { class: "soft" }, `Ticked off ${dayInWords(new Date(day.done_at))}, and in your log.`),
    sheet("Change what is logged"), button("Not done after all", () => untickDay(day, view), "plain"));
}
