import { iconButton } from "./buttons.js";

// The theme follows the system until somebody chooses the other one. theme-first.js sets it before the first paint.
const key = "spotter.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
}

function choose(dark) {
  if (dark === system.matches) {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(key);
    return;
  }
  const theme = dark ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(key, theme);
}

// themeButton changes between light and dark.
export function themeButton() {
  const holder = document.createElement("span");
  const paint = () => {
    const name = isDark() ? "Light theme" : "Dark theme";
    const focused = holder.contains(document.activeElement);
    const made = iconButton(isDark() ? "sun" : "moon", name, () => { choose(!isDark()); paint(); });
    holder.replaceChildren(made);
    if (focused) made.focus();
  };
  system.addEventListener("change", paint);
  paint();
  return holder;
}
