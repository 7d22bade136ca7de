import { el } from "../../parts/dom.js";
import { iconButton } from "../../parts/buttons.js";
import { mark } from "../../parts/icons.js";
import { call } from "../../server/api.js";
import { session } from "../../server/session.js";
import { wordsOf } from "../../server/words.js";
import { go, stay } from "../../router.js";
import { closeDrawer, fillBar, fillSide, rename } from "../../shell.js";
import { composer } from "./composer.js";
import { endButton } from "./follower.js";
import { listFor, opened } from "./list.js";
import { openersFor } from "./openers.js";

// show is a conversation with the coach: the one that the address names, or a new one. What shows answers is a third of all
// that the app loads: who is greeted does not wait for it.
export async function show({ parts: [id = ""], signal }) {
  const place = el("div", { class: "chat-place" });
  const heading = el("h1", { class: "unseen" });
  let hello = "";
  let talk = null;
  const begin = async () => {
    const { thread } = await import("./thread.js");
    talk ??= thread({ signal, busy: (now) => write.busy(now), refused, changed });
  };
  const refused = (text, why) => {
    if (talk.empty) place.replaceChildren(hello);
    if (text) write.giveBack(text, why);
    else write.say(why);
  };
  const changed = (now, title) => {
    opened(now);
    if (now === id) return;
    id = now;
    write.moved(id);
    stay(`#/chat/${id}`);
    if (title) rename(title.slice(0, 60));
  };
  const send = async (text) => {
    write.busy(true);
    try {
      await begin();
      signal.throwIfAborted();
    } catch (error) {
      write.busy(false);
      return write.giveBack(text, signal.aborted ? "" : wordsOf(error));
    }
    if (talk.empty) heading.textContent = text;
    place.replaceChildren(heading, talk.node);
    talk.send(text);
  };
  const write = composer({ send, stop: () => talk?.stop() });
  let title = "Coach";
  if (id) {
    await begin();
    title = await talk.show(id);
    heading.textContent = title;
    place.append(heading, talk.node);
  } else {
    hello = await greeting(send, signal);
    place.append(hello);
    begin().catch(() => {}); // then the first message tries again
  }
  write.of(id);
  fillSide(listFor(id, (now) => { rename(now); heading.textContent = now; }));
  fillBar(iconButton("plus", "New conversation", () => go("#/chat")));
  closeDrawer();
  return { title, node: el("div", { class: "chat keeps-scroll" }, place,
    el("div", { class: "chat-foot" }, endButton(signal), write.node,
      el("p", { class: "small soft chat-care" }, "Spotter is no doctor. In pain? Ask one."))) };
}

// greeting is what the coach says before anything was said.
async function greeting(send, signal) {
  const { conversation: words } = await call("GET", "/conversation", { signal });
  const [, hello, rest] = words.match(/^([^!]{1,80}!)\s+(.*)$/s) ?? [null, words, ""];
  return el("div", { class: "greeting" }, mark(), el("h1", {}, hello), el("p", {}, rest),
    el("div", { class: "chips", role: "group", "aria-label": "You could ask" },
      openersFor(session.user).map((opener) => el("button", { type: "button", class: "chip", onclick: () => send(opener) }, opener))));
}
