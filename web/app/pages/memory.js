import { el } from "../parts/dom.js";
import { toast, trouble } from "../parts/announce.js";
import { iconButton, linkButton } from "../parts/buttons.js";
import { confirm } from "../parts/dialog.js";
import { focusNext } from "../parts/focus.js";
import { icon } from "../parts/icons.js";
import { momentInWords } from "../parts/time.js";
import { call } from "../server/api.js";
import { wordsOf } from "../server/words.js";
import { ownPage } from "./own.js";

// show is what the coach remembers from conversations.
export async function show({ signal }) {
  const [{ items }, { items: latest }] = await Promise.all([call("GET", "/me/memory", { signal }), call("GET", "/conversations?limit=100", { signal })]);
  const titles = new Map(latest.map(({ id, title }) => [id, title]));
  const place = el("div", {});
  const wrong = trouble();
  const paint = () => place.replaceChildren(items.length === 0 ? nothing() : el("ul", { class: "rows card" }, items.map((fact) => row(fact, titles, forget))));
  const forget = async (fact) => {
    if (!await confirm("Forget this?", `“${fact.text}” No conversation will know it any more, until you say it again.`, "Forget")) return;
    try {
      await call("DELETE", `/me/memory/${fact.id}`);
    } catch (error) {
      if (error.status !== 404) return wrong.say(wordsOf(error));
    }
    wrong.say("");
    const at = items.indexOf(fact);
    items.splice(at, 1);
    paint();
    focusNext(place.querySelector("ul"), at, content);
    toast("Forgotten.");
  };
  const content = ownPage("memory", "What the coach remembers",
    el("p", { class: "soft" }, "You said it once, and it holds in every conversation. Only facts like these are kept, not your words. What you say later takes the place of what you said before."), wrong.node, place);
  paint();
  return content;
}

function row(fact, titles, forget) {
  const from = fact.from_conversation_id;
  const said = momentInWords(new Date(fact.created_at));
  return el("li", { class: "row" },
    el("div", { class: "row-words" }, el("p", { class: "row-name" }, fact.text),
      el("p", { class: "soft small" }, `Said ${said}${from ? ", in " : ""}`, from && el("a", { href: `#/chat/${from}` }, titles.get(from) ?? "a conversation"))),
    iconButton("bin", `Forget: ${fact.text}`, () => forget(fact)));
}

function nothing() {
  return el("div", { class: "card nothing" }, icon("heart"),
    el("p", { class: "row-name" }, "Nothing yet"),
    el("p", { class: "soft" }, "Tell the coach “I have a kettlebell” or “my left knee hurts”, and it will be here."),
    linkButton("Talk to the coach", "#/chat", "main"));
}
