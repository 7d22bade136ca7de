import { session } from "../server/session.js";

// Every page of the app, in the order of the navigation. See README.md for how to add one.
//   name   the first word behind "#/"; what follows it goes to the page as parts
//   title  in the title of the window, and in the navigation
//   icon   a picture of parts/icons.js; a page without one is in no menu
//   bare   without the navigation
//   guest  for those who have not signed in, and for nobody else
//   own    about whoever is signed in: what it is called in the menu behind their name and above each of these pages
//   styles the style sheets of css/ that it needs beside those that are always there
//   load   its module, which exports show
export const pages = [
  { name: "chat", title: "Coach", icon: "talk", styles: ["chat"], load: () => import("./chat/page.js") },
  { name: "week", title: "Your week", icon: "plan", styles: ["choices", "training", "log"], load: () => import("./week/page.js") },
  { name: "workouts", title: "Workouts", icon: "lift", styles: ["choices", "training", "log"], load: () => import("./workouts/page.js") },
  { name: "progress", title: "Progress", icon: "chart", styles: ["choices", "training", "charts"], load: () => import("./progress/page.js") },
  { name: "welcome", title: "Welcome", bare: true, styles: ["choices", "welcome"], load: () => import("./welcome.js") },
  { name: "sign-in", title: "Sign in", guest: true, load: () => import("./sign-in.js") },
  { name: "sign-up", title: "Sign up", guest: true, load: () => import("./sign-up.js") },
  { name: "profile", title: "You", own: "You", icon: "person", styles: ["choices", "own"], load: () => import("./profile.js") },
  { name: "memory", title: "What the coach remembers", own: "Memory", icon: "heart", styles: ["own"], load: () => import("./memory.js") },
  { name: "account", title: "Account", own: "Account", icon: "shield", styles: ["own"], load: () => import("./account/page.js") },
  { name: "token", title: "Access token", own: "Token", icon: "key", styles: ["own", "token"], load: () => import("./token/page.js") },
];

export const home = "chat";

// door is where somebody goes who is not signed in: whoever has never been here has no account to sign in with.
export function door() {
  const strangers = document.documentElement.dataset.registration === "true";
  return strangers && !session.knownHere() ? "sign-up" : "sign-in";
}
