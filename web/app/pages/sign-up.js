import { el } from "../parts/dom.js";
import { form } from "../parts/form.js";
import { field, newPassword } from "../parts/field.js";
import { headFor } from "../router.js";
import { session } from "../server/session.js";
import { doorPage } from "./door.js";

// show is the page on which people make an account. What else the coach should know is asked afterwards.
export function show() {
  const username = field("username", "Username", {
    autocomplete: "username", required: true, autofocus: true, autocapitalize: "none", spellcheck: "false", hint: "One word, to sign in with and to be called by. Letters, digits, and\u00a0_\u00a0.\u00a0-",
  });
  const email = field("email", "E-mail", { type: "email", autocomplete: "email", required: true });
  const secret = newPassword("password", "Password");
  return doorPage("Make an account", form([username, email, secret], "Sign up", join, { whole: true }),
    el("p", { class: "soft door-other" }, "Been here before? ", el("a", { href: "#/sign-in" }, "Sign in")));
}

async function join(details) {
  headFor("#/welcome");
  try {
    await session.register(details);
  } catch (error) {
    headFor("");
    throw error;
  }
}
