import { el } from "./dom.js";
import { openDialog } from "./dialog.js";
import { button } from "./buttons.js";
import { form } from "./form.js";
import { field, password } from "./field.js";
import { session } from "../server/session.js";

let open = null;

// askAgain lies over the page when the session has ended. The page stays as it is beneath, and goes on afterwards.
export function askAgain() {
  if (open) return;
  const login = field("email", "E-mail or username", { autocomplete: "username", required: true, value: session.user.username, autocapitalize: "none", spellcheck: "false" });
  const secret = password("password", "Password", "current-password", { autofocus: true });
  open = openDialog("You have been signed out", el("p", { class: "soft" }, "Sign in to go on. What you have written is kept."),
    form([login, secret], "Sign in", ({ email, password: word }) => session.signIn(email, word), {
      extra: [button("Leave instead", () => { open?.close(); session.signOut(); }, "plain wide")],
    }));
  open.addEventListener("cancel", (event) => event.preventDefault());
  open.addEventListener("close", () => { open = null; });
  const close = () => open?.close();
  session.addEventListener("in", close, { once: true });
  session.addEventListener("out", close, { once: true });
}
