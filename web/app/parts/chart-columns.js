import { svg } from "./dom.js";
import { apart, canvas, scale, text } from "./chart.js";

// columns draws a column for each value: [{ value, name }], with the value on top; null is no value. most is the end of the
// scale.
export function columns(width, list, { most, height = 160 }) {
  const box = { left: 4, right: width - 4, top: 22, bottom: height - 26 };
  const step = (box.right - box.left) / list.length;
  const wide = Math.min(step * 0.62, 44);
  const y = scale(0, most, box.bottom, box.top);
  const named = apart(list.map((_, i) => box.left + step * (i + 0.5)), 52);
  return canvas(width, height,
    svg("line", { class: "grid", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
    ...list.flatMap(({ value, name }, i) => {
      const middle = box.left + step * (i + 0.5);
      if (value === null) return named(i) ? [text(Math.min(Math.max(middle, 20), width - 20), height - 8, name)] : [];
      return [
        svg("rect", {
          class: i === list.length - 1 ? "column now" : "column", x: middle - wide / 2, y: y(value),
          width: wide, height: box.bottom - y(value), rx: Math.min(5, wide / 3),
        }, svg("title", {}, `${name}: ${value}`)),
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
