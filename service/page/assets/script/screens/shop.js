// The whole shop at any moment: how many orders were in each status, and sums per day.

import { get, wasAborted } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { latest } from "../core/latest.js";
import { linkTo, noteQuery } from "../core/route.js";
import { milliseconds } from "../core/time.js";
import { emptyNotice, fillRegion, problemNotice } from "../parts/notice.js";
import { countParts, phaseParts } from "./shop_counts.js";
import { dayPlots } from "./shop_days.js";
import { shopMoment } from "./shop_moment.js";

const daysMax = 1000;

export function showShop(page, query, signal) {
  const body = element("div", { class: "shop" });
  replace(page, element("h1", { tabindex: "-1" }, "The shop at a moment"), body);
  return fillRegion(body, () => shopParts(query, signal));
}

// By day, or by month where there are more days than one answer holds.
async function calendar(signal, at = {}, known = undefined) {
  const ask = async (by) => {
    const { rows } = await get(`statistics/${by}`, { sort: "key", limit: daysMax, ...at }, signal);
    return { by, rows };
  };
  if (known) return ask(known);
  const days = await ask("day");
  return days.rows.length < daysMax ? days : ask("month");
}

async function shopParts(query, signal) {
  const [now, counts] = await Promise.all([calendar(signal), get("counts", {}, signal)]);
  if (now.rows.length === 0) {
    return emptyNotice("Nothing has happened yet.", "The shop's days show up here with its first order.");
  }
  const numbers = element("section", { class: "panel", "aria-label": "Orders by status" });
  const phases = element("section", { class: "panel", hidden: true, "aria-label": "Fulfilments by phase" });
  const plots = dayPlots(now);

  const failed = (error) => {
    if (!wasAborted(error)) replace(numbers, problemNotice(error));
  };
  // Counts are asked for beside the sums, so that neither waits for the other while the hand moves.
  const showCounts = latest(async (at, isNewest) => {
    const then = await get("counts", at.query, signal);
    if (isNewest()) replace(numbers, countParts(then.counts, counts.counts, at));
  }, failed);
  const showDays = latest(async (at, isNewest) => {
    const then = await calendar(signal, at.query, now.by);
    if (isNewest()) plots.show(then.rows, at);
  }, failed);
  const showPhases = latest(async (at, isNewest) => {
    const then = await get("fulfilments/counts", at.query, signal);
    if (isNewest()) phaseParts(phases, then.counts);
  }, (error) => {
    phases.hidden = true; // A server may keep no board.
    if (!wasAborted(error)) console.warn("no fulfilments:", error.message);
  });
  const moved = (at) => {
    noteQuery(["shop"], at.note);
    showCounts(at);
    showDays(at);
    showPhases(at);
  };
  const first = milliseconds(now.rows[0].key.length === 7 ? `${now.rows[0].key}-01` : now.rows[0].key);
  const moment = shopMoment({ first, position: counts.position, moved });
  moment.begin(query);
  return [moment.node, element("div", { class: "columns" }, numbers, phases), plots.node,
    element("p", {}, element("a", { href: linkTo(["orders"]) }, "To the orders"))];
}
