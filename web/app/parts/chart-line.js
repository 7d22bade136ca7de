import { svg } from "./dom.js";
import { apart, canvas, scale, text, ticks } from "./chart.js";

// line draws a line through points: [{ at, value, label, name }], at in any unit of time, in order. label is the value as
// words, name what stands below. The highest is marked as "best".
export function line(width, points) {
  const height = 220;
  const box = { left: 44, right: width - 20, top: 28, bottom: height - 30 };
  const values = points.map((p) => p.value);
  const wide = points.length === 1 ? 0.2 : 0; // around a single point the scale says how much there is, not how little differs
  const marks = ticks(Math.min(...values) * (0.97 - wide), Math.max(...values) * (1.02 + wide));
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
