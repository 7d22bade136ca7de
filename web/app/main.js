import { mountAnnouncements } from "./parts/announce.js";
import { mountBanner } from "./parts/connection-banner.js";
import { askAgain } from "./parts/sign-in-again.js";
import { route, startRouter } from "./router.js";
import { session } from "./server/session.js";
import { frame } from "./shell.js";

mountAnnouncements();
mountBanner();
session.addEventListener("expired", askAgain);
await session.restore();
startRouter(frame);

// Another tab has signed in, or this one at the door.
let here = session.user !== null;
session.addEventListener("in", () => {
  if (!here) route();
  here = true;
});
session.addEventListener("out", () => { here = false; });
