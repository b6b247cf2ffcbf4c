// What is looked for: words as they are typed, statuses, and the rarer things behind a fold.

import { element, freshId, replace } from "../core/element.js";
import { orderStatuses, grouped, plain } from "../core/words.js";
import { endOfMillisecond, fromInput, inputText, milliseconds } from "../core/time.js";
import { select } from "../parts/choice.js";

const texts = [
  { name: "customer", title: "Customer" },
  { name: "product", title: "Product" },
  { name: "currency", title: "Currency", hint: "EUR", size: 5 },
  { name: "amountFrom", title: "Total from", hint: "10.00", size: 9 },
  { name: "amountTo", title: "Total to", hint: "99.99", size: 9 },
];
// `last`: the instant counts to its end, as people mean it who name a second.
const instants = [
  { name: "createdFrom", title: "Created from (UTC)" },
  { name: "createdTo", title: "Created to (UTC)", last: true },
  { name: "asOf", title: "As it was at (UTC)", last: true },
];
const folded = [...texts, ...instants].map(({ name }) => name);
const sorts = [["created", "Time of creation"], ["updated", "Last change"], ["total", "Total"]];
const ways = [["desc", "Newest, highest first"], ["asc", "Oldest, lowest first"]];

// The part of a route's query that says what is looked for.
export function wishesOf(query) {
  const wishes = { text: query.get("text") ?? "", status: query.getAll("status") };
  for (const name of folded) wishes[name] = query.get(name) ?? "";
  return { ...wishes, sort: query.get("sort") ?? "created", order: query.get("order") ?? "desc" };
}

// `changed(wishes, typing)` hears of each change; `typing` that more of it is likely to come.
export function orderFilter(from, changed) {
  let wishes = from;
  const set = (part, typing = false) => {
    wishes = { ...wishes, ...part };
    changed(wishes, typing);
  };
  const statuses = statusFilter(wishes.status, (status) => set({ status }));
  return {
    node: element("form", { class: "panel filter", role: "search", on: { submit: (event) => event.preventDefault() } },
      searchField(wishes.text, (text) => set({ text }, true)), statuses.node, fold(wishes, set)),
    set,
    showCounts: statuses.showCounts,
  };
}

function searchField(text, typed) {
  return element("p", { class: "field search" },
    element("label", { for: "search" }, "Find orders"),
    element("input", {
      id: "search", type: "search", value: text, autocomplete: "off", spellcheck: "false",
      placeholder: "Order, number, customer, product, tracking number",
      on: { input: (event) => typed(event.target.value.trim()) },
    }));
}

function statusFilter(wanted, chosen) {
  const counts = new Map(orderStatuses.map((status) => [status, element("span", { class: "count" })]));
  const boxes = orderStatuses.map((status) => element("label", { class: `chip status-${status}` },
    element("input", { type: "checkbox", value: status, checked: wanted.includes(status) }),
    element("span", {}, plain(status), " ", counts.get(status))));
  const node = element("fieldset", { class: "chips", on: { change: () => {
    chosen([...node.querySelectorAll("input:checked")].map((box) => box.value));
  } } }, element("legend", {}, "Status"), boxes);
  return {
    node,
    showCounts: (known) => counts.forEach((place, status) => replace(place, grouped(known[status] ?? 0))),
  };
}

function fold(wishes, set) {
  const used = folded.filter((name) => wishes[name]).length;
  return element("details", { open: used > 0 },
    element("summary", {}, "More filters and order"),
    element("div", { class: "fields" },
      texts.map((one) => textField(one, wishes[one.name], set)),
      instants.map((one) => instantField(one, wishes[one.name], set)),
      select("Sorted by", sorts, wishes.sort, (sort) => set({ sort })),
      select("Direction", ways, wishes.order, (order) => set({ order }))));
}

function textField({ name, title, hint, size }, value, set) {
  const id = freshId(name);
  return element("p", { class: "field" }, element("label", { for: id }, title), element("input", {
    id, name, value, size, placeholder: hint, autocomplete: "off", spellcheck: "false",
    on: { input: (event) => set({ [name]: event.target.value.trim() }, true) },
  }));
}

function instantField({ name, title, last }, value, set) {
  const id = freshId(name);
  const iso = (instant) => (last ? endOfMillisecond(instant + 999) : new Date(instant).toISOString());
  return element("p", { class: "field" }, element("label", { for: id }, title), element("input", {
    id, name, type: "datetime-local", step: 1, value: value && inputText(milliseconds(value)),
    on: { change: (event) => set({ [name]: event.target.value && iso(fromInput(event.target.value)) }) },
  }));
}
