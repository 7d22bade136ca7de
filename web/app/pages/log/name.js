import { el, newID } from "../../parts/dom.js";
import { field } from "../../parts/field.js";

// nameField asks for an exercise by its name.
export function nameField(known) {
  const names = new Set([...known.values()].map(({ name }) => name));
  const list = el("datalist", { id: newID("known") }, [...names].toSorted().map((name) => el("option", { value: name })));
  const made = field("exercise", "Which exercise?", { list: list.id, autocomplete: "off", maxlength: 100, hint: "As you call it: squat, bench press, plank" });
  made.box.append(list);
  return made;
}

// offer puts the names that the server thinks of below the field, to choose from.
export function offer(asked, message, chosen) {
  asked.node.querySelector(".chips")?.remove();
  const names = /did you mean ([^?]+)\?/.exec(message)?.[1].split(/, | or /) ?? [];
  if (names.length === 0) return;
  const chips = el("div", { class: "chips", role: "group", "aria-label": "Did you mean" }, names.map((slug) =>
    el("button", { type: "button", class: "chip", onclick: () => {
      asked.input.value = slug.replaceAll("-", " ");
      asked.complain("");
      chips.remove();
      chosen();
      asked.input.focus();
    } }, slug.replaceAll("-", " "))));
  asked.node.append(chips);
}
