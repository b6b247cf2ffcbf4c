// An order with its payments and its parcel, as they were at one moment.

import { element } from "../core/element.js";
import { sum } from "../core/money.js";
import { linkTo } from "../core/route.js";
import { durationText, timeElement } from "../core/time.js";
import { plain } from "../core/words.js";
import { statusBadge } from "../parts/badge.js";
import { facts } from "../parts/facts.js";
import { table } from "../parts/table.js";

export function orderState(details, isNow) {
  const { order } = details;
  return [
    element("h2", {}, isNow ? "As it is" : "As it was", " ", statusBadge(order.status)),
    summary(order),
    lineTable(order),
    payments(order, details.payments ?? []),
    parcel(order),
    cancellation(order),
    people(order),
    statusTimes(details.statusHistory ?? []),
  ];
}

function summary(order) {
  const money = (text) => text !== undefined && sum(text, order.currency);
  return facts([
    ["Number", order.orderNumber],
    ["Customer", element("a", { href: linkTo(["orders"], { customer: order.customerId }) }, order.customerId)],
    ["Total", money(order.total)],
    ["Paid", money(order.amountPaid)],
    ["Due", money(order.amountDue)],
    ["Shipping fee", money(order.shippingFee)],
    ["Created", timeElement(order.createdAt)],
    ["Last changed", timeElement(order.updatedAt)],
  ]);
}

function lineTable({ lines, currency }) {
  if (lines.length === 0) return element("p", { class: "quiet" }, "It had no lines.");
  return table("Lines", [
    { title: "Product", kind: "heading", cell: ({ name, productId }) => name || productId },
    { title: "Id", cell: ({ productId }) => productId },
    { title: "Quantity", kind: "number", cell: ({ quantity }) => String(quantity) },
    { title: "Unit price", kind: "number", cell: ({ unitPrice }) => sum(unitPrice, currency) },
  ], lines);
}

// What the order has in its books, and what the provider was asked for.
function payments({ payments: booked = [], currency }, asked) {
  if (booked.length === 0 && asked.length === 0) return null;
  return [
    element("h3", {}, "Payments"),
    booked.map((one) => facts([
      ["Payment", one.paymentId],
      ["Amount", sum(one.amount, currency)],
      ["Method", one.method],
      ["Received", timeElement(one.receivedAt)],
    ])),
    asked.map((one) => facts([
      ["With the provider", statusBadge(one.status)],
      ["Amount", sum(one.amount, one.currency)],
      ["Reference", one.reference],
      ["Requested", timeElement(one.requestedAt)],
      ["Taken", one.capturedAt && timeElement(one.capturedAt)],
      ["Reason", one.reason],
      ["Given back", one.refunds?.length > 0 && one.refunds.map((refund) => sum(refund.amount, one.currency))],
    ])),
  ];
}

function parcel({ shipment, deliveredAt }) {
  return shipment && [
    element("h3", {}, "Parcel"),
    facts([
      ["Carrier", shipment.carrier],
      ["Tracking number", shipment.trackingNumber],
      ["Shipped", timeElement(shipment.shippedAt)],
      ["Expected", shipment.estimatedDelivery && timeElement(shipment.estimatedDelivery)],
      ["Delivered", deliveredAt && timeElement(deliveredAt)],
    ]),
  ];
}

function cancellation({ cancellation: is, currency }) {
  return is && [
    element("h3", {}, "Cancellation"),
    facts([
      ["Reason", is.reason],
      ["Cancelled", timeElement(is.cancelledAt)],
      ["Refund due", sum(is.refundDue, currency)],
      ["Refunded", sum(is.refunded, currency)],
    ]),
  ];
}

// Left out by the server for those who may only read.
function people({ customer, shippingAddress, billingAddress }) {
  if (!customer && !shippingAddress && !billingAddress) return null;
  return [
    element("h3", {}, "People and places"),
    facts([
      ["Name", customer?.name],
      ["E-mail", customer?.email],
      ["Phone", customer?.phone],
      ["Shipped to", shippingAddress && addressText(shippingAddress)],
      ["Billed to", billingAddress && addressText(billingAddress)],
    ]),
  ];
}

function addressText(address) {
  return Object.values(address).filter(Boolean).join(", ");
}

function statusTimes(periods) {
  if (periods.length === 0) return null;
  return [
    element("h3", {}, "How long it was"),
    facts(periods.map(({ status, seconds }) => [plain(status), seconds === undefined ? "still" : durationText(seconds)])),
  ];
}
