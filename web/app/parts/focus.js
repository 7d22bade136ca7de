// Where the focus goes when what had it is gone. It is never left to the browser, which would begin at the top.

// focusHeading moves the focus to the heading of the page, or of part.
export function focusHeading(part = document.querySelector("main")) {
  const heading = part?.querySelector("h1, h2, h3") ?? document.querySelector("main");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

// focusNext moves the focus in a list from which the item at that place was taken: to the first control of what stands
// there now, else of the last one, else to the heading of part.
export function focusNext(list, at, part) {
  const item = list?.children[Math.min(at, list.children.length - 1)];
  const next = item?.querySelector("button") ?? item?.querySelector("a");
  if (next) next.focus();
  else focusHeading(part);
}

const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;

// keepingFocus has work paint node anew, and moves the focus to what stands where it was: the same control, or else the day,
// the item or the page that it was in.
export function keepingFocus(node, work) {
  const before = document.activeElement;
  const inside = node.contains(before);
  const date = before?.closest("[data-date]")?.dataset.date;
  const item = before?.closest("li");
  const at = item ? [...item.parentElement.children].indexOf(item) : -1;
  const name = inside && nameOf(before);
  const likes = () => [...node.querySelectorAll(before.tagName)].filter((n) => nameOf(n) === name && n.value === before.value && n.checkVisibility());
  const which = inside ? likes().indexOf(before) : -1;
  work();
  if (!inside) return;
  const alike = likes();
  const same = alike[Math.min(which, alike.length - 1)];
  const next = same ?? node.querySelector(`[data-date="${date}"] summary`);
  if (next) next.focus({ preventScroll: true });
  else if (at >= 0 && item.parentElement.className) focusNext(node.getElementsByClassName(item.parentElement.className)[0], at, node.closest("main"));
  else focusHeading(node.closest("main") ?? node);
}
