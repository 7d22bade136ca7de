import { select } from "../../parts/field.js";
import { isNew } from "../training.js";

const counted = [["10", "Nothing was left"], ["9", "1 repetition was left"], ["8", "2 were left"], ["7", "3 were left"], ["6", "4 or more were left"]];
const timed = [["10", "As hard as I could"], ["8", "Hard"], ["6", "Somewhat hard"], ["4", "Easy"]];

// effortField asks in plain words how hard the sets of an exercise were. Its value is an RPE; "" is not said.
export function effortField(counts) {
  const words = (counts === "reps" ? counted : timed).map(([rpe, plain]) => [rpe, isNew() ? plain : `${plain} (RPE ${rpe})`]);
  return select("effort", "How hard was it?", [["", "I do not say"], ...words]);
}
