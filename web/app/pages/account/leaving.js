import { el } from "../../parts/dom.js";
import { toast, trouble } from "../../parts/announce.js";
import { button } from "../../parts/buttons.js";
import { openDialog } from "../../parts/dialog.js";
import { field, password } from "../../parts/field.js";
import { form } from "../../parts/form.js";
import { ask, call } from "../../server/api.js";
import { session } from "../../server/session.js";
import { wordsOf } from "../../server/words.js";
import { part } from "../own.js";

// leaving is how people take their data with them, and how they end their account.
export function leaving() {
  const wrong = trouble();
  const get = button("Download my data", async () => {
    if (get.getAttribute("aria-disabled")) return;
    get.setAttribute("aria-disabled", "true");
    wrong.say("");
    try {
      await download();
    } catch (error) {
      wrong.say(wordsOf(error));
    }
    get.removeAttribute("aria-disabled");
  });
  return [
    part("Your data", "All that is stored about you, as one JSON file: profile, conversations, workouts, plan, what is remembered, sessions.", el("p", {}, get), wrong.node),
    part("Delete the account", "For good: nobody can bring it back.", el("p", {}, button("Delete my account", askForAll, "danger"))),
  ];
}

// download cannot be a link: what a link asks for goes without the token.
async function download() {
  const answer = await ask("GET", "/me/export", { accept: "application/json, */*" }); // however long it takes
  const address = URL.createObjectURL(await answer.blob());
  const link = el("a", { href: address, download: "spotter-export.json", hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  toast("Your data is in spotter-export.json.");
}

function askForAll() {
  const name = session.user.username;
  const typed = field("confirm", `Type ${name} to confirm`, { required: true, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const secret = password("current_password", "Password", "current-password");
  const content = form([typed, secret], "Delete for good", async ({ confirm, current_password: word }) => {
    if (confirm.trim().toLowerCase() !== name.toLowerCase()) {
      typed.complain(`Type ${name}, the name of the account that goes.`);
      typed.input.focus();
      return;
    }
    await call("DELETE", "/me", { body: { password: word } });
    dialog.close();
    session.over();
    toast("Your account is gone, and all that was in it. Take care!", { stays: true });
  }, { extra: [button("Keep it", () => dialog.close(), "plain wide")] });
  content.querySelector("[type=submit]").classList.replace("main", "danger");
  const dialog = openDialog("Delete your account?",
    el("p", {}, "With it go your profile, all conversations, workouts, the plan, what the coach remembers, all sessions and keys. There is no way back: download your data first if you may want it."), content);
}
