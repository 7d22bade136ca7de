import { el } from "../../parts/dom.js";
import { plural } from "./words.js";

// progression is the weeks of the cycle in a row, with the one that it is.
export function progression(plan) {
  const weeks = plan.progression.map(({ week, easy, sets }) => {
    const now = week === plan.week;
    return el("li", { class: "cycle-week", "aria-current": now && "step" },
      el("span", { class: "cycle-name" }, `Week ${week}`), el("span", {}, plural(sets, "set")),
      el("span", { class: "cycle-mark" }, [now && "now", (easy || now && plan.easy_week) && "easy"].filter(Boolean).join(", ")));
  });
  return el("section", { class: "cycle", "aria-label": "The weeks of the plan" },
    el("ol", { class: "cycle-weeks" }, weeks),
    plan.easy_week && el("p", { class: "notice" }, "This is an easy week: fewer sets and lighter weights, so that you come back stronger."),
    el("details", {}, el("summary", {}, "What each week asks for"),
      el("ol", { class: "cycle-words" }, plan.progression.map(({ what }) => el("li", {}, what)))));
}
