import { el } from "../../parts/dom.js";
import { button, linkButton } from "../../parts/buttons.js";
import { mondayOf, plusDays, today, weekday } from "../../parts/dates.js";
import { unitChoice } from "../../parts/weights.js";
import { wordsOf } from "../../server/words.js";
import { changePlan } from "./change.js";
import { changedNotice } from "./changed.js";
import { dayCard } from "./day.js";
import { progression } from "./progression.js";
import { weekView } from "./view.js";
import { goal, plural } from "./words.js";

// show is the week that the coach has planned.
export async function show({ signal }) {
  const node = el("div", { class: "page week" });
  const view = weekView(node, signal, (now) => paint(node, now));
  try {
    view.paint(await view.load());
  } catch (error) {
    if (error.code !== "no_plan") throw error;
    node.replaceChildren(el("h1", {}, "Your week"), el("p", {}, wordsOf(error)),
      el("p", {}, button("Change the plan", () => changePlan(null, view), "main")));
  }
  // Another device may have gone on meanwhile, or the day may have ended.
  document.addEventListener("visibilitychange", () => { if (!document.hidden && view.plan) view.renew(true); }, { signal });
  return node;
}

// paint shows the plan. What was open stays open.
function paint(node, view) {
  const { plan } = view;
  const now = today();
  const { days } = plan;
  const next = days.find((d) => d.date >= now && !d.done);
  view.opened ??= new Set(next ? [next.date] : []);
  const monday = mondayOf(days[0].date);
  const week = [0, 1, 2, 3, 4, 5, 6].map((n) => plusDays(monday, n));
  node.replaceChildren(...[
    el("div", { class: "week-head" }, el("h1", {}, "Your week"), button("Change the plan", () => changePlan(plan, view))),
    view.wrong().node,
    plan.changed && changedNotice(plan.changed, () => { view.paint({ ...view.plan, changed: null }); view.renew(true); }),
    el("p", { class: "soft" }, [goal(plan.goal), `${plural(plan.days_per_week, "day")} a week`, `up to ${plan.minutes} minutes`].join(" · ")),
    progression(plan),
    el("p", { class: "week-now" }, nowWords(plan, next, now)),
    el("ol", { class: "days", "aria-label": "The days of the week" }, rows(week, plan, view)),
    plan.notes.length > 0 && el("section", { class: "week-notes" }, el("h2", {}, "Beside the lifting"), el("ul", {}, plan.notes.map((n) => el("li", {}, n)))),
    el("div", { class: "week-foot" }, unitChoice(() => view.paint()), linkButton("Log something else", "#/workouts")),
    el("details", { class: "week-sources" }, el("summary", {}, "Where this comes from"), el("ul", {}, plan.sources.map((s) => el("li", {}, s.title)))),
  ].filter(Boolean));
}

// nowWords says what is today.
function nowWords({ days }, next, now) {
  const due = days.find((d) => d.date === now);
  if (due?.done) return ["Today is done. ", next ? `Next is ${next.title}, on ${weekday(next.date)}.` : "The rest of the week is rest."];
  if (due) return `Today is ${due.title}.`;
  if (days[0].date > plusDays(now, 6) || mondayOf(days[0].date) > now) return `Your plan begins on ${weekday(days[0].date)}. Until then, rest, or walk.`;
  if (next) return `Today you rest: that is when you grow stronger. Next is ${next.title}, on ${weekday(next.date)}.`;
  return days.every((d) => d.done) ? "All of this week is done. Rest well." : "The week is nearly over. What you have done counts, what you have not is no debt.";
}

// rows are the days in their order; days of rest that follow each other share a row.
function rows(week, plan, view) {
  const all = [];
  let free = [];
  const rest = () => {
    if (free.length > 0) all.push(el("li", { class: "rest-day" }, el("span", {}, free.map(weekday).join(", ")), el("span", { class: "soft" }, "Rest")));
    free = [];
  };
  for (const date of week) {
    const day = plan.days.find((d) => d.date === date);
    if (!day) free.push(date);
    else {
      rest();
      all.push(dayCard(day, view));
    }
  }
  rest();
  return all;
}
