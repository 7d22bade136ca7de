import { session } from "../server/session.js";

// Every page of the app, in the order of the navigation. See README.md for how to add one.
//   name   the first word behind "#/"; what follows it goes to the page as parts
//   title  in the title of the window, and in the navigation
//   icon   a picture of parts/icons.js; a page without one is not in the navigation
//   bare   without the navigation
//   guest  for those who have not signed in, and for nobody else
//   own    about whoever is signed in: the name at the foot of the side leads there
//   load   its module, which exports show
export const pages = [
  { name: "chat", title: "Coach", icon: "talk", load: () => import("./chat/page.js") },
  { name: "week", title: "Your week", icon: "plan", load: () => import("./week/page.js") },
  { name: "workouts", title: "Workouts", icon: "lift", load: () => import("./workouts/page.js") },
  { name: "progress", title: "Progress", icon: "chart", load: () => import("./progress/page.js") },
  { name: "welcome", title: "Welcome", bare: true, load: () => import("./welcome.js") },
  { name: "sign-in", title: "Sign in", guest: true, load: () => import("./sign-in.js") },
  { name: "sign-up", title: "Sign up", guest: true, load: () => import("./sign-up.js") },
  { name: "profile", title: "You", own: true, load: () => import("./profile.js") },
  { name: "memory", title: "What the coach remembers", own: true, load: () => import("./memory.js") },
  { name: "account", title: "Account", own: true, load: () => import("./account/page.js") },
  { name: "token", title: "Access token", own: true, load: () => import("./token/page.js") },
];

export const home = "chat";

// door is where somebody goes who is not signed in: whoever has never been here has no account to sign in with.
export function door() {
  const strangers = document.documentElement.dataset.registration === "true";
  return strangers && !session.knownHere() ? "sign-up" : "sign-in";
}
