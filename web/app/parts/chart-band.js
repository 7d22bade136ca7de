import { svg } from "./dom.js";
import { apart, canvas, scale, text } from "./chart.js";

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
