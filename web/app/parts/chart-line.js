import { svg } from "./dom.js";
import { canvas, scale, spaced, text, ticks } from "./chart.js";

// line draws a line through points: [{ at, value, label, name }], at in any unit of time, in order. label is the value as
// words, name what stands below. The highest is marked as "best".
export function line(width, points) {
  const height = 220;
  const box = { left: 44, right: width - 20, top: 28, bottom: height - 30 };
  const values = points.map((p) => p.value);
  const marks = ticks(Math.min(...values) * 0.97, Math.max(...values) * 1.02);
  const x = scale(points[0].at, points.at(-1).at, box.left + 12, box.right - 12);
  const y = scale(marks[0], marks.at(-1), box.bottom, box.top);
  const best = values.indexOf(Math.max(...values));
  const named = apart(points.map((p) => x(p.at)), 58);
  // Where there is no room for all values, those at the ends and the best are said.
  const few = points.length * 34 < box.right - box.left;
  const labelled = (i) => few || i === 0 || i === best || i === points.length - 1 && best < points.length - 3;
  return canvas(width, height,
    ...marks.flatMap((m) => [
      svg("line", { class: "grid", x1: box.left, x2: box.right, y1: y(m), y2: y(m) }), text(box.left - 8, y(m) + 4, m, "end")]),
    svg("polyline", { class: "line", points: points.map((p) => `${x(p.at)},${y(p.value)}`).join(" ") }),
    ...points.flatMap((p, i) => [
      svg("circle", { class: i === best ? "dot best" : "dot", cx: x(p.at), cy: y(p.value), r: few || i === best ? 4.5 : 3 }, svg("title", {}, `${p.name}: ${p.label}`)),
      ...(labelled(i) ? [text(x(p.at), y(p.value) - 11, p.short, "middle", "value")] : []),
      ...(named(i) ? [text(x(p.at), height - 8, p.name)] : []),
    ]));
}

// apart tells of which places words may stand, from the last back, so that they do not touch.
function apart(places, distance) {
  const kept = new Set();
  let last = Infinity;
  for (let i = places.length - 1; i >= 0; i -= 1) {
    if (last - places[i] < distance) continue;
    kept.add(i);
    last = places[i];
  }
  return (i) => kept.has(i);
}

// columns draws a column for each value: [{ value, name }], with the value on top. most is the end of the scale.
export function columns(width, list, { most, height = 160 }) {
  const box = { left: 4, right: width - 4, top: 22, bottom: height - 26 };
  const step = (box.right - box.left) / list.length;
  const wide = Math.min(step * 0.62, 44);
  const y = scale(0, most, box.bottom, box.top);
  const named = spaced(list.length, box.right - box.left, 52);
  return canvas(width, height,
    svg("line", { class: "grid", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
    ...list.flatMap(({ value, name }, i) => {
      const middle = box.left + step * (i + 0.5);
      return [
        svg("rect", { class: i === list.length - 1 ? "column now" : "column", x: middle - wide / 2, y: y(value), width: wide, height: box.bottom - y(value), rx: Math.min(5, wide / 3) }, svg("title", {}, `${name}: ${value}`)),
        text(middle, y(value) - 6, value, "middle", "value"),
        ...(named(i) ? [text(Math.min(Math.max(middle, 20), width - 20), height - 8, name)] : [])];
    }));
}

// spark draws the columns of one row of several that are compared: no words, the same scale for all.
export function spark(list, most) {
  const [width, height] = [150, 30];
  const step = width / list.length;
  const y = scale(0, most, height - 1, 1);
  const picture = canvas(width, height, svg("line", { class: "grid", x1: 0, x2: width, y1: height - 0.5, y2: height - 0.5 }),
    ...list.map((value, i) => svg("rect", { class: i === list.length - 1 ? "column now" : "column", x: i * step + step * 0.12, y: y(value), width: step * 0.76, height: height - 1 - y(value) })));
  picture.setAttribute("preserveAspectRatio", "none");
  return picture;
}

// band draws zones that follow each other: [{ from, to, number }], with the ends of each below.
export function band(width, zones) {
  const height = 74;
  const x = scale(zones[0].from, zones.at(-1).to, 2, width - 2);
  const bounds = [...new Set(zones.slice(1).map((z) => z.from)), zones.at(-1).to];
  const said = apart(bounds.map((b, i) => x(b) - (i === bounds.length - 1 ? 12 : 0)), 28);
  return canvas(width, height,
    ...zones.flatMap(({ from, to, number }) => [
      svg("rect", { class: `zone zone-${number}`, x: x(from) + 1, y: 8, width: Math.max(2, x(to) - x(from) - 2), height: 36, rx: 6 }),
      text((x(from) + x(to)) / 2, 32, number, "middle", `zone-number on-${number}`)]),
    ...bounds.flatMap((b, i) => (said(i) ? [text(Math.min(x(b), width - 2), 66, b, i === bounds.length - 1 ? "end" : "middle")] : [])));
}
