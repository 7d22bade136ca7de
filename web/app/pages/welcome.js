import { el } from "../parts/dom.js";
import { button } from "../parts/buttons.js";
import { form } from "../parts/form.js";
import { mark } from "../parts/icons.js";
import { themeButton } from "../parts/theme.js";
import { go } from "../router.js";
import { session } from "../server/session.js";
import { ageField, daysField, equipmentField, genderField, goalField, levelField, saveProfile } from "./profile-fields.js";

// The steps after signing up. Each is saved by itself and may be left out; all of it can be changed later.
const steps = [
  { title: "Where do you stand?", why: "So that the coach neither bores nor breaks you.", fields: [levelField, ageField, genderField] },
  { title: "What is it for?", why: "It decides how heavy, how often and how long.", fields: [goalField, daysField] },
  { title: "What do you have?", why: "Your plan uses nothing else. The floor is always there.", fields: [equipmentField] },
];

// show is one step, which the address names by its number: #/welcome/2.
export function show({ parts: [number = "1"] }) {
  const at = Math.min(Math.max(1, Number(number) || 1), steps.length);
  const { title, why, fields } = steps[at - 1];
  const last = at === steps.length;
  const next = () => go(last ? "#/week" : `#/welcome/${at + 1}`);
  const save = async (values) => {
    const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    if (Object.keys(said).length > 0) await saveProfile(said);
    next();
  };
  const content = form(fields.map((f) => f(session.user)), last ? "Make my week" : "Next", save, {
    extra: [el("div", { class: "welcome-other" },
      at > 1 && button("Back", () => go(`#/welcome/${at - 1}`), "plain"),
      button("Skip this", next, "plain"))],
  });
  return { title, node: el("div", { class: "page welcome" },
    el("div", { class: "welcome-head" }, el("p", { class: "brand" }, mark(), "Spotter"),
      el("a", { class: "button plain", href: "#/chat" }, "Skip all"), themeButton()),
    el("p", { class: "welcome-steps" }, el("span", { class: "unseen" }, `Step ${at} of ${steps.length}`),
      steps.map((_, i) => el("span", { class: `welcome-step ${i < at ? "reached" : ""}`, "aria-hidden": "true" }))),
    el("div", { class: "welcome-words" }, el("h1", {}, title), el("p", { class: "soft" }, why)),
    content,
    el("p", { class: "small soft" }, "You can change all of this later, or simply tell the coach.")) };
}
