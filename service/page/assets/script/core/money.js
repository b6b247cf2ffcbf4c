// Money stands as the server wrote it. It is a number only where a plot draws it.

import { element } from "./element.js";

export function sum(text, currency) {
  return element("span", { class: "sum" }, `${text} `, element("span", { class: "unit" }, currency));
}

// For drawing only: exactness ends here.
export function height(text) {
  return Number.parseFloat(text);
}
