import { el } from "../../parts/dom.js";

// How much of a set was done, as a person counts it: repetitions, a time as minutes and seconds, or minutes. The server
// takes repetitions or seconds.

// heads are the words above the boxes.
export const heads = { reps: "Reps", seconds: "Min : sec", minutes: "Minutes" };

// amount is the boxes for one set. begin is { reps } or { seconds }.
export function amount(counts, begin) {
  if (counts === "seconds") return duration(begin.seconds);
  const input = box("numeric", counts === "reps" ? begin.reps : begin.seconds && Math.round(begin.seconds / 6) / 10, 5);
  const name = counts === "reps" ? "reps" : "seconds";
  return {
    node: input, inputs: [input],
    call: (which) => input.setAttribute("aria-label", `${counts === "reps" ? "Repetitions" : "Minutes"}, ${which}`),
    isEmpty: () => input.value.trim() === "",
    value: () => ({ [name]: numberIn(input, counts === "reps" ? undefined : (n) => Math.round(n * 60)) }),
  };
}

function duration(begin) {
  const minutes = box("numeric", begin ? Math.floor(begin / 60) : "", 3);
  const seconds = box("numeric", begin ? String(begin % 60).padStart(2, "0") : "", 4);
  return {
    node: el("span", { class: "duration" }, minutes, el("span", { "aria-hidden": "true" }, ":"), seconds), inputs: [seconds, minutes],
    call(which) {
      minutes.setAttribute("aria-label", `Minutes, ${which}`);
      seconds.setAttribute("aria-label", `Seconds, ${which}`);
    },
    isEmpty: () => minutes.value.trim() === "" && seconds.value.trim() === "",
    value() {
      const [m, s] = [numberIn(minutes) ?? 0, numberIn(seconds) ?? 0];
      if (typeof m === "string" || typeof s === "string") return { seconds: `${m}:${s}` };
      return { seconds: m * 60 + s };
    },
  };
}

// box is a box for a number.
export function box(mode, value, most = 8) {
  return el("input", { class: "input", type: "text", inputmode: mode, value: value ?? "", maxlength: most, autocomplete: "off", enterkeyhint: "next" });
}

// numberIn is the number in a box, undefined for none. What is no number goes to the server as it is, which says so.
export function numberIn(input, convert = (n) => n) {
  const text = input.value.trim().replace(",", ".");
  if (text === "") return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? text : convert(number);
}
