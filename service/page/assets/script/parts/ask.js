// Asks before something is done that cannot be taken back, and for what must be said with it.

import { element } from "../core/element.js";
import { freshId } from "../core/element.js";

// Answers null when people think better of it; otherwise the texts of `fields` ([{name, title}]) by name.
export function ask(question, explanation, action, fields = []) {
  const inputs = fields.map(({ name, title }) => ({ title, id: freshId("ask"), name }));
  const heading = freshId("ask");
  const dialog = element("dialog", { "aria-labelledby": heading },
    element("form", { method: "dialog" },
      element("h2", { id: heading }, question),
      element("p", {}, explanation),
      inputs.map(({ title, id, name }) => element("p", { class: "field" },
        element("label", { for: id }, title), element("input", { id, name, required: true, autocomplete: "off" }))),
      element("p", { class: "buttons" },
        element("button", { type: "button", on: { click: () => dialog.close() } }, "Cancel"),
        element("button", { class: "main-action", value: "yes" }, action))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const answers = Object.fromEntries(new FormData(dialog.querySelector("form")));
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? answers : null);
    });
  });
}
