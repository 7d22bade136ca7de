import { el } from "../parts/dom.js";
import { button } from "../parts/buttons.js";
import { choices } from "../parts/choices.js";
import { field } from "../parts/field.js";
import { call } from "../server/api.js";
import { session } from "../server/session.js";

// What the coach asks about somebody, as fields whose value() is what PATCH /me takes: null where nothing is chosen. Each
// begins with what the user has said before.

export const levels = [
  ["beginner", "New to it", "Less than half a year of training"],
  ["intermediate", "Some experience", "The main lifts feel familiar"],
  ["expert", "Long at it", "Years of training with a plan"],
];

export const goals = [
  ["strength", "Get stronger", "Lift more"],
  ["muscle", "Build muscle", "Look and feel more muscular"],
  ["fat_loss", "Lose fat", "And keep the muscle"],
  ["endurance", "Last longer", "Run, ride, climb stairs"],
  ["health", "Stay healthy", "Feel good, move well"],
];

export const genders = [["female", "Female"], ["male", "Male"], ["other", "Other"]];

// equipment is the words of the exercise catalogue, in groups as people think of them. A test compares them with the
// catalogue.
export const equipment = [
  ["Weights", [["dumbbell", "Dumbbells"], ["barbell", "Barbell"], ["kettlebell", "Kettlebell"], ["trap-bar", "Trap bar"], ["medicine-ball", "Medicine ball"]]],
  ["To lie, hang or step on", [["bench", "Bench"], ["rack", "Rack"], ["pull-up-bar", "Pull-up bar"], ["dip-bars", "Dip bars"], ["step", "Step"]]],
  ["To pull and press", [["band", "Bands"], ["suspension", "Suspension straps"], ["cable", "Cable"], ["machine", "Machines"]]],
  ["For the breath", [["rope", "Skipping rope"], ["bike", "Bike"], ["rower", "Rower"], ["treadmill", "Treadmill"], ["elliptical", "Elliptical"]]],
  ["Small things", [["foam-roller", "Foam roller"], ["stability-ball", "Stability ball"], ["ab-wheel", "Ab wheel"]]],
];

const gym = ["dumbbell", "barbell", "kettlebell", "medicine-ball", "bench", "rack", "pull-up-bar", "dip-bars", "step", "band", "cable", "machine",
  "bike", "rower", "treadmill", "elliptical", "foam-roller", "stability-ball"];

// wordsOfEquipment is a list of the catalogue's words as people write them.
export function wordsOfEquipment(list) {
  const all = new Map(equipment.flatMap(([, things]) => things));
  return list.map((word) => all.get(word)?.toLowerCase() ?? word);
}

// levelField asks how much somebody has trained. It always has an answer: the server begins with "beginner".
export function levelField(user) {
  return choices("level", "How much have you trained?", levels, { value: user.level ?? "beginner" });
}

export function ageField(user) {
  return numberField("age", "Age", user.age, { hint: "For your heart-rate zones and how fast to go on.", inputmode: "numeric", autocomplete: "off" });
}

// numberField is a field whose value is a number; what is none goes to the server, which says what it wants.
export function numberField(name, label, value, options = {}) {
  const made = field(name, label, { inputmode: "decimal", value: value ?? "", ...options });
  const typed = made.value;
  made.value = () => {
    const text = typed().trim().replace(",", ".");
    if (text === "") return null;
    return Number.isNaN(Number(text)) ? text : Number(text);
  };
  return made;
}

export function genderField(user) {
  return nullable(choices("gender", "Gender", [...genders, ["", "Rather not say"]], { value: user.gender ?? "", look: "pills", hint: "Some formulas differ for women and men." }));
}

export function goalField(user) {
  return nullable(choices("goal", "What do you want most?", [...goals, ["", "Not sure yet", "The coach begins with your health"]], { value: user.goal ?? "" }));
}

export function daysField(user) {
  const days = [1, 2, 3, 4, 5, 6, 7].map((n) => [String(n), String(n)]);
  const made = choices("days_per_week", "Days a week", [...days, ["", "You choose"]], { value: String(user.days_per_week ?? ""), look: "pills" });
  const value = made.value;
  made.value = () => Number(value()) || null;
  return made;
}

function nullable(made) {
  const value = made.value;
  made.value = () => value() || null;
  return made;
}

// equipmentField asks for what somebody has. Nothing is an answer too, and not the same as no answer: [] and null.
export function equipmentField(user) {
  const owned = user.equipment;
  const nothing = choices("equipment", "Or", [["none", "Nothing at all", "Floor, chair and wall are enough to begin"]], { value: owned?.length === 0 ? ["none"] : [], many: true });
  const groups = equipment.map(([label, things]) => choices("equipment", label, things, { value: owned ?? [], many: true, look: "pills", soft: true }));
  const inputs = groups.flatMap((g) => g.inputs);
  const pick = (words) => {
    for (const input of inputs) input.checked = words.includes(input.value);
    nothing.inputs[0].checked = false;
  };
  nothing.inputs[0].addEventListener("change", () => { if (nothing.inputs[0].checked) for (const input of inputs) input.checked = false; });
  for (const input of inputs) input.addEventListener("change", () => { if (input.checked) nothing.inputs[0].checked = false; });
  nothing.node.querySelector("legend").className = "unseen";
  const wrong = el("p", { class: "wrong", role: "alert" });
  return {
    name: "equipment", label: "Equipment", input: inputs[0],
    complain: (message) => { wrong.textContent = message; },
    value() {
      const all = inputs.filter((i) => i.checked).map((i) => i.value);
      return all.length > 0 || nothing.inputs[0].checked ? all : null;
    },
    node: el("div", { class: "equipment", role: "group", "aria-label": "Equipment" },
      nothing.node, el("p", {}, button("Fill in a whole gym", () => pick(gym))), groups.map((g) => g.node), wrong),
  };
}

// saveProfile changes what is known of the person who is signed in. It throws what the server refuses, by field.
export async function saveProfile(values) {
  session.changed(await call("PATCH", "/me", { body: values }));
}
