import { toast } from "../../parts/announce.js";
import { newPassword, password } from "../../parts/field.js";
import { form } from "../../parts/form.js";
import { el } from "../../parts/dom.js";
import { call } from "../../server/api.js";
import { session } from "../../server/session.js";
import { part } from "../own.js";

// passwordPart changes the password. changed is called when it has: the other sessions and the keys have ended.
export function passwordPart(changed) {
  const current = password("current_password", "Current password", "current-password");
  const next = newPassword("new_password", "New password");
  const node = form([current, next], "Change the password", async (typed) => {
    await call("POST", "/me/password", { body: typed });
    node.reset();
    next.input.dispatchEvent(new Event("input")); // its hint is about nothing again
    toast("Your password is a new one. All other devices are signed out.");
    await changed();
  }, { check: ({ current_password: old, new_password: typed }) => (typed !== "" && typed === old ? { new_password: "This is the password you have: choose another." } : {}) });
  // Password managers want to know whose password it is.
  node.prepend(el("input", { class: "unseen", type: "text", autocomplete: "username", value: session.user.username, readonly: true, tabindex: "-1", "aria-hidden": "true" }));
  node.querySelector("[type=submit]").classList.remove("wide");
  return part("Password", "A new one signs out all other devices, and ends your personal keys. You stay signed in here.", el("div", { class: "card" }, node));
}
