import { el, newID } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { announce, toast } from "../../parts/announce.js";
import { loggable, today, weekday } from "../../parts/dates.js";
import { icon } from "../../parts/icons.js";
import { dayInWords } from "../../parts/time.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";
import { logDay } from "../log/day.js";
import { dose, effort, load, rest } from "./words.js";

// dayCard is a day to train on, which opens. view has the plan and paints it anew.
export function dayCard(day, view) {
  const id = newID("day");
  const head = el("summary", {},
    el("span", { class: "day-when" }, weekday(day.date), day.date === today() && el("span", { class: "tag" }, "Today")),
    el("h2", { id }, day.title),
    el("span", { class: "day-state" }, day.done ? [icon("check"), "Done"] : `${day.minutes} min`));
  const node = el("details", { class: `plan-day card ${day.done ? "done" : ""}`, open: view.opened.has(day.date), "data-date": day.date }, head,
    el("div", { class: "day-body" }, day.warm_up > 0 && el("p", { class: "soft" }, `Begin with ${day.warm_up} minutes of moving easily until you are warm.`),
      el("ol", { class: "exercises", "aria-labelledby": id }, day.exercises.map((e) => exercise(e, day, view))),
      foot(day, view)));
  node.addEventListener("toggle", () => { view.opened[node.open ? "add" : "delete"](day.date); });
  return el("li", {}, node);
}

function exercise(e, day, view) {
  const facts = [load(e), effort(e.effort, e.reps !== null), rest(e.rest_seconds)].filter(Boolean);
  return el("li", { class: "exercise", "data-exercise": e.exercise },
    el("h3", {}, e.name), el("p", { class: "dose" }, dose(e)),
    facts.length > 0 && el("p", { class: "facts" }, facts.join(" · ")),
    el("p", { class: "cue" }, e.cue),
    (e.easier || e.harder) && el("p", { class: "swaps" }, swapButton("easier", e, day, view), swapButton("harder", e, day, view)));
}

function swapButton(which, e, day, view) {
  const other = e[which];
  if (!other) return null;
  return el("button", { type: "button", class: "swap", onclick: () => swap(e, other, day, view) },
    icon("swap"), el("span", {}, `${which === "easier" ? "Easier" : "Harder"}: ${other.name}`), el("span", { class: "unseen" }, ` in place of ${e.name}`));
}

// swap puts another exercise in the place of one, and offers to take that back.
async function swap(e, other, day, view) {
  if (!await put(view, { date: day.date, exercise: e.exercise, for: other.exercise })) return;
  focusOn(day.date, other.exercise);
  toast(`${other.name} in place of ${e.name}.`, { back: async () => {
    if (await put(view, { date: day.date, exercise: other.exercise, for: e.exercise })) focusOn(day.date, e.exercise);
  } });
}

async function put(view, wish) {
  try {
    view.paint(await call("PUT", "/plan", { body: { swap: wish } }));
    return true;
  } catch (error) {
    toast([...error.fields?.values() ?? []][0] ?? wordsOf(error));
    return false;
  }
}

function focusOn(date, slug) {
  document.querySelector(`[data-date="${date}"] [data-exercise="${slug}"] button`)?.focus();
}

function foot(day, view) {
  const log = loggable(day.date) && button(day.done ? "Log it anew" : "Log the sets", () => logDay(day, () => renew(view)), day.done ? "" : "main");
  const tick = !day.done && button("Just tick it off", () => tickOff(day, view), loggable(day.date) ? "plain" : "");
  const said = day.done && el("p", { class: "soft" }, `Ticked off ${dayInWords(new Date(day.done_at))}.`);
  return el("div", { class: "day-foot" }, said, log, tick);
}

async function tickOff(day, view) {
  try {
    await call("POST", `/plan/days/${day.date}/done`, { body: {} });
    await renew(view);
    toast(`${day.title} is done. Well done.`);
  } catch (error) {
    toast(wordsOf(error));
  }
}

// renew shows the plan as the server has it now: what was logged moves the loads.
async function renew(view) {
  view.paint(await call("GET", "/plan"));
  announce("The week is up to date.");
}
