// Orders and sums per day (or month), as they were at the moment, in front of what is known now.

import { element, replace } from "../core/element.js";
import { height, sum } from "../core/money.js";
import { counted, grouped } from "../core/words.js";
import { bars } from "../parts/bars.js";
import { select } from "../parts/choice.js";
import { table } from "../parts/table.js";

// `now`: {by, rows} of GET /statistics/day or month, sorted by key.
export function dayPlots({ by, rows: now }) {
  const currencies = [...new Set(now.map((row) => row.currency))].sort();
  const keys = allKeys(by, now);
  let currency = mostUsed(now);
  let then = now;
  const [totals, orders] = [bars(), bars()];
  const totalTitle = element("h2");
  const figures = element("div");
  const fold = element("details", {}, element("summary", {}, "The same as a table"), figures);

  const draw = () => {
    const [nowBy, thenBy] = [byKey(now, currency), byKey(then, currency)];
    const rows = (number, text) => keys.map((key) => ({
      key,
      behind: nowBy.has(key) ? number(nowBy.get(key)) : 0,
      front: thenBy.has(key) ? number(thenBy.get(key)) : 0,
      text: thenBy.has(key) ? [`${key}: `, text(thenBy.get(key))] : `${key}: nothing`,
    }));
    replace(totalTitle, `Sums of the orders created each ${by}, ${currency}`);
    totals.show(rows((row) => height(row.total), (row) => [sum(row.total, currency), ` in ${counted(row.orders, "order")}`]),
      `Sums of orders per ${by} in ${currency}: ${thenBy.size} ${by}s with orders`);
    const count = [...thenBy.values()].reduce((all, row) => all + row.orders, 0);
    orders.show(rows((row) => row.orders, (row) => counted(row.orders, "order")),
      `Orders in ${currency} per ${by}: ${counted(count, "order")}`);
    if (fold.open) replace(figures, figureTable(by, [...thenBy.values()]));
  };
  fold.addEventListener("toggle", draw);
  return {
    node: element("section", { class: "panel", "aria-label": `By ${by}` },
      currencies.length > 1 && select("Currency", currencies.map((one) => [one, one]), currency, (chosen) => {
        currency = chosen;
        draw();
      }),
      totalTitle, totals.node,
      element("h2", {}, `Orders created each ${by}`), orders.node,
      element("p", { class: "quiet" }, "Solid is what there was at the moment, pale what has come since."),
      fold),
    show(rows) {
      then = rows;
      draw();
    },
  };
}

function byKey(rows, currency) {
  return new Map(rows.filter((row) => row.currency === currency).map((row) => [row.key, row]));
}

function mostUsed(rows) {
  const orders = new Map();
  for (const row of rows) orders.set(row.currency, (orders.get(row.currency) ?? 0) + row.orders);
  return [...orders].sort((a, b) => b[1] - a[1])[0][0];
}

// From the first to the last without gaps, so that a day without orders is seen as one. Months are few: they stand as
// they come.
function allKeys(by, rows) {
  const known = [...new Set(rows.map((row) => row.key))].sort();
  if (by !== "day") return known;
  const keys = [];
  const day = new Date(known[0]);
  for (; keys.length < 4000 && day <= new Date(known.at(-1)); day.setUTCDate(day.getUTCDate() + 1)) {
    keys.push(day.toISOString().slice(0, 10));
  }
  return keys;
}

function figureTable(by, rows) {
  return table(`Figures by ${by}`, [
    { title: by === "day" ? "Day" : "Month", kind: "heading", cell: ({ key }) => key },
    { title: "Orders", kind: "number", cell: (row) => grouped(row.orders) },
    { title: "Total", kind: "number", cell: (row) => sum(row.total, row.currency) },
    { title: "Pieces", kind: "number", cell: (row) => grouped(row.quantity) },
    { title: "Revenue", kind: "number", cell: (row) => sum(row.revenue, row.currency) },
  ], rows);
}
