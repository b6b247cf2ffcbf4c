// What an event carries, and who caused it.

import { element } from "../core/element.js";
import { timeElement } from "../core/time.js";
import { plain } from "../core/words.js";
import { facts } from "./facts.js";

// `event` as the log has it.
export function eventData(event) {
  const by = event.metadata ?? {};
  return element("div", { class: "event-data" },
    facts([
      ["Caused by", by.user ?? "nobody stated"],
      ["Happened", timeElement(event.occurredAt, true)],
      ["Recorded", timeElement(event.recordedAt, true)],
      ["Position", String(event.position)],
      ["Version", `${event.version} of ${event.streamType} ${event.stream}`],
      ["Command", by.commandId && element("code", {}, by.commandId)],
      ["Correlation", by.correlationId && element("code", {}, by.correlationId)],
      ["Cause", by.causationId && element("code", {}, by.causationId)],
      ["Trace", by.traceparent && element("code", {}, by.traceparent)],
      ["Event", element("code", {}, event.eventId)],
    ]),
    dataText(event));
}

// The event's own data, as it was written. It scrolls by itself, so it must be reachable by keyboard.
function dataText({ data, type, position }) {
  if (!data || Object.keys(data).length === 0) return element("p", { class: "quiet" }, "It carries no data.");
  return element("pre", { tabindex: "0", role: "region", "aria-label": `Data of ${plain(type)} at ${position}` },
    JSON.stringify(data, null, 2));
}
