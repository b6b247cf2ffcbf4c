#!/usr/bin/env python3
"""Turns the orders of the Olist data set into command lines for `docket apply`.

The rule, for each order in file order, with t(stage) the running maximum of its timestamps along purchase, approval,
carrier, delivery (missing ones are skipped; local times are read as UTC as they stand):

    createOrder      at purchase   customer = customer_unique_id, BRL, shippingFee = sum of freight_value
    addItem          at purchase   one for each item row, quantity 1
    placeOrder       at purchase
    recordPayment    at approval   one for each payment row, where there is an approval
    shipOrder        at carrier    where there is a carrier date
    deliverOrder     at delivery   where there is a delivery date
    cancelOrder      at the end    where the status is canceled or unavailable

The output depends on the input alone: the same files give the same bytes.
"""

import sys

from conversion import convert, stamped

CANCELLING_STATUSES = ("canceled", "unavailable")


def cents(decimal):
    """An exact count of cents: "25.5" is 2550. Floating point never touches money."""
    whole, _, fraction = decimal.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def from_cents(count):
    return f"{count // 100}.{count % 100:02d}"


def rfc3339(local_time):
    """The UTC time that the local time "2017-10-02 10:56:00" is taken for."""
    return local_time.replace(" ", "T") + "Z"


class Stages:
    """When each stage of an order happened: never before an earlier stage, None when it did not."""

    def __init__(self, order):
        self.latest = ""
        self.purchase = self._reach(order["order_purchase_timestamp"])
        self.approval = self._reach(order["order_approved_at"])
        self.carrier = self._reach(order["order_delivered_carrier_date"])
        self.delivery = self._reach(order["order_delivered_customer_date"])

    def _reach(self, local_time):
        if not local_time:
            return None
        self.latest = max(self.latest, rfc3339(local_time))  # RFC 3339 in UTC sorts as text.
        return self.latest


def creation(order, at, customer, items):
    fee = sum(cents(item["freight_value"]) for item in items)
    yield at, {"command": "createOrder", "customerId": customer, "currency": "BRL", "shippingFee": from_cents(fee)}
    for item in items:
        yield at, {"command": "addItem", "productId": item["product_id"], "quantity": 1, "unitPrice": item["price"]}
    yield at, {"command": "placeOrder"}


def payment_commands(order, at, payments):
    for payment in payments:
        yield at, {"command": "recordPayment",
                   "paymentId": f"{order['order_id']}-{payment['payment_sequential']}",
                   "amount": payment["payment_value"],
                   "method": payment["payment_type"]}


def order_commands(order, customer, items, payments):
    """The commands of one order's life, each with its time."""
    at = Stages(order)
    yield from creation(order, at.purchase, customer, items)
    if at.approval:
        yield from payment_commands(order, at.approval, payments)
    if at.carrier:
        yield at.carrier, {"command": "shipOrder", "carrier": "olist", "trackingNumber": order["order_id"]}
    if at.delivery:
        yield at.delivery, {"command": "deliverOrder"}
    if order["order_status"] in CANCELLING_STATUSES:
        yield at.latest, {"command": "cancelOrder", "reason": order["order_status"]}


def all_commands(tables):
    for order in tables.orders:
        commands = order_commands(order, tables.customer_of(order), tables.items_of(order), tables.payments_of(order))
        yield from stamped(order, commands)


if __name__ == "__main__":
    sys.exit(convert("Turns Olist orders into command lines for docket apply.", all_commands))
