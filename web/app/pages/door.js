import { el } from "../parts/dom.js";
import { mark } from "../parts/icons.js";
import { themeButton } from "../parts/theme.js";

// doorPage is the page in front of the app: who Spotter is, and a form.
export function doorPage(title, form, ...below) {
  return el("div", { class: "door" },
    el("div", { class: "door-theme" }, themeButton()),
    el("section", { class: "door-word", "aria-label": "Spotter" },
      el("p", { class: "brand" }, mark(), "Spotter"),
      el("p", { class: "promise" }, "Lift with someone ", el("em", {}, "behind you.")),
      el("p", { class: "soft" }, "A coach for your training: it answers from published research, shows its sums, and plans a week that fits you.")),
    el("section", { class: "door-form card" }, el("h1", {}, title), form, ...below));
}
