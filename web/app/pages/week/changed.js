import { el, newID } from "../../parts/dom.js";
import { trouble } from "../../parts/announce.js";
import { button } from "../../parts/buttons.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";

// changedNotice says why the week is another one than before, and what is different, until somebody has read it.
export function changedNotice({ because, what }, known) {
  const id = newID("changed");
  const wrong = trouble();
  const why = because.length > 0 ? `because ${because.join(", and ")}` : "because Spotter has learned to plan better";
  return el("section", { class: "notice week-changed", "aria-labelledby": id },
    el("h2", { id }, `Your week was made anew ${why}.`),
    el("details", { open: what.length < 4 }, el("summary", {}, "Changed:"), el("ul", {}, what.map((words) => el("li", {}, words)))),
    el("p", {}, "What you have logged stays as it is."),
    button("I have seen it", async () => {
      wrong.say("");
      try {
        await call("DELETE", "/plan/change");
        known();
      } catch (error) {
        wrong.say(wordsOf(error));
      }
    }), wrong.node);
}
