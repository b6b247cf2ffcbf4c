// One order: as it is, as it was at each of its versions and at each moment, what happened to it, and its fulfilment.

import { get, part, Problem, wasAborted } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { latest } from "../core/latest.js";
import { noteQuery } from "../core/route.js";
import { endOfMillisecond, milliseconds } from "../core/time.js";
import { emptyNotice, fillRegion, problemNotice } from "../parts/notice.js";
import { differencePanel } from "./order_difference.js";
import { fulfilmentPanel } from "./order_fulfilment.js";
import { momentPanel } from "./order_moment.js";
import { orderState } from "./order_state.js";
import { orderTimeline } from "./order_timeline.js";

export function showOrder(page, id, query, signal) {
  const body = element("div", { class: "order" });
  replace(page, element("h1", { tabindex: "-1" }, id), body);
  return fillRegion(body, async () => {
    try {
      return await orderParts(id, query, signal);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return noSuchOrder(id);
      throw error;
    }
  });
}

function noSuchOrder(id) {
  return emptyNotice(`There is no order ${id}.`, "It may have been mistyped, or is not created yet. ",
    element("a", { href: "#/orders" }, "Find orders"));
}

async function orderParts(id, query, signal) {
  const path = `orders/${part(id)}`;
  const [now, history] = await Promise.all([get(`${path}/details`, {}, signal), get(`${path}/history`, {}, signal)]);
  const versions = history.events;
  const state = element("section", { class: "panel", "aria-label": "The order at this moment" });
  const timeline = orderTimeline(now.timeline, versions, (entry) => moment.goTo(entry));
  const difference = differencePanel(path, versions, signal);

  // Versions never change; what was fetched once is kept as long as the screen is.
  const known = new Map();
  const detailsAt = async (at) => {
    const key = JSON.stringify(at);
    if (!known.has(key)) known.set(key, await get(`${path}/details`, at, signal));
    return known.get(key);
  };
  const show = latest(async (at, isNewest) => {
    const details = await detailsAt(at.query);
    if (!isNewest() || signal.aborted) return;
    replace(state, orderState(details, at.isNow));
    difference.show(details.order.version);
  }, (error) => {
    if (!wasAborted(error)) replace(state, problemNotice(error));
  });
  const moved = (at) => {
    timeline.mark(at);
    noteQuery(["orders", id], at.isNow ? {} : at.note);
    return show(at);
  };
  const moment = momentPanel(now, versions, moved);

  replace(state, orderState(now, true));
  difference.show(now.order.version);
  beginAt(query, moment, versions);
  const fulfilment = now.fulfilment && fulfilmentPanel(path, id, signal);
  return [
    moment.node,
    element("div", { class: "columns" }, element("div", {}, state, difference.node, fulfilment), timeline.node),
  ];
}

// The address may name a version, or a time.
function beginAt(query, moment, versions) {
  const version = Number(query.get("version"));
  const at = query.get("at") ? milliseconds(query.get("at")) : Number.NaN;
  if (version >= 1 && version <= versions.length) moment.goTo({ version });
  else if (!Number.isNaN(at)) moment.goTo({ at: endOfMillisecond(at) });
}
