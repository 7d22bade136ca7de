import { session } from "../../server/session.js";

// What somebody has begun to write is kept, for each conversation, until it is sent or they sign out.

const prefix = "spotter.draft.";
const most = 20; // conversations with a draft

function keyOf(conversation) {
  return `${prefix}${session.user.uid}.${conversation || "new"}`;
}

// draftOf is what was begun in a conversation; "" is the one that has no id yet.
export function draftOf(conversation) {
  return localStorage.getItem(keyOf(conversation)) ?? "";
}

// keepDraft keeps text, in place of what was kept before.
export function keepDraft(conversation, text) {
  const key = keyOf(conversation);
  if (text === "") return localStorage.removeItem(key);
  const kept = Object.keys(localStorage).filter((k) => k.startsWith(prefix));
  if (kept.length >= most && !kept.includes(key)) localStorage.removeItem(kept[0]);
  try {
    localStorage.setItem(key, text);
  } catch {
    // The storage is full: the draft lives as long as the page.
  }
}

session.addEventListener("out", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
});
