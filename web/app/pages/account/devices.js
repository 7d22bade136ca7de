import { el } from "../../parts/dom.js";
import { toast, trouble } from "../../parts/announce.js";
import { button } from "../../parts/buttons.js";
import { confirm } from "../../parts/dialog.js";
import { focusHeading, focusNext } from "../../parts/focus.js";
import { agentInWords } from "../../parts/agent.js";
import { sinceInWords } from "../../parts/time.js";
import { call } from "../../server/api.js";
import { session } from "../../server/session.js";
import { wordsOf } from "../../server/words.js";
import { part } from "../own.js";

// devices is where somebody is signed in, this device first.
export function devices(sessions) {
  let list = sessions;
  const place = el("ul", { class: "rows card" });
  const others = button("End all others", () => endOthers(), "");
  const wrong = trouble();
  const node = part("Where you are signed in", "Something here that is not yours? End it, and change your password.", place, wrong.node,
    el("div", { class: "actions" }, others, button("Sign out everywhere", () => everywhere(wrong), "danger")));

  const paint = (now) => {
    list = now.toSorted((a, b) => b.current - a.current || b.last_used_at.localeCompare(a.last_used_at));
    place.replaceChildren(...list.map((one) => row(one, end)));
    others.hidden = list.length < 2;
  };
  const end = async (one) => {
    try {
      await endSession(one);
    } catch (error) {
      return wrong.say(wordsOf(error));
    }
    wrong.say("");
    const at = list.indexOf(one);
    paint(list.filter((other) => other !== one));
    focusNext(place, at, node);
    toast("Ended. Whoever was there is signed out.");
  };
  const endOthers = async () => {
    const many = list.length - 1;
    if (!await confirm("End all other sessions?", `${many === 1 ? "One device" : `${many} devices`} will have to sign in again. This one stays.`, "End them")) return;
    try {
      for (const one of list.filter((other) => !other.current)) await endSession(one);
      wrong.say("");
      toast("All others have ended.");
    } catch (error) {
      wrong.say(wordsOf(error));
    }
    paint((await call("GET", "/sessions")).sessions);
    focusHeading(node);
  };
  paint(list);
  return { node, paint };
}

async function endSession({ id }) {
  try {
    await call("DELETE", `/sessions/${id}`);
  } catch (error) {
    if (error.status !== 404) throw error; // it has ended already
  }
}

function row(one, end) {
  const name = agentInWords(one.agent);
  return el("li", { class: "row" },
    el("div", { class: "row-words" },
      el("p", { class: "row-name" }, name, one.current && el("span", { class: "badge" }, "This device")),
      el("p", { class: "soft small" }, `Last used ${sinceInWords(new Date(one.last_used_at))} from ${one.address}. Signed in ${sinceInWords(new Date(one.created_at))}.`)),
    !one.current && button("End", () => end(one), "", { "aria-label": `End ${name}, last used ${sinceInWords(new Date(one.last_used_at))}` }));
}

async function everywhere(wrong) {
  if (!await confirm("Sign out everywhere?", "All devices, this one among them, will have to sign in again. Personal keys go on working.", "Sign out everywhere")) return;
  try {
    await call("POST", "/logout/all");
    session.over();
  } catch (error) {
    wrong.say(wordsOf(error));
  }
}
