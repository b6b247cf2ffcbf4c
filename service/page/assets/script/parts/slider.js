// A slider with marks, and a button on each side for a single step. It is the browser's own, so that keys, fingers and
// screen readers know it.

import { drawing, element, freshId } from "../core/element.js";

// Goes from `min` to `max` in steps, the last of which may be shorter. `marks` are values; `text(value)` says in words where
// it stands; `moved(value)` hears of each move by hand.
export function slider({ label, min, max, step = 1, value, marks = [], text, moved }) {
  const id = freshId("slider");
  const steps = Math.max(0, Math.ceil((max - min) / step));
  const input = element("input", { type: "range", id, min: 0, max: Math.max(steps, 1), disabled: steps === 0 });
  let exact = value;

  const set = (wanted) => {
    exact = Math.min(Math.max(wanted, min), max);
    input.value = exact >= max ? Math.max(steps, 1) : Math.round((exact - min) / step);
    input.setAttribute("aria-valuetext", text(exact));
  };
  const moveTo = (index) => {
    const at = Math.min(Math.max(index, 0), steps);
    set(at === steps ? max : min + at * step);
    moved(exact);
  };
  input.addEventListener("input", () => moveTo(Number(input.value)));
  set(value);
  return {
    node: element("div", { class: "slider" },
      element("label", { for: id, class: "unseen" }, label),
      stepButton("‹", "One step back", () => moveTo(Number(input.value) - 1)),
      element("div", { class: "track" }, input, strip(marks.map((mark) => (max > min ? (mark - min) / (max - min) : 1)))),
      stepButton("›", "One step on", () => moveTo(Number(input.value) + 1))),
    set,
    value: () => exact,
  };
}

function stepButton(sign, title, action) {
  return element("button", { type: "button", class: "step", "aria-label": title, title, on: { click: action } }, sign);
}

// `places` go from 0 to 1.
function strip(places) {
  return drawing("svg", { class: "marks", viewBox: "0 0 1000 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    [...new Set(places.map((place) => Math.round(1000 * place)))].map((x) => drawing("line",
      { x1: x, x2: x, y1: 0, y2: 6 })));
}
