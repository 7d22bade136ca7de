import { session } from "../server/session.js";

// What the pages of week, workouts and progress have in common.

// isNew tells whether somebody is new to training: the words of the trade come after plain ones, or not at all.
export function isNew() {
  return (session.user?.level ?? "beginner") === "beginner";
}
