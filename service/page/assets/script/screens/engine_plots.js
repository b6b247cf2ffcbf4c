// Throughput, latency and lag over the last minutes, as long as somebody looks.

import { element } from "../core/element.js";
import { lines } from "../parts/lines.js";

const spanMs = 5 * 60_000;

export function enginePlots() {
  const throughput = lines("Throughput", [
    { name: "commands accepted", unit: "/s" },
    { name: "refused", unit: "/s" },
    { name: "events", unit: "/s" },
  ], spanMs);
  const latency = lines("Latency since the start", [
    { name: "command p50", unit: "ms" },
    { name: "command p99", unit: "ms" },
    { name: "commit p50", unit: "ms" },
    { name: "commit p99", unit: "ms" },
  ], spanMs);
  const lag = lines("Views behind the log", [
    { name: "the one furthest behind", unit: "events" },
  ], spanMs);
  let last = null;
  return {
    node: element("div", { class: "columns plots" }, throughput.node, latency.node, lag.node),
    add(at, { metrics = {}, projections = [] }) {
      throughput.add(at, last ? ratesOf(metrics, last.metrics, (at - last.at) / 1000) : []);
      latency.add(at, [metrics.commandMsP50, metrics.commandMsP99, metrics.commitMsP50, metrics.commitMsP99]);
      lag.add(at, [Math.max(0, ...projections.map((one) => one.lagEvents))]);
      last = { at, metrics };
    },
  };
}

// Counts begin anew with the engine: what would be less than nothing is not known.
function ratesOf(now, before, seconds) {
  return ["commandsAccepted", "commandsRejected", "events"].map((name) => {
    const more = now[name] - before[name];
    return more >= 0 ? more / seconds : undefined;
  });
}
