// Events that a projection could not be told: people try again, or do without them.

import { get, part, send } from "../core/api.js";
import { element } from "../core/element.js";
import { me } from "../core/session.js";
import { timeElement } from "../core/time.js";
import { plain } from "../core/words.js";
import { actionButton } from "../parts/action.js";
import { ask } from "../parts/ask.js";
import { emptyNotice, fillRegion } from "../parts/notice.js";
import { table } from "../parts/table.js";

export function deadLetterPanel(signal) {
  const body = element("div");
  const load = () => fillRegion(body, async () => {
    const { deadLetters } = await get("dead-letters", {}, signal);
    return deadLetters.length > 0 ? letterTable(deadLetters, load)
      : emptyNotice("No dead letters.", "Every view could be told everything so far.");
  });
  return {
    node: element("section", { class: "panel", "aria-label": "Dead letters" }, element("h2", {}, "Dead letters"), body),
    load: () => (body.contains(document.activeElement) ? undefined : load()),
  };
}

function letterTable(letters, changed) {
  return table("Dead letters", [
    { title: "Event", kind: "heading", cell: ({ type, position }) => `${plain(type)} at ${position}` },
    { title: "View", cell: ({ projection }) => plain(projection) },
    { title: "Stream", cell: ({ stream }) => stream },
    { title: "Attempts", kind: "number", cell: ({ attempts }) => String(attempts) },
    { title: "Waiting behind", kind: "number", cell: ({ waiting }) => String(waiting) },
    { title: "Parked, UTC", kind: "time", cell: ({ parkedAt }) => timeElement(parkedAt) },
    { title: "Error", kind: "wide", cell: ({ error }) => error },
    { title: "What to do", cell: (letter) => actions(letter, changed) },
  ], letters);
}

function actions({ projection, position, type }, changed) {
  const path = `dead-letters/${part(projection)}/${position}`;
  const what = `${plain(type)} at ${position}`;
  return element("div", { class: "actions" },
    actionButton("Retry", () => send("POST", `${path}/retry`), changed, `Retry ${what}`),
    actionButton("Discard", async () => {
      const answers = await ask(`Do without ${what}?`,
        `${plain(projection)} is never told it, and the reason is kept with the view.`, "Do without it",
        [{ name: "reason", title: "Why" }]);
      return answers && send("POST", `${path}/discard`, { by: me().name, reason: answers.reason });
    }, changed, `Discard ${what}`));
}
