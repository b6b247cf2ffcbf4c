// The shop that the tests look at: 240 orders over four months, some of them at each stage of their way, and five that
// the engine carries out by itself, one of which is stuck. The same each time.

export const orderCount = 240;
export const dayCount = 120;
// An order with a long, ordinary life: created with two lines, placed, paid, confirmed, shipped, delivered.
export const wholeOrder = "order-003";
export const stuckOrder = "auto-stuck";
export const doneOrder = "auto-1";

const firstDay = Date.UTC(2026, 2, 1, 8);
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const people = ["Ada Lindqvist", "Ben Castel", "Chiara Rossi", "Eun-ji Park", "Grzegorz Brzęczyszczykiewicz"];
const products = [["mug-blue", "Mug, blue", "9.90"], ["coffee-house-1kg", "House coffee, 1 kg", "18.50"],
  ["espresso-machine", "Espresso machine", "649.00"], ["notebook-a5", "Notebook A5", "7.45"]];

export function orderId(number) {
  return `order-${String(number).padStart(3, "0")}`;
}

// Command lines for `docket apply`, as they happened.
export function pastCommands() {
  const all = [];
  for (let number = 1; number <= orderCount; number += 1) all.push(...lifeOf(number));
  return all.sort((a, b) => a.occurredAt.localeCompare(b.occurredAt));
}

// For `docket apply --fulfilment`: they happen when they are run.
export function presentCommands() {
  const stock = products.map(([productId]) => ({ command: "receiveStock", productId, quantity: 500,
    commandId: `stock-${productId}`, userId: "warehouse" }));
  const orders = [doneOrder, "auto-2", "auto-3", "auto-4", stuckOrder].map((id, index) => ({
    command: "createOrder", orderId: id, commandId: `${id}.1`, customerId: "cust-auto", currency: "EUR", items: items(index),
    place: true, userId: "web" }));
  return [...stock, ...orders];
}

export const presentSettings = {
  fulfilment: { mode: "pay_first", attempts_max: 2, back_off_first_ms: 1, back_off_max_ms: 2, answer_within_ms: 1000 },
  simulation: { poisoned: [stuckOrder] },
};

export function inLines(commands) {
  return commands.map((command) => `${JSON.stringify(command)}\n`).join("");
}

function items(number) {
  return [0, 1].slice(0, 1 + (number % 2)).map((offset) => {
    const [productId, name, unitPrice] = products[(number + offset) % products.length];
    return { productId, name, quantity: 1 + (number % 3), unitPrice };
  });
}

function totalOf(lines) {
  const cents = lines.reduce((sum, line) => sum + Number(line.unitPrice.replace(".", "")) * line.quantity, 490);
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

// How far it gets depends on its number: every tenth is cancelled, and some stay at each stage.
function lifeOf(number) {
  const id = orderId(number);
  const person = number % people.length;
  const lines = items(number);
  let at = firstDay + ((number * 7) % dayCount) * dayMs + (number % 11) * hourMs;
  let count = 0;
  const step = (command, userId, hours, more = {}) => {
    at += hours * hourMs;
    count += 1;
    return { command, orderId: id, commandId: `${id}.${count}`, occurredAt: new Date(at).toISOString(), userId, ...more };
  };
  const customer = `cust-${person}`;
  const life = [
    step("createOrder", customer, 0, { customerId: customer, currency: "EUR", shippingFee: "4.90", items: lines,
      customer: { name: people[person], email: `${customer}@example.com` },
      shippingAddress: { name: people[person], line1: "85 Rue des Lilas", city: "Paris", postalCode: "75011", country: "FR" } }),
    step("placeOrder", customer, 1),
    step("recordPayment", "payments", 3, { paymentId: `pay-${number}`, amount: totalOf(lines), method: "card" }),
    step("confirmOrder", "bob", 2),
    step("shipOrder", "warehouse", 20, { trackingNumber: `1Z${String(number).padStart(8, "0")}`, carrier: "UPS" }),
    step("deliverOrder", "carrier", 40),
  ];
  if (number % 10 === 0) return [...life.slice(0, 2), step("cancelOrder", customer, 1, { reason: "changed my mind" })];
  return life.slice(0, number % 7 === 6 ? 1 + (number % 5) : life.length);
}
