import { el, newID } from "../../parts/dom.js";
import { button, iconButton } from "../../parts/buttons.js";
import { toast, trouble } from "../../parts/announce.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";

// ratingOf is two thumbs for an answer, and a question why: { buttons, reason }.
export function ratingOf(message) {
  const reason = el("div", { class: "reason", hidden: true });
  const up = iconButton("thumbUp", "Good answer", () => rate("up"), "little");
  const down = iconButton("thumbDown", "Bad answer", () => rate("down"), "little");

  function paint() {
    up.setAttribute("aria-pressed", String(message.rating === "up"));
    down.setAttribute("aria-pressed", String(message.rating === "down"));
  }

  async function rate(rating, words) {
    const before = message.rating;
    message.rating = rating;
    paint();
    try {
      await call("POST", `/messages/${message.id}/feedback`, { body: words ? { rating, reason: words } : { rating } });
      if (words) toast("Thank you.");
      else askWhy(rating);
    } catch (error) {
      message.rating = before;
      paint();
      const wrong = trouble();
      reason.replaceChildren(wrong.node);
      reason.hidden = false;
      wrong.say(wordsOf(error));
    }
  }

  function askWhy(rating) {
    const id = newID("why");
    const input = el("input", { class: "input", id, maxlength: 1000, autocomplete: "off" });
    const done = () => { reason.hidden = true; (rating === "up" ? up : down).focus(); };
    reason.replaceChildren(el("form", {
      onsubmit(event) {
        event.preventDefault();
        const words = input.value.trim();
        done();
        if (words) rate(rating, words);
      },
    }, el("label", { for: id }, rating === "up" ? "What was good about it? You need not say." : "What was wrong with it? You need not say."),
    el("div", { class: "reason-line" }, input, el("button", { class: "button", type: "submit" }, "Send"), button("Close", done, "plain"))));
    reason.hidden = false;
    input.focus();
  }

  paint();
  return { buttons: [up, down], reason };
}
