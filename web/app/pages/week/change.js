import { el } from "../../parts/dom.js";
import { button } from "../../parts/buttons.js";
import { toast, trouble } from "../../parts/announce.js";
import { choices } from "../../parts/choices.js";
import { confirm, openDialog } from "../../parts/dialog.js";
import { form } from "../../parts/form.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";
import { numberField } from "../profile-fields.js";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

// changePlan asks what should be different, and shows the new plan. plan is null where none fits.
export function changePlan(plan, view) {
  const wrong = trouble();
  const changed = (next) => { view.opened = null; view.paint(next); view.renew(); };
  const days = choices("days_per_week", "Days a week", [1, 2, 3, 4, 5, 6, 7].map((n) => [String(n), String(n)]), { value: String(plan?.days_per_week ?? ""), look: "pills" });
  const on = choices("weekdays", "On which days", weekdays.map((d) => [d, d[0].toUpperCase() + d.slice(1, 3)]),
    { value: plan?.weekdays ?? [], many: true, look: "pills", hint: "They decide how many. Choose none, and the days are spread evenly." });
  const minutes = numberField("minutes", "Minutes a session", plan?.minutes ?? 45, { inputmode: "numeric", hint: "With the warm-up, 10 to 180." });
  on.node.addEventListener("change", () => {
    const many = on.value().length;
    for (const input of days.inputs) if (many > 0) input.checked = Number(input.value) === many;
  });
  days.node.addEventListener("change", () => {
    if (Number(days.value()) !== on.value().length) for (const input of on.inputs) input.checked = false;
  });
  const save = async (values) => {
    const change = differences(plan, values);
    const next = Object.keys(change).length > 0 && await view.change(() => call("PUT", "/plan", { body: change }));
    dialog.close(); // first, so that the focus is back
    if (next) changed(next);
    toast("Your week is changed.");
  };
  const dialog = openDialog("Change the plan",
    el("p", { class: "soft" }, "What you want most and what you own is in your ", el("a", { href: "#/profile", onclick: () => dialog.close() }, "profile"), "."),
    form([days, on, minutes], "Change my week", save, { extra: [
      button("Cancel", () => dialog.close(), "plain wide"),
      plan && button("Start over with week 1", () => startOver(dialog, view, changed, wrong), "plain wide"),
      wrong.node,
    ] }));
}

// differences is what PUT /plan is told: what has been changed, and nothing else.
function differences(plan, { days_per_week: days, weekdays: on, minutes }) {
  const change = {};
  if (minutes !== plan?.minutes) change.minutes = minutes;
  if (String(on) !== String(plan?.weekdays ?? [])) change.weekdays = on.length > 0 ? on : null;
  if (on.length === 0 && days && Number(days) !== plan?.days_per_week) change.days_per_week = Number(days);
  return change;
}

async function startOver(dialog, view, changed, wrong) {
  wrong.say("");
  if (!await confirm("Start over?", "The plan begins again with week 1, made from your profile alone: swaps, days and minutes that you have chosen are forgotten. What you have logged stays.", "Start over")) return;
  try {
    const next = await view.change(() => call("PUT", "/plan", { body: { start_over: true } }));
    dialog.close();
    changed(next);
    toast("A new plan, from week 1.");
  } catch (error) {
    wrong.say(wordsOf(error));
  }
}
