// All that happened around an order, first to last. What had not happened at the chosen moment is pale.

import { get } from "../core/api.js";
import { element } from "../core/element.js";
import { timeElement } from "../core/time.js";
import { counted, plain } from "../core/words.js";
import { eventData } from "../parts/event_data.js";
import { fillRegion } from "../parts/notice.js";

// `timeline` as GET /orders/{id}/details has it, `versions` the order's own events. `chosen({version}|{at})` hears that
// somebody wants to go there.
export function orderTimeline(timeline, versions, chosen) {
  const byPosition = new Map(versions.map((event) => [event.position, event]));
  const entries = timeline.map((entry) => ({ entry, node: entryNode(entry, byPosition.get(entry.position), chosen) }));
  return {
    node: element("section", { class: "panel timeline-panel", "aria-label": "Timeline" },
      element("h2", {}, "What happened"),
      element("p", { class: "quiet" }, counted(timeline.length, "event"), "; times are UTC, the local time on hover."),
      element("ol", { class: "timeline" }, entries.map(({ node }) => node))),
    // What belongs to a version was recorded up to its event, what belongs to a time happened by then.
    mark({ time, version, isNow }) {
      const end = versions[version - 1]?.position ?? 0;
      for (const { entry, node } of entries) {
        const later = !isNow && (time ? entry.occurredAt > time : entry.position > end);
        node.classList.toggle("later", later);
        const current = time ? false : entry.position === end;
        if (current) node.setAttribute("aria-current", "step");
        else node.removeAttribute("aria-current");
      }
    },
  };
}

function entryNode(entry, event, chosen) {
  const data = element("div", { class: "entry-data" });
  const fold = element("details", { on: { toggle: () => fold.open && showData(data, entry, event) } },
    element("summary", {}, plain(entry.type), event?.metadata?.user && element("span", { class: "quiet" },
      ` by ${event.metadata.user}`)), data);
  return element("li", { class: `about-${entry.about}` },
    element("p", { class: "when" }, timeElement(entry.occurredAt), " ",
      element("button", { type: "button", class: "link", title: "Show the order as it was then",
        on: { click: () => chosen(event ? { version: event.version } : { at: entry.occurredAt }) } },
      event ? `version ${event.version}` : "at this time"),
      entry.about !== "order" && element("span", { class: "about" }, plain(entry.about))),
    element("p", { class: "what" }, entry.what),
    fold);
}

// The order's own events are there; those of its payment, parcel and fulfilment are fetched when somebody looks.
function showData(place, entry, event) {
  if (place.childNodes.length > 0) return;
  fillRegion(place, async () => {
    if (event) return eventData(event);
    const { events } = await get("events", { from: entry.position - 1, limit: 1 });
    return eventData(events[0]);
  });
}
