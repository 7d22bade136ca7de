// Runs before the first paint, so that nobody who chose the dark is blinded for a moment. It is no module: those wait.
try {
  const chosen = localStorage.getItem("spotter.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the page follows the system.
}
