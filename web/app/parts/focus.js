// keepingFocus has work paint node anew, and moves the focus to what stands where it was: the same control, or else the day
// or the page that it was in.
export function keepingFocus(node, work) {
  const before = document.activeElement;
  const inside = node.contains(before);
  const date = before?.closest("[data-date]")?.dataset.date;
  work();
  if (!inside) return;
  const same = [...node.querySelectorAll(before.tagName)].find((n) => n.textContent === before.textContent && n.value === before.value && n.checkVisibility());
  const next = same ?? node.querySelector(`[data-date="${date}"] summary`) ?? node.querySelector("h1");
  if (next?.tagName === "H1") next.tabIndex = -1;
  next?.focus({ preventScroll: true });
}
