// How much the server's own log says.

import { get, send } from "../core/api.js";
import { announce } from "../core/announce.js";
import { element } from "../core/element.js";
import { select } from "../parts/choice.js";
import { fillRegion } from "../parts/notice.js";

const levels = ["error", "warn", "info", "debug"];

export function logLevelPanel(signal) {
  const body = element("div");
  const load = (wanted) => fillRegion(body, async () => {
    if (wanted) {
      await send("PUT", "log-level", { level: wanted });
      announce(`Log level ${wanted}`);
    }
    const { level } = await get("log-level", {}, signal);
    const known = levels.includes(level) ? levels : [level, ...levels];
    return select("Level", known.map((one) => [one, one]), level, load);
  });
  load();
  return element("section", { class: "panel", "aria-label": "The server's log" },
    element("h2", {}, "The server's log"), body);
}
