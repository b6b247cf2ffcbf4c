// One of a few, side by side.

import { element, freshId } from "../core/element.js";

// `options` are [value, title]; `chosen(value)` hears of a change.
export function choice(label, options, value, chosen) {
  const name = freshId("choice");
  return element("fieldset", { class: "choice" },
    element("legend", { class: "unseen" }, label),
    options.map(([one, title]) => element("label", {},
      element("input", { type: "radio", name, value: one, checked: one === value, on: { change: () => chosen(one) } }),
      element("span", {}, title))));
}

export function select(label, options, value, chosen) {
  const id = freshId("select");
  return element("p", { class: "field" },
    element("label", { for: id }, label),
    element("select", { id, on: { change: (event) => chosen(event.target.value) } },
      options.map(([one, title]) => element("option", { value: one, selected: one === value }, title))));
}
