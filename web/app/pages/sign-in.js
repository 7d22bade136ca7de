import { el } from "../parts/dom.js";
import { form } from "../parts/form.js";
import { field, password } from "../parts/field.js";
import { session } from "../server/session.js";
import { doorPage } from "./door.js";

const open = document.documentElement.dataset.registration === "true";

// show is the page on which people sign in.
export function show() {
  const login = field("email", "E-mail or username", { autocomplete: "username", required: true, autofocus: true, autocapitalize: "none", spellcheck: "false" });
  const secret = password("password", "Password", "current-password");
  return doorPage("Sign in", form([login, secret], "Sign in", ({ email, password: word }) => session.signIn(email, word)),
    open && el("p", { class: "soft door-other" }, "New here? ", el("a", { href: "#/sign-up" }, "Make an account")),
    el("p", { class: "soft door-other" }, "Forgot the password? Whoever runs this Spotter can set a new one."));
}
