// Bars, one a day: what is known of the moment, in front of what is known now. The scale is that of now, so that
// nothing jumps while the slider moves.

import { drawing, element, replace } from "../core/element.js";
import { brief } from "../core/words.js";
import { margin, plot, roundTicks, scaleLines } from "./plot.js";

const plotHeight = 180;

// `rows` are [{key, behind, front, text}], `text` what stands below while the pointer is on the bar.
export function bars() {
  let rows = [];
  let pointed = -1;
  const readout = element("p", { class: "readout", "aria-hidden": "true" }, "\u00a0");
  const drawn = plot(plotHeight, (width, height) => draw(rows, width, height));
  const point = (index) => {
    pointed = index;
    replace(readout, rows[index] ? rows[index].text : "\u00a0");
  };
  drawn.svg.addEventListener("pointermove", (event) => {
    const box = drawn.svg.getBoundingClientRect();
    const inside = box.width - margin.left - margin.right;
    point(Math.floor(((event.clientX - box.left - margin.left) / inside) * rows.length));
  });
  drawn.svg.addEventListener("pointerleave", () => point(-1));
  return {
    node: element("div", {}, drawn.node, readout),
    show(next, label) {
      rows = next;
      drawn.label(label);
      drawn.redraw();
      point(pointed);
    },
  };
}

function draw(rows, width, height) {
  const ticks = roundTicks(Math.max(0, ...rows.map((row) => Math.max(row.behind, row.front))));
  const bottom = height - margin.bottom;
  const y = (value) => bottom - ((bottom - margin.top) * value) / ticks.at(-1);
  const slot = (width - margin.left - margin.right) / Math.max(rows.length, 1);
  const bar = (value, index, kind) => drawing("rect", {
    class: kind,
    x: margin.left + index * slot + slot * 0.1,
    width: Math.max(slot * 0.8, 0.5),
    y: y(value),
    height: Math.max(bottom - y(value), 0),
  });
  return [
    scaleLines(ticks, y, width, brief),
    rows.map((row, index) => row.behind > row.front && bar(row.behind, index, "day-bar behind")),
    rows.map((row, index) => row.front > 0 && bar(row.front, index, "day-bar")),
    dayNames(rows, slot, width, height),
  ];
}

// As many as fit without touching.
function dayNames(rows, slot, width, height) {
  const every = Math.max(1, Math.ceil(78 / slot));
  return rows.map((row, index) => {
    const x = margin.left + index * slot;
    if (index % every !== 0 || (x > width - 70 && index > 0)) return null;
    return drawing("text", { class: "day", x, y: height - 6 }, row.key);
  });
}
