// The engine's figures of this moment.

import { element } from "../core/element.js";
import { durationText } from "../core/time.js";
import { brief, bytesText, grouped } from "../core/words.js";

// `status` as GET /operations/status has it. What it does not say is left out.
export function engineTiles({ version, uptimeSeconds, position, metrics = {} }) {
  const count = (value) => (value === undefined ? undefined : grouped(value));
  return [
    ["Log", position === undefined ? undefined : grouped(position), "events"],
    ["Accepted", count(metrics.commandsAccepted), "commands"],
    ["Refused", count(metrics.commandsRejected), "by a rule"],
    ["Failed", count(metrics.commandsFailed), "not by a rule"],
    ["In flight", count(metrics.commandsInFlight), "commands"],
    ["Live", metrics.liveAggregates === undefined ? undefined : brief(metrics.liveAggregates), "aggregates"],
    ["Files", sizeOf(metrics), "on disk"],
    ["Up", uptimeSeconds === undefined ? undefined : durationText(uptimeSeconds), version ? `version ${version}` : ""],
  ].filter(([, value]) => value !== undefined).map(tile);
}

function sizeOf({ databaseBytes, walBytes }) {
  return databaseBytes === undefined ? undefined : bytesText(databaseBytes + (walBytes ?? 0));
}

function tile([title, value, unit]) {
  return element("div", { class: "tile" },
    element("p", { class: "tile-title" }, title),
    element("p", { class: "tile-value" }, value),
    element("p", { class: "quiet" }, unit));
}
