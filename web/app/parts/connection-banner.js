import { el } from "./dom.js";
import { announce } from "./announce.js";
import { waiting } from "./buttons.js";
import { connection } from "../server/connection.js";

// banner says that the server cannot be reached, and has screen readers told when it can again. A short hiccup is not told.
export const banner = el("div", { class: "offline", role: "status" });

let timer;
connection.addEventListener("change", () => {
  clearTimeout(timer);
  if (!connection.reachable) {
    timer = setTimeout(() => banner.replaceChildren(waiting("Trying again"), el("span", {}, "No connection to Spotter. Trying again …")), 700);
  } else if (banner.firstChild) {
    banner.replaceChildren();
    announce("Spotter can be reached again.");
  }
});
