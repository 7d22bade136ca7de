import { choices } from "./choices.js";

// unitPick lets people choose the unit of the field beside it, and calls changed with it. units are [value, words].
export function unitPick(name, label, units, value, changed) {
  const made = choices(name, `Unit of ${label.toLowerCase()}`, units, { value, look: "pills" });
  made.node.classList.add("units");
  made.node.querySelector("legend").className = "unseen";
  made.node.addEventListener("change", () => changed(made.value()));
  return made.node;
}
