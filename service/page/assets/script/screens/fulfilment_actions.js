// What people can do about a fulfilment that is stuck, if they may.

import { part, send } from "../core/api.js";
import { element } from "../core/element.js";
import { may } from "../core/session.js";
import { ask } from "../parts/ask.js";
import { actionButton } from "../parts/action.js";

// `changed` is told when one of them was done.
export function fulfilmentActions(order, changed) {
  if (!may("operate")) return null;
  const path = `orders/${part(order)}/fulfilment`;
  return element("div", { class: "actions" },
    actionButton("Retry", () => send("POST", `${path}/retry`), changed, `Retry the fulfilment of ${order}`),
    actionButton("Abandon", async () => {
      const answers = await ask(`Abandon the fulfilment of ${order}?`,
        "What was done for it is undone as far as that can be. This cannot be taken back.", "Abandon it",
        [{ name: "reason", title: "Why" }]);
      return answers && send("POST", `${path}/abandon`, answers);
    }, changed, `Abandon the fulfilment of ${order}`));
}
