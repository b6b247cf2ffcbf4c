// Tables. On a phone each row becomes a card; the roles are stated because a browser forgets that such a table is one.

import { element } from "../core/element.js";

// A column: {title, cell(row), kind?: "number" | "heading" | "wide"}; the one with "heading" names the row.
export function table(caption, columns, rows) {
  return element("div", { class: "table-frame" },
    element("table", { role: "table" },
      element("caption", { class: "unseen" }, caption),
      element("thead", { role: "rowgroup" },
        element("tr", { role: "row" }, columns.map((column) => element("th",
          { scope: "col", role: "columnheader", class: column.kind }, column.title)))),
      element("tbody", { role: "rowgroup" }, rows.map((row) => rowOf(columns, row)))));
}

function rowOf(columns, row) {
  return element("tr", { role: "row" }, columns.map((column) => {
    const heads = column.kind === "heading";
    const shown = column.cell(row);
    const content = element("span", { class: "cell" }, shown);
    const kind = shown === "–" ? `${column.kind ?? ""} blank`.trim() : column.kind;
    return heads
      ? element("th", { scope: "row", role: "rowheader", class: column.kind }, content)
      : element("td", { role: "cell", class: kind, "data-title": column.title }, content);
  }));
}
