import { mountAnnouncements } from "./parts/announce.js";
import { askAgain } from "./parts/sign-in-again.js";
import { route, startRouter } from "./router.js";
import { session } from "./server/session.js";
import { frame, mountShell } from "./shell.js";

mountAnnouncements();
mountShell();
session.addEventListener("expired", askAgain);
await session.restore();
startRouter(frame).then(() => performance.mark("usable")); // the first page is shown, and takes what is typed

// Another tab has signed in, or this one at the door.
let here = session.user !== null;
session.addEventListener("in", () => {
  if (!here) route();
  here = true;
});
session.addEventListener("out", () => { here = false; });
