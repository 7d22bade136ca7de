import { session } from "../server/session.js";
import { style } from "../parts/style.js";

// What the pages of week, workouts and progress have in common.

// dressed loads their styles; they are not part of the first page.
export function dressed(...names) {
  return Promise.all(["training", ...names].map((name) => style(new URL(`../css/${name}.css`, import.meta.url))));
}

// isNew tells whether somebody is new to training: the words of the trade come after plain ones, or not at all.
export function isNew() {
  return (session.user?.level ?? "beginner") === "beginner";
}
