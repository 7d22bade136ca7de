import { el } from "../../parts/dom.js";
import { toast, trouble } from "../../parts/announce.js";
import { button, iconButton } from "../../parts/buttons.js";
import { copyBy } from "../../parts/copy.js";
import { confirm } from "../../parts/dialog.js";
import { field } from "../../parts/field.js";
import { focusHeading, focusNext } from "../../parts/focus.js";
import { form } from "../../parts/form.js";
import { dayInWords, sinceInWords } from "../../parts/time.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";
import { part } from "../own.js";

// keys are the personal keys: for programs that ask the coach in the name of whoever made them.
export function keys(items) {
  let list = items;
  const place = el("div", {});
  const fresh = el("div", {});
  const wrong = trouble();
  const name = field("name", "What is it for?", { maxlength: 64, required: true, autocomplete: "off", placeholder: "My editor" });
  const make = form([name], "Make a key", async (typed) => {
    const { key, ...made } = await call("POST", "/me/keys", { body: typed });
    make.reset();
    paint([made, ...list]);
    fresh.replaceChildren(shownOnce(made, key, () => { fresh.replaceChildren(); name.input.focus(); }));
    focusHeading(fresh);
  });
  make.classList.add("in-line");
  const paint = (now) => {
    list = now;
    place.replaceChildren(list.length > 0 && el("ul", { class: "rows card" }, list.map((one) => row(one, remove))) || "");
    const shown = fresh.firstChild?.dataset.id;
    if (shown && !list.some((one) => one.id === shown)) fresh.replaceChildren();
  };
  const remove = async (one) => {
    if (!await confirm(`Delete the key “${one.name}”?`, "The program that uses it can ask the coach no more.", "Delete")) return;
    try {
      await call("DELETE", `/me/keys/${one.id}`);
    } catch (error) {
      if (error.status !== 404) return wrong.say(wordsOf(error));
    }
    wrong.say("");
    const at = list.indexOf(one);
    paint(list.filter((other) => other !== one));
    focusNext(place.querySelector("ul"), at, node);
    toast("Deleted. The key opens nothing any more.");
  };
  const node = part("Personal keys", "For a program that speaks OpenAI’s chat completions: it asks your coach with a key instead of your password.",
    fresh, wrong.node, place, el("div", { class: "card" }, make));
  paint(list);
  return { paint, node };
}

function row(one, remove) {
  const used = one.last_used_at ? `Last used ${sinceInWords(new Date(one.last_used_at))}` : "Not used yet";
  return el("li", { class: "row" },
    el("div", { class: "row-words" }, el("p", { class: "row-name" }, one.name),
      el("p", { class: "soft small" }, el("code", {}, one.hint), ` · ${used} · Made ${dayInWords(new Date(one.created_at))}`)),
    iconButton("bin", `Delete the key “${one.name}”`, () => remove(one)));
}

// shownOnce is a key right after it was made. It is in this element and nowhere else.
function shownOnce(made, key, close) {
  const copy = button("Copy the key", () => copyBy(copy, key), "main");
  return el("div", { class: "card fresh-key", "data-id": made.id },
    el("h3", {}, `The key “${made.name}”`),
    el("p", {}, "Copy it now: it is shown this once."),
    el("p", { class: "secret" }, el("code", {}, key)),
    el("div", { class: "actions" }, copy, button("I have it", close, "plain")),
    el("p", { class: "soft small" }, "Any OpenAI client takes it, in OPENAI_API_KEY for one, with this address as its base URL (OPENAI_BASE_URL):"),
    el("p", { class: "secret" }, el("code", {}, `${location.origin}/v1`)));
}
