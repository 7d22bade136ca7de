import { el } from "../../parts/dom.js";
import { chart } from "../../parts/chart.js";
import { columns } from "../../parts/chart-columns.js";
import { short } from "../../parts/dates.js";

// days is on how many days of each week something was done.
export function days(list) {
  if (list.length === 0) return null;
  const now = list.at(-1).days;
  return el("section", { class: "card" }, chart("Days trained", {
    says: `Days trained a week, of ${list.length} ${list.length === 1 ? "week" : "weeks"}. This week: ${now}.`,
    draw: (width) => columns(width, list.map((w) => ({ value: w.days, name: short(w.week) })), { most: Math.max(4, ...list.map((w) => w.days)) }),
    notes: [el("p", { class: "soft small" }, "By week, which is named by its Monday. The last one still runs.")],
    table: { head: ["Week of", "Days"], rows: list.map((w) => [short(w.week), w.days]) },
  }));
}
