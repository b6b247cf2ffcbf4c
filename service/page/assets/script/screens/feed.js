// What happens, as it happens: the newest events of the log.

import { get } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { follow } from "../core/events.js";
import { linkTo } from "../core/route.js";
import { timeElement } from "../core/time.js";
import { plain } from "../core/words.js";
import { select } from "../parts/choice.js";
import { eventData } from "../parts/event_data.js";
import { emptyNotice, fillRegion } from "../parts/notice.js";

const shownMax = 200;
const beforehand = 50;
const drawEveryMs = 200;
const kinds = [["", "All"], ["order", "Orders"], ["payment", "Payments"], ["stock", "Stock"], ["shipment", "Shipments"],
  ["fulfilment", "Fulfilments"]];
const states = { live: "Live", waiting: "Connection lost, trying again", paused: "Paused" };

export function showFeed(page, query, signal) {
  const body = element("div", { class: "feed" });
  replace(page, element("h1", { tabindex: "-1" }, "Feed"), body);
  return fillRegion(body, async () => {
    const { position } = await get("events", { limit: 1 }, signal);
    const { events } = await get("events", { from: Math.max(0, position - beforehand), limit: beforehand }, signal);
    return feedParts(events.reverse(), Math.max(position, events[0]?.position ?? 0), signal);
  });
}

function feedParts(events, position, signal) {
  const list = element("ol", { class: "events", "aria-label": "Events, newest first" });
  const state = element("span", { class: "connection", role: "status" });
  let kind = "";
  let held = null; // What came while it is paused.
  let arrived = [];
  const wanted = (event) => !kind || event.streamType === kind;
  const all = [...events];
  const draw = () => {
    const fresh = arrived.filter(wanted);
    arrived = [];
    if (fresh.length === 0) return;
    list.querySelector(".empty")?.remove();
    list.prepend(...fresh.slice(-shownMax).reverse().map(eventNode));
    while (list.childElementCount > shownMax) list.lastElementChild.remove();
  };
  const drawAll = () => {
    arrived = [];
    const fit = all.filter(wanted).slice(0, shownMax);
    replace(list, fit.length > 0 ? fit.map(eventNode) : element("li", { class: "empty" },
      emptyNotice("Nothing of this kind lately.", "What happens shows up here by itself.")));
  };
  const taken = (event) => {
    if (held) {
      held.push(event);
      if (held.length > shownMax) held.shift();
      return;
    }
    all.unshift(event);
    all.length = Math.min(all.length, shownMax);
    arrived.push(event);
  };
  const tell = (word) => {
    state.className = `connection is-${word}`;
    replace(state, states[word]);
  };
  let connection = "waiting";
  const pause = element("button", { type: "button", "aria-pressed": "false", on: { click: () => {
    const missed = held;
    held = missed ? null : [];
    pause.setAttribute("aria-pressed", String(!missed));
    replace(pause, missed ? "Pause" : "Go on");
    missed?.forEach(taken);
    tell(missed ? connection : "paused");
  } } }, "Pause");

  drawAll();
  tell("waiting");
  replace(state, "Connecting");
  const timer = setInterval(draw, drawEveryMs);
  signal.addEventListener("abort", () => clearInterval(timer));
  follow(position, signal, taken, (word) => {
    connection = word;
    if (!held) tell(word);
  });
  return [
    element("div", { class: "panel bar" },
      select("Show", kinds, "", (chosen) => {
        kind = chosen;
        drawAll();
      }), pause, state),
    element("section", { class: "panel" }, list),
  ];
}

function eventNode(event) {
  const data = element("div", { class: "entry-data" });
  const fold = element("details", { on: { toggle: () => fold.open && replace(data, eventData(event)) } },
    element("summary", {},
      element("b", {}, plain(event.type)), " ",
      element("span", { class: "quiet" }, event.metadata?.user ? `by ${event.metadata.user}` : "")), data);
  return element("li", { class: `about-${event.streamType}` },
    element("p", { class: "when" }, timeElement(event.recordedAt, false),
      element("span", { class: "about" }, `${plain(event.streamType)} `),
      element("span", {}, streamName(event))),
    fold);
}

// Payments, parcels and products have streams of their own; some of their events name the order.
function streamName({ stream, streamType, data }) {
  const link = (order) => element("a", { href: linkTo(["orders", order]) }, order);
  if (["order", "fulfilment"].includes(streamType)) return link(stream);
  const order = data?.orderId;
  if (!order || order === stream) return order ? link(order) : stream;
  return [`${stream} for `, link(order)];
}
