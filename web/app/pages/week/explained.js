import { explain } from "../../parts/explain.js";
import { isNew } from "../training.js";

// wordsOfTheWeek says what the words of a day mean.
export function wordsOfTheWeek() {
  return explain("What do these words mean?",
    "3 × 10 is three sets of ten repetitions: do ten in a row, rest, and do that three times.",
    "“Leave 3 repetitions in reserve” is how hard a set should be: stop while you could still do three more as cleanly as the ones before. It is safer than going on until nothing is left, and does as much for you.",
    isNew() ? "Coaches call this RPE, from 1 to 10: RPE 7 leaves three in reserve." : "RPE is the same on a scale from 1 to 10 (rate of perceived exertion): RPE 10 leaves none in reserve, 7 leaves three.",
    !isNew() && "1RM is your one-repetition maximum: the most that you could lift once. It is estimated from your sets; do not try it out.",
    "An easy week (a “deload”) has fewer sets and lighter weights: that is when the body catches up.");
}
