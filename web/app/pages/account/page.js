import { el } from "../../parts/dom.js";
import { linkButton } from "../../parts/buttons.js";
import { call } from "../../server/api.js";
import { session } from "../../server/session.js";
import { ownPage, part } from "../own.js";
import { devices } from "./devices.js";
import { keys } from "./keys.js";
import { leaving } from "./leaving.js";
import { passwordPart } from "./password.js";

// show is all about the account: where it is signed in, how one gets in, and how one gets out.
export async function show({ signal }) {
  const [{ sessions }, { items }] = await Promise.all([call("GET", "/sessions", { signal }), call("GET", "/me/keys", { signal })]);
  const where = devices(sessions);
  const programs = keys(items);
  const passwordChanged = async () => {
    const [{ sessions: left }, { items: none }] = await Promise.all([call("GET", "/sessions"), call("GET", "/me/keys")]);
    where.paint(left);
    programs.paint(none);
  };
  return ownPage("account", "Account",
    el("p", { class: "soft" }, `You are ${session.user.username}, ${session.user.email}.`),
    where.node, passwordPart(passwordChanged), programs.node,
    part("Your access token", "With every question this page shows the server a small signed note that says who you are. You can look at it.",
      el("p", {}, linkButton("Look at it", "#/token"))),
    ...leaving());
}
