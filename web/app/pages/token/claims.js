import { el } from "../../parts/dom.js";

// What the names in a token of Spotter mean.
const meanings = {
  alg: "How it is signed.",
  typ: "What it is: an access token. A refresh token says “rt+jwt”, so neither passes for the other.",
  kid: "Which of the server’s keys has signed it.",
  iss: "Who made it: this server.",
  aud: "Who it is for: this server’s API.",
  sub: "Whose it is: you, as a number that never changes.",
  jti: "Its own number: no other token has it.",
  sid: "Your session at this device. When it ends, this token does.",
  scope: "What it is good for.",
  refresh: "That it is no refresh token.",
  user: "Who you are, so that nobody has to look it up.",
};

// claims shows an object of a token as JSON, a line each with what it means. changed are the names whose values are others
// than before, and badge the word for it. It returns the list, and a function that says the times anew.
export function claims(object, changed = [], badge = "New") {
  const times = [];
  const lines = Object.entries(object).map(([name, value], i, all) => {
    const why = el("span", {}, meanings[name] ?? "");
    if (name === "iat" || name === "exp") times.push(() => { say(why, timeInWords(name, value)); });
    return el("div", { class: "claim" },
      el("dt", {}, el("code", {}, `  ${json(name)}: ${json(value)}${i < all.length - 1 ? "," : ""}`)),
      el("dd", {}, changed.includes(name) && el("span", { class: "badge" }, badge), why));
  });
  const tick = () => { for (const time of times) time(); };
  tick();
  return { tick, node: el("div", { class: "json" }, brace("{"), el("dl", {}, lines), brace("}")) };
}

function brace(text) {
  return el("p", { class: "brace", "aria-hidden": "true" }, el("code", {}, text));
}

// json is a value as it stands two spaces deep.
function json(value) {
  return JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");
}

function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function timeInWords(name, seconds) {
  const away = Math.round(seconds - Date.now() / 1000);
  const clock = new Date(seconds * 1000).toLocaleTimeString("en-GB");
  if (name === "iat") return `When it was made: ${length(-away)} ago, at ${clock}.`;
  if (away > 0) return `When it ends: in ${length(away)}, at ${clock}.`;
  return `When it ends: it has, ${length(-away)} ago.`;
}

// length is a number of seconds as one says it.
function length(seconds) {
  if (seconds < 1) return "less than a second";
  if (seconds < 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

// endInWords is when a token ends, as a sentence.
export function endInWords(seconds) {
  const away = Math.round(seconds - Date.now() / 1000);
  return away > 0 ? `It expires in ${length(away)}.` : "It has expired.";
}

// different are the names whose values are not the same in two objects.
export function different(before, after) {
  return Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
