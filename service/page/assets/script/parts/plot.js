// What all plots share: a drawing as wide as its place, axes with round numbers.

import { drawing, element, replace } from "../core/element.js";

export const margin = { top: 10, right: 8, bottom: 24, left: 52 };

// `draw(width, height)` answers the parts of the drawing; it is asked again when the place changes its width. `label` says
// to those who do not see it what it shows.
export function plot(height, draw) {
  const svg = drawing("svg", { class: "plot", height, role: "img", "aria-label": "Not drawn yet" });
  const frame = element("div", { class: "plot-frame" }, svg);
  let width = 0;
  const redraw = () => {
    if (width === 0) return;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    replace(svg, draw(width, height));
  };
  const watch = new ResizeObserver(([entry]) => {
    width = Math.floor(entry.contentRect.width);
    redraw();
  });
  watch.observe(frame);
  return { node: frame, svg, redraw, label: (text) => svg.setAttribute("aria-label", text) };
}

// From 0 to a round number not below `most`, in three to five steps.
export function roundTicks(most) {
  if (!(most > 0)) return [0, 1];
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
  const ticks = [];
  for (let tick = 0; tick < most + step; tick += step) ticks.push(Number(tick.toPrecision(12)));
  return ticks;
}

// The lines of the scale with their numbers; `y(value)` is the height of one.
export function scaleLines(ticks, y, width, text) {
  return ticks.map((tick) => drawing("g", { class: "scale" },
    drawing("line", { x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }),
    drawing("text", { x: margin.left - 6, y: y(tick) + 4, "text-anchor": "end" }, text(tick))));
}
