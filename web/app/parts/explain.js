import { el } from "./dom.js";

// explain is a question about a word of the trade, which opens its answer: paragraphs of text.
export function explain(question, ...answer) {
  return el("details", { class: "explain" }, el("summary", {}, question), answer.filter(Boolean).map((words) => el("p", {}, words)));
}
