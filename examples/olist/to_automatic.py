#!/usr/bin/env python3
"""Turns the orders of the Olist data set into command lines for `docket apply --fulfilment pay_first`.

First comes the stock: every product receives as many pieces as all orders together want of it, but the best sellers
only half of that, rounded down, so that some orders find the shelf empty. Then each order, in file order, is created,
filled and placed at the time of its purchase; its payment method is that of its largest payment. What happens then, the
engine does: nothing is paid, shipped or cancelled here.
"""

import sys
from collections import Counter

from conversion import convert, stamped
from to_commands import Stages, cents, creation

BEST_SELLERS = 20


def wanted_pieces(tables):
    """How many pieces of each product all orders together want."""
    return Counter(item["product_id"] for order in tables.orders for item in tables.items_of(order))


def scarce_products(wanted, count=BEST_SELLERS):
    """The products that are wanted most; those wanted equally often in the order of their ids."""
    return {product for product, _ in sorted(wanted.items(), key=lambda entry: (-entry[1], entry[0]))[:count]}


def stock_commands(wanted, scarce):
    for product, pieces in sorted(wanted.items()):
        received = pieces // 2 if product in scarce else pieces
        if received:
            yield {"command": "receiveStock", "productId": product, "commandId": f"{product}:stock",
                   "quantity": received}


def payment_method(payments):
    """Of the largest payment, the first of equal ones; None where there is none."""
    if not payments:
        return None
    return max(payments, key=lambda payment: cents(payment["payment_value"]))["payment_type"]


def order_commands(order, customer, items, payments):
    """The commands that create and place one order, each with its time."""
    method = payment_method(payments)
    for at, command in creation(order, Stages(order).purchase, customer, items):
        if command["command"] == "placeOrder" and method:
            command["paymentMethod"] = method
        yield at, command


def all_commands(tables):
    wanted = wanted_pieces(tables)
    yield from stock_commands(wanted, scarce_products(wanted))
    for order in tables.orders:
        commands = order_commands(order, tables.customer_of(order), tables.items_of(order), tables.payments_of(order))
        yield from stamped(order, commands)


if __name__ == "__main__":
    sys.exit(convert("Turns Olist orders into command lines for automatic fulfilment.", all_commands))
