// Figures over the last minutes as lines, with a legend that says the newest ones.

import { drawing, element, replace } from "../core/element.js";
import { brief } from "../core/words.js";
import { margin, plot, roundTicks, scaleLines } from "./plot.js";

const plotHeight = 150;

// `series` are [{name, unit}]; at most six, each has its own colour and dash. `span` is how many milliseconds are shown.
export function lines(title, series, span) {
  const points = series.map(() => []);
  const legend = element("ul", { class: "legend" });
  const drawn = plot(plotHeight, (width, height) => draw(points, span, width, height));
  const latestText = (index) => {
    const value = points[index].at(-1)?.value;
    return value === undefined ? "–" : `${brief(value)} ${series[index].unit}`.trim();
  };
  const tell = () => {
    replace(legend, series.map(({ name }, index) => element("li", {},
      drawing("svg", { class: `sample line-${index}`, width: 22, height: 8, "aria-hidden": "true" },
        drawing("line", { x1: 1, x2: 21, y1: 4, y2: 4 })),
      `${name} `, element("b", {}, latestText(index)))));
    drawn.label(`${title}: ${series.map(({ name }, index) => `${name} ${latestText(index)}`).join(", ")}`);
  };
  tell();
  return {
    node: element("figure", { class: "panel" }, element("figcaption", {}, title), drawn.node, legend),
    // A value each, or undefined for one that is not known.
    add(at, values) {
      values.forEach((value, index) => {
        if (value !== undefined) points[index].push({ at, value });
        while (points[index].length > 0 && points[index][0].at < at - span) points[index].shift();
      });
      tell();
      drawn.redraw();
    },
  };
}

function draw(points, span, width, height) {
  const all = points.flat();
  const newest = Math.max(0, ...all.map((point) => point.at));
  const ticks = roundTicks(Math.max(0, ...all.map((point) => point.value)));
  const bottom = height - margin.bottom;
  const y = (value) => bottom - ((bottom - margin.top) * value) / ticks.at(-1);
  const x = (at) => width - margin.right - ((width - margin.left - margin.right) * (newest - at)) / span;
  return [
    scaleLines(ticks, y, width, brief),
    drawing("text", { class: "day", x: margin.left, y: height - 6 }, `${Math.round(span / 60000)} min ago`),
    drawing("text", { class: "day", x: width - margin.right, y: height - 6, "text-anchor": "end" }, "now"),
    points.map((line, index) => line.length > 0 && drawing("polyline", {
      class: `line line-${index}`,
      points: line.map((point) => `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`).join(" "),
    })),
  ];
}
