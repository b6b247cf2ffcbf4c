// A part of the most there is, as a bar. The number stands beside it; the bar is for the eye alone.

import { drawing } from "../core/element.js";

export function meter(value, most, kind) {
  return drawing("svg",
    { class: `meter ${kind}`, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    drawing("rect", { class: "ground", width: 100, height: 10 }),
    drawing("rect", { class: "filled", width: value > 0 ? Math.max((100 * value) / most, 0.5) : 0, height: 10 }));
}
