import { el, newID, svg } from "./dom.js";

// What all charts have in common: a figure with a title, the picture, drawn anew for every width so that its letters keep
// their size, and a table of the same numbers, which a screen reader reads in place of the picture.

// chart is a figure. draw(width) makes an svg for that many pixels; says is the picture in a sentence. table is
// { head: [...], rows: [[...]], caption }, where the title is the caption unless another is given; notes come below the picture.
export function chart(title, { says, draw, table, notes = [], level = "h2" }) {
  const id = newID("chart");
  const place = el("div", { class: "chart-place" });
  let width = 0;
  const paint = () => {
    const now = Math.floor(place.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    const picture = draw(width);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", says);
    place.replaceChildren(picture);
  };
  new ResizeObserver(paint).observe(place);
  return el("figure", { class: "chart", "aria-labelledby": id }, title && el(level, { id }, title), !title && el("span", { class: "unseen", id }, says), place, notes, tableOf(table.caption ?? title, table));
}

// tableOf is numbers as a table, which opens on request.
export function tableOf(caption, { head, rows }) {
  return el("details", { class: "chart-table" }, el("summary", {}, "As a table"),
    el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": `${caption}, table` },
      el("table", {}, el("caption", {}, caption),
        el("thead", {}, el("tr", {}, head.map((h) => el("th", { scope: "col" }, h)))),
        el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((c) => el("td", {}, String(c)))))))));
}

// canvas is an empty picture.
export function canvas(width, height, ...content) {
  return svg("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, width, height }, ...content);
}

// text is words in a picture; anchor is "start", "middle" or "end".
export function text(x, y, words, anchor = "middle", kind = "") {
  return svg("text", { x, y, "text-anchor": anchor, class: kind }, String(words));
}

// ticks are round numbers from low to high, both within, about as many as asked for.
export function ticks(low, high, about = 4) {
  const span = Math.max(high - low, 1e-9);
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const first = Math.floor(low / step) * step;
  const all = [];
  for (let at = first; all.length === 0 || all.at(-1) < high; at += step) all.push(Math.round(at * 1000) / 1000);
  return all;
}

// scale maps from one range to another.
export function scale(low, high, from, to) {
  return (value) => from + (high === low ? 0.5 : (value - low) / (high - low)) * (to - from);
}

// apart tells of which places words may stand, from the last back, so that they do not touch.
export function apart(places, distance) {
  const kept = new Set();
  let last = Infinity;
  for (let i = places.length - 1; i >= 0; i -= 1) {
    if (last - places[i] < distance) continue;
    kept.add(i);
    last = places[i];
  }
  return (i) => kept.has(i);
}
