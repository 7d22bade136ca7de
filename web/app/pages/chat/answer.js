import { el } from "../../parts/dom.js";
import { iconButton, waiting } from "../../parts/buttons.js";
import { copyBy } from "../../parts/copy.js";
import { mark } from "../../parts/icons.js";
import { cardsOf } from "./calculation.js";
import { fromMarkdown } from "./markdown.js";
import { ratingOf } from "./rating.js";

// What is said of an answer that is not whole.
const states = {
  stopped: "You stopped this answer.",
  interrupted: "This answer was interrupted. What was written is kept: have it answered again.",
  truncated: "This answer has no end: it grew too long.",
};

const writers = { embedded: "Spotter’s own knowledge", model: "Written by a language model" };

// answerNode shows an answer, whose message may go on growing: paint shows what there is now. again has the question
// answered once more; suggest sends a suggestion.
export function answerNode(message, { again, suggest }) {
  const body = el("div", { class: "prose" });
  const below = el("div", { class: "answer-below" });
  const node = el("article", { class: "answer", "aria-label": "Spotter’s answer" }, el("div", { class: "answer-mark" }, mark()), el("div", { class: "answer-body" }, body, below));
  let shown = message; // one of its variants, or itself
  let last = false;

  function paint() {
    const running = shown.status === "running";
    node.setAttribute("aria-busy", String(running));
    if (shown.text === "" && running) body.replaceChildren(waiting("Spotter is thinking"));
    else body.replaceChildren(fromMarkdown(shown.text));
    const cards = cardsOf(shown.calculations);
    const parts = [cards, sourcesOf(shown.sources)];
    if (!running) parts.push(stateOf(shown.status), ...tools(), last && chips());
    below.replaceChildren(...parts.filter(Boolean));
  }

  function tools() {
    const rating = ratingOf(shown);
    const copy = iconButton("copy", "Copy the answer", () => copyBy(copy, shown.text), "little");
    return [el("div", { class: "answer-tools" }, variants(), copy, ...rating.buttons, iconButton("again", "Answer again", again, "little"),
      el("span", { class: "soft small writer" }, writers[shown.coach] ?? "")), rating.reason];
  }

  function variants() {
    const all = [...message.variants, message];
    if (all.length === 1) return null;
    const at = all.indexOf(shown);
    const to = (step) => () => { shown = all[at + step]; paint(); below.querySelector(".variants").querySelector("button:not(:disabled)").focus(); };
    return el("span", { class: "variants", role: "group", "aria-label": "Answers to this question" },
      iconButton("back", "Answer before", to(-1), "little", { disabled: at === 0 }),
      el("span", { class: "small" }, `${at + 1} of ${all.length}`),
      iconButton("next", "Next answer", to(1), "little", { disabled: at === all.length - 1 }));
  }

  function chips() {
    if (shown.suggestions.length === 0) return null;
    return el("div", { class: "chips", role: "group", "aria-label": "You could ask" },
      shown.suggestions.map((words) => el("button", { type: "button", class: "chip", onclick: () => suggest(words) }, words)));
  }

  return {
    node,
    paint,
    // isLast says whether suggestions belong here: they do to the last answer.
    isLast(now) {
      if (now !== last) {
        last = now;
        paint();
      }
    },
  };
}

function stateOf(status) {
  return states[status] ? el("p", { class: "answer-state" }, states[status]) : null;
}

function sourcesOf(sources) {
  if (sources.length === 0) return null;
  return el("details", { class: "sources" }, el("summary", {}, sources.length === 1 ? "1 source" : `${sources.length} sources`),
    el("ol", {}, sources.map((s) => el("li", {}, s.title))));
}
