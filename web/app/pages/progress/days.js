import { el } from "../../parts/dom.js";
import { chart } from "../../parts/chart.js";
import { columns } from "../../parts/chart-columns.js";
import { plusDays, short } from "../../parts/dates.js";

const leastWeeks = 6; // to be seen as the weeks they are

// days is on how many days of each week something was done.
export function days(list) {
  if (list.length === 0) return null;
  const now = list.at(-1).days;
  const before = Array.from({ length: Math.max(0, leastWeeks - list.length) }, (_, i) => ({ value: null, name: short(plusDays(list[0].week, -7 * (i + 1))) })).toReversed();
  return el("section", { class: "card" }, chart("Days trained", {
    says: `Days trained a week, of ${list.length} ${list.length === 1 ? "week" : "weeks"}. This week: ${now}.`,
    draw: (width) => columns(width, [...before, ...list.map((w) => ({ value: w.days, name: short(w.week) }))], { most: Math.max(4, ...list.map((w) => w.days)) }),
    notes: [el("p", { class: "soft small" }, "By week, which is named by its Monday. The last one still runs.")],
    table: { head: ["Week of", "Days"], rows: list.map((w) => [short(w.week), w.days]) },
  }));
}
