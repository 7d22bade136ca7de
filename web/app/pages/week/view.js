import { announce, trouble } from "../../parts/announce.js";
import { today } from "../../parts/dates.js";
import { keepingFocus } from "../../parts/focus.js";
import { call } from "../../server/api.js";
import { wordsOf } from "../../server/words.js";

// weekView is the plan that the page shows, and the order of what happens to it: changes one after the other, and nothing
// that was asked for before a change is shown behind it. draw paints the page.
export function weekView(node, signal, draw) {
  let asked = 0; // of several answers the one to the last question counts
  let last = Promise.resolve();
  const troubles = new Map();
  const view = {
    opened: null, plan: null, signal, undo: new Map(), // of a day: what puts its last Undo away
    // wrong is where it is said what went wrong with a day of the week; without one, with the page.
    wrong(date = "") {
      if (!troubles.has(date)) troubles.set(date, trouble());
      return troubles.get(date);
    },
    dayOn: (date) => view.plan.days.find((d) => d.date === date),
    paint(plan = view.plan) {
      if (plan !== view.plan) asked += 1;
      view.plan = plan;
      keepingFocus(node, () => draw(view));
    },
    // put shows a day as it is now.
    put: (day) => view.paint({ ...view.plan, days: view.plan.days.map((d) => (d.date === day.date ? { ...d, ...day } : d)) }),
    load: () => call("GET", `/plan?today=${today()}`, { signal }),
    // renew shows the plan as the server has it now: what was logged moves the loads. It says so, unless it is quiet.
    async renew(quiet = false) {
      const mine = asked += 1;
      try {
        const plan = await view.load();
        if (mine !== asked || signal.aborted) return;
        view.wrong().say("");
        view.paint(plan);
        if (!quiet) announce("The week is up to date.");
      } catch (error) {
        if (mine === asked && !signal.aborted) view.wrong().say(`The week here may be an old one: load the page again. ${wordsOf(error)}`);
      }
    },
    // change does something to the plan on the server, behind what is being done already. Where it fails, perhaps the answer
    // alone was lost: the week is renewed.
    change(work) {
      const mine = last.then(() => {
        asked += 1;
        return work();
      });
      last = mine.catch(() => { view.renew(true); });
      return mine;
    },
  };
  return view;
}
