import { el, later, newID } from "../../parts/dom.js";
import { button, iconButton } from "../../parts/buttons.js";
import { announce, toast, trouble } from "../../parts/announce.js";
import { confirm } from "../../parts/dialog.js";
import { icon } from "../../parts/icons.js";
import { periodOf } from "../../parts/time.js";
import { call } from "../../server/api.js";
import { session } from "../../server/session.js";
import { wordsOf } from "../../server/words.js";
import { go } from "../../router.js";

// The conversations of a person, in the side: to find, rename and delete. It stays while one goes from one to another.

const perPage = 30;
let items = [];
let next = null; // the cursor of the page behind them; null at the end
let words = ""; // what is searched for
let current = "";
let loads = 0;
let renaming = false; // then the list stays as it is
let renamed = () => {}; // tells the page that the conversation it shows has another title

const search = el("input", { class: "input", type: "search", placeholder: "Search", "aria-label": "Search your conversations", maxlength: 200 });
const places = el("div", { class: "list-places" });
const wrong = trouble();
const node = el("section", { class: "list", "aria-label": "Conversations" },
  el("a", { class: "button new-chat", href: "#/chat", onclick: begin }, icon("plus"), "New conversation"),
  el("div", { class: "list-search" }, icon("search"), search), wrong.node, places);

search.addEventListener("input", later(250, async () => {
  words = search.value.trim();
  const heard = await reload() && words && document.activeElement === search; // who has gone on does not wait for it
  if (heard) announce(items.length === 0 ? "Nothing found" : `${items.length}${next ? " and more" : ""} found`);
}));

// A click on the address that is there already changes nothing: then the page is opened anew by hand.
function begin(event) {
  event.preventDefault();
  go("#/chat");
}

// listFor is the list, with one conversation marked as the one that is open. tell gets its title when that is changed.
export function listFor(id, tell) {
  renamed = tell;
  if (id !== current || items.length === 0) {
    current = id;
    reload();
  }
  return node;
}

// opened marks a conversation, which may be new.
export function opened(id) {
  current = id;
  reload();
}

// isListed tells whether the list had a conversation when it was last asked for.
export function isListed(id) {
  return items.some((item) => item.id === id);
}

// reload asks for the first page anew, and tells whether it is there. Of several calls the last counts.
async function reload() {
  const mine = loads += 1;
  if (items.length > 0) paint();
  try {
    const page = await ask("");
    if (mine !== loads) return false;
    items = page.items;
    next = page.next_cursor;
    paint();
    return true;
  } catch (error) {
    if (mine === loads && error.name !== "AbortError") places.replaceChildren(el("p", { class: "soft small list-none" }, wordsOf(error)));
    return false;
  }
}

async function more() {
  const mine = loads;
  try {
    const page = await ask(next);
    if (mine !== loads) return;
    const first = items.length;
    items.push(...page.items);
    next = page.next_cursor;
    paint();
    wrong.say("");
    places.querySelectorAll("a")[first]?.focus();
  } catch (error) {
    wrong.say(wordsOf(error));
  }
}

function ask(cursor) {
  const query = new URLSearchParams({ limit: perPage });
  if (words) query.set("q", words);
  if (cursor) query.set("cursor", cursor);
  return call("GET", `/conversations?${query}`);
}

function paint() {
  if (renaming) return;
  const groups = new Map();
  for (const item of items) {
    const period = periodOf(new Date(item.updated_at));
    groups.set(period, [...(groups.get(period) ?? []), item]);
  }
  const sections = [...groups].map(([period, list]) => {
    const id = newID("period");
    return el("section", { "aria-labelledby": id }, el("h2", { class: "period", id }, period), el("ul", { class: "list-items" }, list.map(row)));
  });
  if (items.length === 0) sections.push(el("p", { class: "soft small list-none" }, words ? `Nothing found for “${words}”.` : "What you talk about with your coach is kept here."));
  if (next) sections.push(button("Show more", more, "plain wide"));
  const top = places.scrollTop;
  places.replaceChildren(...sections);
  places.scrollTop = top;
}

function row(item) {
  const link = el("a", { href: `#/chat/${item.id}`, "aria-current": item.id === current && "page", title: item.title }, item.title);
  const line = el("li", { class: "list-item" }, link,
    iconButton("pencil", `Rename “${item.title}”`, () => rename(item, line), "little"),
    iconButton("bin", `Delete “${item.title}”`, () => remove(item), "little"));
  return line;
}

function rename(item, line) {
  const input = el("input", { class: "input", "aria-label": "Title", value: item.title, maxlength: 120 });
  renaming = true;
  const end = async (save, stay) => {
    if (!renaming) return;
    renaming = false;
    const title = input.value.trim();
    if (save && title && title !== item.title) {
      try {
        Object.assign(item, await call("PATCH", `/conversations/${item.id}`, { body: { title } }));
        announce("Renamed");
        wrong.say("");
        if (item.id === current) renamed(title);
      } catch (error) {
        wrong.say(wordsOf(error));
      }
    }
    paint();
    if (stay) places.querySelector(`a[href="#/chat/${item.id}"]`)?.focus();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") end(true, true);
    if (event.key !== "Escape") return;
    event.stopPropagation(); // or the drawer would go as well
    end(false, true);
  });
  input.addEventListener("blur", () => end(true, false)); // the focus is where somebody wanted it
  line.replaceChildren(input);
  input.focus();
  input.select();
}

async function remove(item) {
  if (!await confirm("Delete this conversation?", `“${item.title}” and all that was said in it will be gone. This cannot be taken back.`, "Delete")) return;
  try {
    await call("DELETE", `/conversations/${item.id}`);
  } catch (error) {
    if (error.status !== 404) return wrong.say(wordsOf(error));
  }
  wrong.say("");
  const at = items.findIndex((other) => other.id === item.id); // the list may have been asked for anew meanwhile
  items = items.filter((other) => other.id !== item.id);
  paint();
  if (item.id === current) {
    toast("The conversation is deleted.", { stays: true });
    return go("#/chat");
  }
  toast("The conversation is deleted.");
  const links = places.querySelectorAll("a");
  (links[Math.min(at, links.length - 1)] ?? node.querySelector("a")).focus();
}

// Another tab, or another device, may have gone on meanwhile.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && session.user && node.isConnected && !places.contains(document.activeElement)) reload();
});
session.addEventListener("out", () => {
  items = [];
  next = null;
  words = search.value = "";
  current = "";
  renaming = false;
  places.replaceChildren();
});
