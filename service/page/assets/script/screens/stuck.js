// Fulfilments that wait for people.

import { get } from "../core/api.js";
import { element } from "../core/element.js";
import { linkTo } from "../core/route.js";
import { sum } from "../core/money.js";
import { timeElement } from "../core/time.js";
import { plain } from "../core/words.js";
import { emptyNotice, fillRegion } from "../parts/notice.js";
import { table } from "../parts/table.js";
import { fulfilmentActions } from "./fulfilment_actions.js";

const shownMax = 100;

export function stuckPanel(signal) {
  const body = element("div");
  const load = () => fillRegion(body, async () => {
    const { fulfilments, next } = await get("fulfilments", { phase: "parked", order: "oldest", limit: shownMax }, signal);
    if (fulfilments.length === 0) return emptyNotice("Nothing is stuck.", "No fulfilment waits for people.");
    const more = next && element("p", { class: "quiet" }, `The ${shownMax} oldest; there are more.`);
    return [stuckTable(fulfilments, load), more];
  });
  return {
    node: element("section", { class: "panel", "aria-label": "Stuck processes" },
      element("h2", {}, "Stuck processes"), body),
    load: () => (body.contains(document.activeElement) ? undefined : load()),
  };
}

function stuckTable(rows, changed) {
  return table("Stuck processes, oldest first", [
    { title: "Order", kind: "heading",
      cell: ({ fulfilment }) => element("a", { href: linkTo(["orders", fulfilment.orderId]) }, fulfilment.orderId) },
    { title: "Since, UTC", kind: "time", cell: ({ since }) => timeElement(since) },
    { title: "Step", cell: ({ fulfilment }) => plain(fulfilment.parked?.step ?? "–") },
    { title: "Sum", kind: "number", cell: ({ fulfilment }) => sum(fulfilment.total, fulfilment.currency) },
    { title: "Problem", kind: "wide", cell: ({ fulfilment }) => fulfilment.parked?.problem ?? "–" },
    { title: "What to do", cell: ({ fulfilment }) => fulfilmentActions(fulfilment.orderId, changed) },
  ], rows);
}
