// What sets two versions of an order apart.

import { get, wasAborted } from "../core/api.js";
import { element, replace } from "../core/element.js";
import { latest } from "../core/latest.js";
import { timeElement } from "../core/time.js";
import { plain } from "../core/words.js";
import { select } from "../parts/choice.js";
import { problemNotice } from "../parts/notice.js";
import { table } from "../parts/table.js";

const previous = "previous";

// Compares the version that is shown with the one before it, or with one that somebody chose.
export function differencePanel(path, versions, signal) {
  const changes = element("div", { class: "changes" });
  let against = previous;
  let shown = versions.length;
  const compare = latest(async ({ from, to }, isNewest) => {
    if (from === to || from < 1) return replace(changes, nothingToCompare(from, to));
    const difference = await get(`${path}/difference`, { from, to }, signal);
    if (isNewest()) replace(changes, changeTable(difference.fields, from, to));
    return undefined;
  }, (error) => {
    if (!wasAborted(error)) replace(changes, problemNotice(error));
  });
  const refresh = () => compare({ from: against === previous ? shown - 1 : Number(against), to: shown });
  const options = [[previous, "the version before"],
    ...versions.map(({ version, description }) => [String(version), `version ${version}: ${description}`])];
  return {
    node: element("section", { class: "panel", "aria-label": "What changed" },
      element("h2", {}, "What changed"),
      select("Since", options, previous, (chosen) => {
        against = chosen;
        refresh();
      }),
      changes),
    show(version) {
      shown = version;
      return refresh();
    },
  };
}

function nothingToCompare(from, to) {
  const why = from === to ? "That is the version that is shown." : "This is the first version: there was nothing before it.";
  return element("p", { class: "quiet" }, why);
}

function changeTable(fields, from, to) {
  if (fields.length === 0) return element("p", { class: "quiet" }, `Versions ${from} and ${to} say the same.`);
  const cell = (value) => (value === undefined ? element("span", { class: "quiet" }, "not there") : shownValue(value));
  return table(`Changes from version ${from} to ${to}`, [
    { title: "Field", kind: "heading", cell: ({ field }) => fieldName(field) },
    { title: `Version ${from}`, cell: ({ before }) => cell(before) },
    { title: `Version ${to}`, cell: ({ after }) => cell(after) },
  ], fields);
}

// Times as everywhere on the page; all else as the server says it.
function shownValue(value) {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? timeElement(value, true) : value;
}

// "lines.widget.unitPrice" is "Lines › widget › Unit price": what stands in the middle is an id, which may have dots.
function fieldName(path) {
  const [, group, id, field] = /^([^.]+)\.(.+)\.([^.]+)$/.exec(path) ?? [];
  if (group) return `${plain(group)} › ${id} › ${plain(field)}`;
  return path.split(".").map(plain).join(" › ");
}
