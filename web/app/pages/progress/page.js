import { el } from "../../parts/dom.js";
import { linkButton } from "../../parts/buttons.js";
import { dateOf } from "../../parts/dates.js";
import { dayInWords } from "../../parts/time.js";
import { keepingFocus } from "../../parts/focus.js";
import { unitChoice } from "../../parts/weights.js";
import { call } from "../../server/api.js";
import { recordWords } from "../log/outcome.js";
import { days } from "./days.js";
import { lifts } from "./lifts.js";
import { muscles } from "./muscles.js";
import { zones } from "./zones.js";

// show is what the log says, in pictures.
export async function show({ signal }) {
  const progress = await call("GET", "/progress", { signal });
  const node = el("div", { class: "page progress" });
  const paint = () => keepingFocus(node, () => node.replaceChildren(el("h1", {}, "Progress"), ...sections(progress), unitChoice(paint)));
  paint();
  return node;
}

function sections(progress) {
  const nothing = progress.records.length === 0;
  return [
    nothing ? empty() : lifts(progress.lifts),
    !nothing && days(progress.days_trained),
    !nothing && muscles(progress.weekly_sets),
    zones(progress.heart_rate_zones),
    !nothing && records(progress.records),
  ].filter(Boolean);
}

function empty() {
  return el("section", { class: "card empty" }, el("h2", {}, "Your curve begins with the first set"),
    el("p", {}, "Log one in ", el("a", { href: "#/chat" }, "the chat"), ": “bench press 3x8 @ 60 kg”. Or tick off an exercise of your week."),
    el("p", {}, linkButton("Open your week", "#/week", "main")));
}

function records(list) {
  return el("section", { class: "card" }, el("h2", {}, "Your best"),
    el("ul", { class: "records" }, list.map((r) => el("li", {}, el("strong", {}, r.name), el("span", {}, recordWords(r)), el("span", { class: "soft small" }, dayInWords(dateOf(r.date)))))));
}
