import { el } from "../../parts/dom.js";
import { linkButton } from "../../parts/buttons.js";
import { chart } from "../../parts/chart.js";
import { line } from "../../parts/chart-line.js";
import { dateOf, short } from "../../parts/dates.js";
import { explain } from "../../parts/explain.js";
import { select } from "../../parts/field.js";
import { shown, unit, weight } from "../../parts/weights.js";
import { isNew } from "../training.js";

let chosen = ""; // the lift that was looked at last

// lifts is the estimated maximum of one lift over time, and which one.
export function lifts(list) {
  if (list.length === 0) {
    return el("section", { class: "card empty" }, el("h2", {}, "Strength"), el("p", { class: "soft" }, "Log a set with a weight and up to 12 repetitions, and its line begins here."),
      el("p", {}, linkButton("Log a workout", "#/workouts")));
  }
  const place = el("div", {});
  const now = list.find((l) => l.exercise === chosen) ?? list[0];
  const which = select("lift", "Exercise", list.map((l) => [l.exercise, l.name]), { value: now.exercise });
  const paint = () => {
    chosen = which.value();
    place.replaceChildren(picture(list.find((l) => l.exercise === chosen)));
  };
  which.input.addEventListener("change", paint);
  paint();
  return el("section", { class: "card" }, el("h2", {}, "Strength"), el("p", { class: "soft" }, "The most that you could lift once, estimated from your best set of each day."),
    explain("How can that be known?", "The more often you can lift a weight, the more you could lift once: Epley's formula (1985) adds a thirtieth of the weight for each repetition. 10 repetitions with 30 kg are about 40 kg for one.",
      isNew() ? "There is no need to try it out: watch how the line goes on." : "Coaches call it the one-repetition maximum, 1RM. There is no need to try it out: watch how the line goes on."),
    list.length > 1 ? which.node : el("p", {}, el("strong", {}, list[0].name)), place);
}

function picture({ name, points }) {
  const drawn = points.map(({ date, e1rm_kg: maximum }) => ({ at: dateOf(date).getTime(), value: shown(maximum), label: weight(maximum), short: shown(maximum), name: short(date) }));
  return chart("", {
    says: `${name}: ${change(points)}`,
    draw: (width) => line(width, drawn),
    notes: [el("p", {}, change(points))],
    table: { caption: `${name}, estimated maximum`, head: ["Day", `Estimated maximum, ${unit()}`], rows: points.map((p) => [short(p.date), shown(p.e1rm_kg)]) },
  });
}

// change says where a line has gone.
function change(points) {
  const first = points[0].e1rm_kg;
  const last = points.at(-1).e1rm_kg;
  if (points.length === 1) return `${weight(last)} on one day. The next time makes a line of it.`;
  const by = weight(Math.abs(last - first));
  if (shown(last) === shown(first)) return `${weight(last)}, as on ${short(points[0].date)}.`;
  return `${weight(last)}, ${by} ${last > first ? "more" : "less"} than on ${short(points[0].date)}.`;
}
