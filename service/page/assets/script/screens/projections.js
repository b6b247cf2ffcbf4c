// What lists and statistics are read from: how far each is behind the log, and building it anew.

import { part, send } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { durationText } from "../core/time.js";
import { brief, grouped, plain } from "../core/words.js";
import { actionButton } from "../parts/action.js";
import { ask } from "../parts/ask.js";
import { statusBadge } from "../parts/badge.js";
import { emptyNotice } from "../parts/notice.js";
import { table } from "../parts/table.js";

export function projectionPanel() {
  const body = element("div");
  return {
    node: element("section", { class: "panel", "aria-label": "Projections" }, element("h2", {}, "Projections"), body),
    show(projections) {
      // A table that is drawn anew would take the button from under somebody's finger.
      if (body.contains(document.activeElement)) return;
      replace(body, projections.length > 0 ? projectionTable(projections)
        : emptyNotice("This engine keeps no views.", "Then there are no lists and no statistics."));
    },
  };
}

function projectionTable(projections) {
  return table("Projections", [
    { title: "Name", kind: "heading", cell: ({ name }) => plain(name) },
    { title: "State", cell: ({ state }) => statusBadge(state) },
    { title: "Position", kind: "number", cell: ({ position }) => grouped(position) },
    { title: "Behind", kind: "number", cell: behind },
    { title: "Per second", kind: "number", cell: ({ perSecond }) => (perSecond ? brief(perSecond) : "–") },
    { title: "Dead letters", kind: "number", cell: ({ deadLetters }) => lettersOf(deadLetters) },
    { title: "Last error", kind: "wide", cell: ({ lastError }) => lastError ?? "–" },
    { title: "Build anew", cell: buildAnew },
  ], projections);
}

function behind({ lagEvents, lagSeconds }) {
  return lagEvents > 0 ? `${grouped(lagEvents)} (${durationText(lagSeconds)})` : "0";
}

// The server may say one number, or how many there are of each kind.
function lettersOf(known) {
  return String(known?.parked ?? known ?? 0);
}

function buildAnew({ name, rebuild }) {
  const path = `projections/${part(name)}/rebuild`;
  if (rebuild) {
    return actionButton("Give it up", () => send("DELETE", path), () => {}, `Give it up: building ${plain(name)} anew`);
  }
  return actionButton("Rebuild", async () => {
    const answers = await ask(`Build ${plain(name)} anew?`,
      "It is built beside the one that answers now, which goes on answering until the new one is complete.",
      "Build it anew");
    return answers && send("POST", path);
  }, () => {}, `Rebuild ${plain(name)}`);
}
