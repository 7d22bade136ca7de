import { el } from "../../parts/dom.js";
import { button, iconButton } from "../../parts/buttons.js";
import { toast, trouble } from "../../parts/announce.js";
import { dateOf } from "../../parts/dates.js";
import { dayInWords } from "../../parts/time.js";
import { keepingFocus } from "../../parts/focus.js";
import { unitChoice } from "../../parts/weights.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";
import { logFree } from "../log/free.js";
import { exercisesOf } from "./words.js";

const perPage = 20;
const leaving = new Set(); // the ids of those that are deleted unless that is taken back

// show is what was trained, the latest first.
export async function show({ signal }) {
  const places = el("div", { class: "workouts" });
  const wrong = trouble();
  let items = [];
  let next = null;
  let loads = 0; // of several the last counts
  const load = async (cursor) => {
    const query = new URLSearchParams({ limit: perPage });
    if (cursor) query.set("cursor", cursor);
    const mine = loads += 1;
    const page = await call("GET", `/workouts?${query}`, { signal });
    if (mine !== loads) return;
    wrong.say("");
    items = cursor ? [...items, ...page.items] : page.items;
    next = page.next_cursor;
    paint();
  };
  const more = async () => {
    const first = items.length;
    try {
      await load(next);
      places.querySelectorAll(".workout")[first]?.querySelector("button").focus();
    } catch (error) {
      failed(error);
    }
  };
  const failed = (error) => (signal.aborted ? toast(wordsOf(error), { stays: true }) : wrong.say(wordsOf(error)));
  const paint = () => keepingFocus(places, () => {
    const list = items.filter((w) => !leaving.has(w.id));
    places.replaceChildren(...[
      list.length === 0 ? empty() : el("ol", { class: "workout-list" }, list.map((w) => row(w, () => remove(w, paint, failed)))),
      next && button("Show more", more, "wide"),
      list.length > 0 && unitChoice(paint),
    ].filter(Boolean));
  });
  await load();
  return el("div", { class: "page" },
    el("div", { class: "week-head" }, el("h1", {}, "Workouts"), button("Log a workout", () => logFree(() => load().catch(failed)), "main")), wrong.node, places);
}

function empty() {
  return el("div", { class: "card empty" }, el("p", {}, "Nothing is logged yet."),
    el("p", { class: "soft" }, "Log a workout here, tick off what you did of ", el("a", { href: "#/week" }, "your week"), ", or tell ", el("a", { href: "#/chat" }, "your coach"), ": “bench press 3x8 @ 60 kg”."));
}

function row(workout, bin) {
  const when = dayInWords(dateOf(workout.date));
  const title = when[0].toUpperCase() + when.slice(1);
  return el("li", { class: "workout card" },
    el("div", { class: "workout-head" }, el("h2", {}, title), source(workout),
      iconButton("bin", `Delete the workout of ${when}`, bin, "little")),
    el("ul", {}, exercisesOf(workout.sets).map(({ name, words }) => el("li", {}, el("span", {}, name), el("span", { class: "workout-sets" }, words)))),
    workout.note && el("p", { class: "soft" }, workout.note));
}

function source({ from_message_id: told, planned }) {
  const words = told ? "from the chat" : planned ? "from your week" : "";
  return words && el("span", { class: "soft small" }, words);
}

// remove takes a workout away, at once to see and, unless that is taken back, soon for good.
function remove(workout, paint, failed) {
  leaving.add(workout.id);
  paint();
  const back = () => { leaving.delete(workout.id); paint(); };
  toast(`The workout of ${dayInWords(dateOf(workout.date))} is deleted.`, { back, done: async () => {
    try {
      await call("DELETE", `/workouts/${workout.id}`);
    } catch (error) {
      if (error.status === 404) return;
      back();
      failed(error);
    }
  } });
}
