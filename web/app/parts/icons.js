import { svg } from "./dom.js";

// Drawn on 24 × 24, in lines. A picture beside words says nothing by itself and is hidden from screen readers.
const paths = {
  again: "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  back: "M15 5l-7 7 7 7",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  chart: "M4 19h16M7 15l4-5 3 3 5-7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  down: "M6 10l6 6 6-6",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z",
  heart: "M12 20S4 15 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 15 12 20 12 20z",
  key: "M8 11a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM11.2 12.3L20 3.5M16 7.5l3 3M13.5 10l2 2",
  leave: "M14 4H6v16h8M11 12h9M17 8.5l3.5 3.5-3.5 3.5",
  lift: "M3 12h18M7 6.5v11M4.5 9v6M17 6.5v11M19.5 9v6",
  menu: "M4 7h16M4 12h16M4 17h10",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  next: "M9 5l7 7-7 7",
  pencil: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  plan: "M5 5h14v15H5zM5 10h14M9 3v4M15 3v4M9 14.5l2 2 4-4",
  plus: "M12 5v14M5 12h14",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20",
  send: "M12 19V6M6 11.5L12 5.5l6 6",
  shield: "M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z",
  stop: "M7.5 7.5h9v9h-9z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M5.3 18.7L7 17M17 7l1.7-1.7",
  talk: "M4 5h16v11H11l-4.5 4v-4H4z",
  swap: "M4 9h14M14.5 5.5L18 9l-3.5 3.5M20 15H6M9.5 11.5L6 15l3.5 3.5",
  thumbDown: "M7 4v10M7 14l4 6.5c1.5 0 2-1 2-2V15h5c1.5 0 2-1 1.8-2L18.5 6c-.3-1.3-1-2-2-2H7H4v10h3",
  thumbUp: "M7 20V10M7 10l4-6.5c1.5 0 2 1 2 2V9h5c1.5 0 2 1 1.8 2l-1.3 7c-.3 1.3-1 2-2 2H7H4V10h3",
  up: "M6 14l6-6 6 6",
};

// icon is the picture of that name.
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: paths[name] }));
}

// mark is Spotter's sign: a bar, and the hands beneath it that are there in case.
export function mark() {
  return svg("svg", { class: "mark", viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("path", { class: "rod", d: "M4 12h24M8.5 7.5v9M23.5 7.5v9" }),
    svg("path", { class: "hands", d: "M8 21c2 3.5 4.5 5 8 5s6-1.5 8-5" }));
}
