import { el } from "../../parts/dom.js";
import { tableOf } from "../../parts/chart.js";
import { spark } from "../../parts/chart-columns.js";
import { mondayOf, plusDays, short, today } from "../../parts/dates.js";

const leastWeeks = 6; // in a row, so that a column is one of several

// muscles is how many sets each group of muscles had in each week: a row of small columns for each, all on one scale.
export function muscles(list) {
  if (list.length === 0) return null;
  const weeks = weeksOf(list);
  const names = [...new Set(list.map((m) => m.muscle))];
  const rows = names.map((muscle) => ({ muscle, sets: weeks.map((week) => list.find((m) => m.week === week && m.muscle === muscle)?.sets ?? 0) }))
    .toSorted((a, b) => sum(b.sets) - sum(a.sets));
  const most = Math.max(...list.map((m) => m.sets));
  return el("section", { class: "card" }, el("h2", {}, "Sets by muscle"),
    el("p", { class: "soft" }, `A set counts one for the muscle that leads and half for one that helps. Each column is a week, the last one this week; the number is this week's.`),
    el("ul", { class: "muscles", "aria-hidden": "true" }, rows.map(({ muscle, sets }) =>
      el("li", {}, el("span", { class: "muscle" }, wordOf(muscle)), el("span", { class: "spark" }, spark([...Array(Math.max(0, leastWeeks - sets.length)).fill(0), ...sets], most)), el("span", { class: "muscle-now" }, sets.at(-1))))),
    tableOf("Sets by muscle and week", { head: ["Muscle", ...weeks.map(short)], rows: rows.map(({ muscle, sets }) => [wordOf(muscle), ...sets]) }));
}

// weeksOf are the weeks from the first that has something to this one, without a gap.
function weeksOf(list) {
  const weeks = [list[0].week];
  const last = mondayOf(today());
  while (weeks.at(-1) < last && weeks.length < 12) weeks.push(plusDays(weeks.at(-1), 7));
  for (const { week } of list) if (!weeks.includes(week)) weeks.push(week);
  return weeks.toSorted();
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

function wordOf(muscle) {
  const words = muscle.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}
