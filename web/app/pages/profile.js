import { el } from "../parts/dom.js";
import { toast } from "../parts/announce.js";
import { button } from "../parts/buttons.js";
import { weightField } from "../parts/body-weight.js";
import { field } from "../parts/field.js";
import { form } from "../parts/form.js";
import { heightField } from "../parts/height.js";
import { session } from "../server/session.js";
import { ownPage, part } from "./own.js";
import { ageField, daysField, equipmentField, genderField, goalField, levelField, numberField, saveProfile } from "./profile-fields.js";

// What somebody has changed and not saved, by the names of the fields: it is there again when they come back to this page.
let draft = {};

// show is what the coach knows of somebody because they said so here.
export async function show({ signal }) {
  let over = false;
  const fields = fieldsFor({ ...session.user, ...draft });
  const save = form(Object.values(fields), "Save", async () => {
    await saveProfile(draft);
    draft = {};
    paint();
    toast("Saved.");
  });
  const discard = button("Discard", () => {
    over = true; // what these fields still have to say, as they go, is of no interest
    draft = {};
    again();
  }, "plain");
  const state = el("p", { class: "soft small" }, "You have changed something.");
  const submit = save.querySelector("[type=submit]");
  submit.classList.remove("wide");
  const bar = el("div", { class: "save-bar" }, state, discard, submit);
  save.prepend(
    part("What you are called", "", pair(fields.first_name, fields.last_name)),
    part("Your training", "The coach and your plan go by it.", ...nodes(fields.level, fields.goal, fields.days_per_week), equipmentPart(fields.equipment)),
    part("Your body", "For formulas that need it. Leave out what you like.", pair(fields.age, fields.resting_heart_rate),
      pair(fields.weight_kg, fields.height_cm), ...nodes(fields.gender, fields.injuries)));
  save.append(bar);
  const paint = () => {
    if (over) return;
    draft = changes(fields);
    bar.classList.toggle("dirty", Object.keys(draft).length > 0);
  };
  for (const event of ["input", "change", "click"]) save.addEventListener(event, paint); // a click fills in a whole gym
  signal.addEventListener("abort", () => {
    if (!over && session.user && Object.keys(draft).length > 0) toast("What you changed in your profile is kept, but not saved yet.", { stays: true });
  });
  const content = ownPage("profile", "You", save);
  const again = async () => {
    const fresh = await show({ signal });
    content.replaceWith(fresh);
    fresh.querySelector("input").focus();
  };
  paint();
  return content;
}

function fieldsFor(user) {
  return {
    first_name: field("first_name", "First name", { autocomplete: "given-name", value: user.first_name ?? "", hint: "What the coach calls you." }),
    last_name: field("last_name", "Last name", { autocomplete: "family-name", value: user.last_name ?? "" }),
    level: levelField(user),
    goal: goalField(user),
    days_per_week: daysField(user),
    equipment: equipmentField(user),
    age: ageField(user),
    resting_heart_rate: numberField("resting_heart_rate", "Resting pulse", user.resting_heart_rate, { inputmode: "numeric", autocomplete: "off", hint: "Beats a minute, before you get up." }),
    weight_kg: weightField("weight_kg", "Weight", user.weight_kg),
    height_cm: heightField("height_cm", "Height", user.height_cm),
    gender: genderField(user),
    injuries: field("injuries", "Injuries", {
      control: areaFor(user.injuries), hint: "What hurts, or must not be loaded. Your plan keeps away from it.",
    }),
  };
}

function areaFor(text) {
  const area = el("textarea", { class: "input", rows: 3, maxlength: 500 });
  area.value = text ?? "";
  return area;
}

// changes is what stands in the fields and is not what the server knows.
function changes(fields) {
  const found = {};
  for (const [name, { value }] of Object.entries(fields)) {
    const now = value();
    const typed = now === "" ? null : now;
    const known = session.user?.[name] ?? null;
    if (same(typed) !== same(known)) found[name] = typed;
  }
  return found;
}

// same is equal for values that are: the order of a list means nothing.
function same(value) {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
}

function nodes(...fields) {
  return fields.map((f) => f.node);
}

function pair(...fields) {
  return el("div", { class: "pair" }, nodes(...fields));
}

function equipmentPart(equipment) {
  return el("div", { class: "field" }, el("h3", {}, "What you have"), equipment.node);
}

session.addEventListener("out", () => { draft = {}; });
addEventListener("beforeunload", (event) => {
  if (session.user && Object.keys(draft).length > 0) event.preventDefault();
});
