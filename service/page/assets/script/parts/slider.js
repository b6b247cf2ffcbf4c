// A slider with marks, and a button on each side for a single step. It is the browser's own, so that keys, fingers and
// screen readers know it.

import { drawing, element, freshId, replace } from "../core/element.js";

// `marks` are values; `text(value)` says in words where it stands; `moved(value)` hears of each move.
export function slider({ label, min, max, step = 1, value, marks = [], text, moved }) {
  const id = freshId("slider");
  const input = element("input", { type: "range", id, min, max, step, value, disabled: min >= max });
  const strip = drawing("svg", { class: "marks", viewBox: "0 0 1000 6", preserveAspectRatio: "none",
    "aria-hidden": "true" });
  const tell = () => input.setAttribute("aria-valuetext", text(Number(input.value)));
  const set = (wanted) => {
    input.value = wanted;
    tell();
  };
  const move = (wanted) => {
    set(Math.min(Math.max(wanted, Number(input.min)), Number(input.max)));
    moved(Number(input.value));
  };
  input.addEventListener("input", () => move(Number(input.value)));
  const range = (from, to, at = []) => {
    Object.assign(input, { min: from, max: to, disabled: from >= to });
    replace(strip, at.map((mark) => markAt(to > from ? (1000 * (mark - from)) / (to - from) : 500)));
  };
  range(min, max, marks);
  tell();
  return {
    node: element("div", { class: "slider" },
      element("label", { for: id, class: "unseen" }, label),
      stepButton("‹", "One step back", () => move(Number(input.value) - step)),
      element("div", { class: "track" }, input, strip),
      stepButton("›", "One step on", () => move(Number(input.value) + step))),
    set,
    range,
    value: () => Number(input.value),
  };
}

function stepButton(sign, title, action) {
  return element("button", { type: "button", class: "step", "aria-label": title, title, on: { click: action } }, sign);
}

function markAt(x) {
  return drawing("line", { x1: x, x2: x, y1: 0, y2: 6 });
}
