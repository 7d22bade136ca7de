import { el } from "../../parts/dom.js";
import { iconButton } from "../../parts/buttons.js";
import { mark } from "../../parts/icons.js";
import { call } from "../../server/api.js";
import { go, stay } from "../../router.js";
import { closeDrawer, fillBar, fillSide, rename } from "../../shell.js";
import { composer } from "./composer.js";
import { endButton } from "./follower.js";
import { listFor, opened } from "./list.js";
import { thread } from "./thread.js";

// What somebody may ask who does not know what to ask.
const openers = ["What are my heart-rate zones?", "Make me a plan for the week", "How many days and sets should I train?", "What should I do first?"];

// show is a conversation with the coach: the one that the address names, or a new one.
export async function show({ parts: [id = ""], signal }) {
  const place = el("div", { class: "chat-place" });
  const talk = thread({
    signal,
    busy: (now) => write.busy(now),
    refused(text, why) {
      if (talk.empty) place.replaceChildren(hello);
      if (text) write.giveBack(text, why);
      else write.say(why);
    },
    changed(now, title) {
      opened(now);
      if (now === id) return;
      id = now;
      write.moved(id);
      stay(`#/chat/${id}`);
      if (title) rename(title.slice(0, 60));
    },
  });
  const heading = el("h1", { class: "unseen" });
  const send = (text) => {
    if (talk.empty) heading.textContent = text;
    place.replaceChildren(heading, talk.node);
    talk.send(text);
  };
  const write = composer({ send, stop: talk.stop });
  let hello = "";
  let title = "Coach";
  if (id) {
    title = await talk.show(id);
    heading.textContent = title;
    place.append(heading, talk.node);
  } else {
    hello = await greeting(send, signal);
    place.append(hello);
  }
  write.of(id);
  fillSide(listFor(id));
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
      openers.map((opener) => el("button", { type: "button", class: "chip", onclick: () => send(opener) }, opener))));
}
