// How the engine is doing, and what needs people: for operators.

import { get, wasAborted } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { repeat } from "../core/latest.js";
import { problemNotice } from "../parts/notice.js";
import { deadLetterPanel } from "./dead_letters.js";
import { enginePlots } from "./engine_plots.js";
import { engineTiles } from "./engine_tiles.js";
import { logLevelPanel } from "./log_level.js";
import { projectionPanel } from "./projections.js";
import { stuckPanel } from "./stuck.js";

const everyMs = 2000;
const listsEveryMs = 10_000;

export function showOperations(page, query, signal) {
  const tiles = element("section", { class: "tiles", "aria-label": "Figures" });
  const trouble = element("div");
  const plots = enginePlots();
  const projections = projectionPanel();
  const lists = [deadLetterPanel(signal), stuckPanel(signal)];
  replace(page, element("h1", { tabindex: "-1" }, "Operations"), trouble, tiles, plots.node, projections.node,
    lists.map(({ node }) => node), logLevelPanel(signal));

  // A server that is away for a moment leaves the last figures where they are, and a line that says so.
  repeat(everyMs, signal, async () => {
    try {
      const status = await get("operations/status", {}, signal);
      replace(trouble);
      replace(tiles, engineTiles(status));
      plots.add(performance.now(), status);
      projections.show(status.projections ?? []);
    } catch (error) {
      if (!wasAborted(error)) replace(trouble, problemNotice(error));
    }
  });
  repeat(listsEveryMs, signal, () => Promise.all(lists.map(({ load }) => load())));
}
