// How many orders were in each status, beside how many are now.

import { element, replace } from "../core/element.js";
import { linkTo } from "../core/route.js";
import { counted, fulfilmentPhases, grouped, orderStatuses } from "../core/words.js";
import { statusBadge } from "../parts/badge.js";
import { meter } from "../parts/meter.js";

// `then` and `now` are numbers by status.
export function countParts(then, now, { query, time }) {
  const total = sumOf(then);
  const most = Math.max(1, ...Object.values(then), ...Object.values(now));
  return [
    element("h2", {}, counted(total, "order")),
    element("ul", { class: "meters" }, orderStatuses.map((status) => element("li", {},
      statusBadge(status),
      meter(then[status] ?? 0, most, `status-${status}`),
      numberOf(status, then[status] ?? 0, time, query.atPosition)))),
    total !== sumOf(now) && element("p", { class: "quiet" }, `Now there are ${grouped(sumOf(now))}.`),
  ];
}

// The list of orders knows times, not yet positions.
function numberOf(status, count, time, position) {
  if (position) return element("span", { class: "number" }, grouped(count));
  return element("a", { class: "number", href: linkTo(["orders"], { status, asOf: time }),
    "aria-label": `List ${counted(count, `${status} order`)}` }, grouped(count));
}

// Hidden where no order is carried out by the engine.
export function phaseParts(place, counts) {
  const total = sumOf(counts);
  const most = Math.max(1, ...Object.values(counts));
  place.hidden = total === 0;
  replace(place,
    element("h2", {}, counted(total, "fulfilment")),
    element("ul", { class: "meters" }, fulfilmentPhases.map((phase) => element("li", {},
      statusBadge(phase),
      meter(counts[phase] ?? 0, most, `status-${phase}`),
      element("span", { class: "number" }, grouped(counts[phase] ?? 0))))));
}

function sumOf(counts) {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
