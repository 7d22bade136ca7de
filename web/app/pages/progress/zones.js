import { el } from "../../parts/dom.js";
import { explain } from "../../parts/explain.js";
import { chart } from "../../parts/chart.js";
import { band } from "../../parts/chart-band.js";
import { isNew } from "../training.js";

// zones is the zones of the heart rate, as a band for each formula that applies.
export function zones(list) {
  if (list.length === 0) {
    return el("section", { class: "card empty" }, el("h2", {}, "Heart-rate zones"),
      el("p", { class: "soft" }, "They follow from your age. Tell it in your ", el("a", { href: "#/profile" }, "profile"), " or to ", el("a", { href: "#/chat" }, "the coach"), ": “I am 40”."));
  }
  return el("section", { class: "card zones" }, el("h2", {}, "Heart-rate zones"),
    el("p", { class: "soft" }, "How fast your heart beats when you move very lightly (1) up to as hard as you can (5)."),
    list.length > 1 && explain("How sure is that?", `The fastest your heart can beat is estimated from your age. ${list.length === 2 ? "Two" : list.length} formulas apply to you, ${list.map((z) => z.formula).join(" and ")}: the truth is near both. How it feels counts more: in zone 2 you can talk, in zone 4 hardly.`),
    isNew() ? [picture(list[0]), list.length > 1 && el("details", { class: "more-zones" }, el("summary", {}, "By the other formula"), list.slice(1).map(picture))] : list.map(picture));
}

function picture({ formula, method, maximum, zones: of, sources }) {
  const drawn = of.map((z, i) => ({ number: i + 1, from: z.low ?? Math.max(0, z.high - 25), to: of[i + 1]?.low ?? z.high ?? maximum }));
  const words = of.map((z) => [z.name, range(z)]);
  return chart(`By ${formula}`, {
    level: "h3",
    says: `By ${formula}: ${words.map((w) => w.join(" ")).join(", ")} beats per minute. The maximum is ${maximum}.`,
    draw: (width) => band(width, drawn),
    notes: [
      el("ol", { class: "zone-names" }, words.map(([name, beats]) => el("li", {}, el("span", {}, name), el("span", { class: "value" }, beats)))),
      el("p", { class: "soft small" }, `Beats per minute, in ${method}; your maximum is about ${maximum}. ${sources.map((s) => s.title).join(". ")}.`)],
    table: { head: ["Zone", "Beats per minute"], rows: words },
  });
}

function range({ low, high }) {
  if (low === null) return `under ${high}`;
  return high === null ? `${low} or more` : `${low}–${high}`;
}
