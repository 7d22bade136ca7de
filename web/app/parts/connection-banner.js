import { el } from "./dom.js";
import { waiting } from "./buttons.js";
import { connection } from "../server/connection.js";

// mountBanner has the page say when the server cannot be reached, and that it can again. A short hiccup is not told.
export function mountBanner() {
  const banner = el("div", { class: "offline", role: "status" });
  document.body.append(banner);
  let timer;
  connection.addEventListener("change", () => {
    clearTimeout(timer);
    if (connection.reachable) banner.replaceChildren();
    else timer = setTimeout(() => banner.replaceChildren(waiting("Trying again"), el("span", {}, "No connection to Spotter. Trying again …")), 700);
  });
}
