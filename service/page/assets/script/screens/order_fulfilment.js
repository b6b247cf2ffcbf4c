// An order's fulfilment as it stands now: its steps, what it waits for, and a way out for one that is stuck.

import { find } from "../core/api.js";
import { element } from "../core/element.js";
import { sum } from "../core/money.js";
import { timeElement } from "../core/time.js";
import { counted, plain } from "../core/words.js";
import { statusBadge } from "../parts/badge.js";
import { facts } from "../parts/facts.js";
import { emptyNotice, fillRegion } from "../parts/notice.js";
import { fulfilmentActions } from "./fulfilment_actions.js";

export function fulfilmentPanel(path, id, signal) {
  const body = element("div");
  const load = () => fillRegion(body, async () => {
    const found = await find(`${path}/fulfilment`, {}, signal);
    return found ? parts(id, found, load) : emptyNotice("No fulfilment was begun for this order.");
  });
  load();
  return element("section", { class: "panel", "aria-label": "Fulfilment" }, body);
}

function parts(id, { fulfilment, steps = [] }, changed) {
  return [
    element("h2", {}, "Fulfilment, now ", statusBadge(fulfilment.status)),
    stuck(id, fulfilment, changed),
    waiting(fulfilment),
    facts([
      ["Flow", plain(fulfilment.flow)],
      ["Sum", sum(fulfilment.total, fulfilment.currency)],
      ["Order", plain(fulfilment.order)],
      ["Payment", plain(fulfilment.payment)],
      ["Shipment", plain(fulfilment.shipment)],
      ["Undone because", fulfilment.reason],
      ["Begun", timeElement(fulfilment.startedAt)],
      ["Last changed", timeElement(fulfilment.updatedAt)],
    ]),
    steps.length > 0 && [element("h3", {}, "Steps"), stepList(steps)],
  ];
}

function stuck(id, { parked }, changed) {
  if (!parked) return null;
  const where = parked.step ? `, at ${plain(parked.step).toLowerCase()}` : "";
  return element("div", { class: "notice problem" },
    element("p", { class: "notice-title" }, `It waits for people${where}`),
    element("p", {}, parked.problem, " – since ", timeElement(parked.since), " UTC"),
    fulfilmentActions(id, changed));
}

function waiting({ openSteps = [] }) {
  return openSteps.length > 0 && element("ul", { class: "waiting" }, openSteps.map((step) => element("li", {},
    `Waits for ${step.waitsFor}`, ` (${plain(step.step).toLowerCase()}, attempt ${step.attempt}), due at `,
    timeElement(step.due), " UTC")));
}

function stepList(steps) {
  return element("ol", { class: "steps" }, steps.map((step) => element("li", {},
    element("p", {}, element("b", {}, step.productId ? `${plain(step.step)}: ${step.productId}` : plain(step.step)), " ",
      statusBadge(step.outcome)),
    element("p", { class: "quiet" }, "Opened ", timeElement(step.openedAt),
      step.endedAt && [", ended ", timeElement(step.endedAt)], `, ${counted(step.attempt, "attempt")}`),
    troubleOf(step) && element("p", {}, troubleOf(step)))));
}

function troubleOf({ waitsFor, problem, rule, reason }) {
  return [waitsFor && `waits for ${waitsFor}`, problem, rule && plain(rule), reason].filter(Boolean).join("; ");
}
