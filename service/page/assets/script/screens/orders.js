// Finding orders: words, filters, pages.

import { announce } from "../core/announce.js";
import { get, wasAborted } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { afterPause } from "../core/latest.js";
import { sum } from "../core/money.js";
import { go, linkTo, noteQuery } from "../core/route.js";
import { timeElement, utcText } from "../core/time.js";
import { counted } from "../core/words.js";
import { statusBadge } from "../parts/badge.js";
import { emptyNotice, fillRegion } from "../parts/notice.js";
import { table } from "../parts/table.js";
import { orderFilter, wishesOf } from "./order_filter.js";

const typingPauseMs = 120;

// The cursors by which pages were reached, so that one can go back; by the wishes that they belong to.
const trails = new Map();

export function showOrders(page, query, signal) {
  let wishes = wishesOf(query);
  let cursor = query.get("cursor") ?? "";
  let under = null;
  const results = element("section", { class: "results", "aria-label": "Orders found" });

  const load = () => {
    under?.abort();
    under = new AbortController();
    const asked = under.signal;
    return fillRegion(results, async () => {
      const found = await get("orders", { ...wishes, cursor }, asked);
      if (asked.aborted) throw new DOMException("Another question", "AbortError");
      announce(found.orders.length > 0 ? `${counted(found.orders.length, "order")} shown` : "No orders found");
      return resultParts(found, wishes, cursor);
    });
  };
  const loadSoon = afterPause(typingPauseMs, load);
  const changed = (next, typing) => {
    wishes = next;
    cursor = "";
    noteQuery(["orders"], wishes);
    if (typing) loadSoon();
    else load();
  };
  signal.addEventListener("abort", () => under?.abort());

  const filter = orderFilter(wishes, changed);
  replace(page, element("h1", { tabindex: "-1" }, "Orders"), filter.node, results);
  load();
  showCounts(filter, wishes, signal);
}

function momentNote(wishes) {
  return wishes.asOf && element("p", { class: "moment-note" }, "As they were on ", timeElement(wishes.asOf), " UTC. ",
    element("a", { href: linkTo(["orders"], { ...wishes, asOf: "" }) }, "Show them as they are now"));
}

// How many there are in each status stands beside its name; without it the filter does as well.
async function showCounts(filter, { asOf }, signal) {
  try {
    const { counts } = await get("counts", { asOf }, signal);
    filter.showCounts(counts);
  } catch (error) {
    if (!wasAborted(error)) console.warn("no counts:", error.message);
  }
}

function resultParts(found, wishes, cursor) {
  if (found.orders.length === 0) return [momentNote(wishes), emptyParts(wishes)];
  return [momentNote(wishes), orderTable(found.orders, wishes), pager(found, wishes, cursor)];
}

function emptyParts(wishes) {
  const narrowed = Object.entries(wishes).some(([name, value]) => !["sort", "order"].includes(name) && value.length > 0);
  if (!narrowed) return emptyNotice("There are no orders yet.", "The first one shows up here as soon as it is created.");
  return emptyNotice("No order fits.", "Fewer letters or filters find more. ",
    element("a", { href: "#/orders" }, "Show all orders"));
}

function orderTable(orders, { asOf }) {
  const columns = [
    { title: "Order", kind: "heading",
      cell: ({ orderId }) => element("a", { href: linkTo(["orders", orderId], { at: asOf }) }, orderId) },
    { title: "Status", cell: ({ status }) => statusBadge(status) },
    { title: "Customer",
      cell: ({ customerId }) => element("a", { href: linkTo(["orders"], { customer: customerId }) }, customerId) },
    { title: "Lines", kind: "number", cell: ({ itemCount }) => String(itemCount) },
    { title: "Total", kind: "number", cell: ({ total, currency }) => sum(total, currency) },
    { title: "Paid", kind: "number", cell: ({ amountPaid, currency }) => sum(amountPaid, currency) },
    { title: "Created, UTC", kind: "time", cell: ({ createdAt }) => timeElement(createdAt) },
    { title: "Last changed, UTC", kind: "time", cell: ({ updatedAt }) => timeElement(updatedAt) },
    { title: "Tracking number", kind: "wide", cell: ({ trackingNumber }) => trackingNumber ?? "–" },
  ];
  return table(asOf ? `Orders as of ${utcText(asOf)} UTC` : "Orders", columns, orders);
}

function pager({ next }, wishes, cursor) {
  const key = JSON.stringify(wishes);
  const trail = trails.get(key) ?? [""];
  trails.set(key, trail);
  const number = trail.indexOf(cursor);
  if (number >= 0 && next) trail[number + 1] = next;
  const button = (title, to) => element("button",
    { type: "button", on: { click: () => go(linkTo(["orders"], { ...wishes, cursor: to })) } }, title);
  if (!cursor && !next) return null;
  return element("nav", { class: "pager", "aria-label": "Pages" },
    cursor && button("First page", ""),
    number > 1 && button("Previous page", trail[number - 1]),
    element("span", {}, number >= 0 ? `Page ${number + 1}` : "A later page"),
    next && button("Next page", next));
}
