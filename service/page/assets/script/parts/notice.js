// What stands where there is nothing to show: an error with a way out, emptiness with its reason, and waiting.

import { element, replace } from "../core/element.js";
import { Problem, wasAborted } from "../core/api.js";
import { plain } from "../core/words.js";

const busyAfterMs = 250;

export function emptyNotice(title, ...hint) {
  return element("div", { class: "notice empty" }, element("p", { class: "notice-title" }, title),
    hint.length > 0 && element("p", {}, ...hint));
}

// `again`, when given, is what the button does.
export function problemNotice(error, again) {
  return element("div", { class: "notice problem", role: "alert" },
    element("p", { class: "notice-title" }, titleOf(error)),
    element("p", {}, explanationOf(error)),
    error.rule && element("p", { class: "rule" }, "Rule: ", element("code", {}, error.rule)),
    again && element("p", {}, element("button", { type: "button", on: { click: again } }, "Try again")));
}

// Fills the region with what `make` answers. The old content stays until then, and is marked as busy when it takes
// long. An error is shown with a button that tries again.
export async function fillRegion(region, make) {
  const timer = setTimeout(() => region.setAttribute("aria-busy", "true"), busyAfterMs);
  try {
    replace(region, await make());
  } catch (error) {
    if (wasAborted(error)) return;
    replace(region, problemNotice(error, () => fillRegion(region, make)));
  } finally {
    clearTimeout(timer);
    region.removeAttribute("aria-busy");
  }
}

function titleOf(error) {
  if (!(error instanceof Problem)) return "This page made a mistake";
  if (error.status === 403) return "Your token may not do this";
  if (error.status === 503) return "The server cannot do this at the moment";
  return error.title ? plain(error.title) : `The server answered ${error.status}`;
}

function explanationOf(error) {
  if (error instanceof Problem) return error.message;
  console.error(error);
  return "Reloading it may help. What went wrong stands in the browser's console.";
}
