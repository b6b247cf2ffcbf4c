#!/usr/bin/env python3
"""Turns the orders of the Olist data set into command lines for `docket apply --fulfilment pay_first`.

First comes the stock: every product receives as many pieces as all orders together want of it, but the best sellers
only half of that, rounded down, so that some orders find the shelf empty. Then each order, in file order, is created,
filled and placed at the time of its purchase; its payment method is that of its largest payment. What happens then, the
engine does: nothing is paid, shipped or cancelled here.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

from to_commands import (CUSTOMERS, ITEMS, ORDERS, PAYMENTS, MissingTable, Stages, cents, creation, read_table,
                         rows_by_order, write_lines)

BEST_SELLERS = 20


def wanted_pieces(items):
    """How many pieces of each product all orders together want."""
    return Counter(item["product_id"] for of_order in items.values() for item in of_order)


def scarce_products(wanted, count=BEST_SELLERS):
    """The products that are wanted most; those wanted equally often in the order of their ids."""
    return {product for product, _ in sorted(wanted.items(), key=lambda entry: (-entry[1], entry[0]))[:count]}


def stock_lines(wanted, scarce):
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


def order_lines(order, customer, items, payments):
    at = Stages(order).purchase
    method = payment_method(payments)
    for number, (at_time, command) in enumerate(creation(order, at, customer, items), start=1):
        stamped = {"command": command.pop("command"), "orderId": order["order_id"],
                   "commandId": f"{order['order_id']}:{number}", "occurredAt": at_time, **command}
        if stamped["command"] == "placeOrder" and method:
            stamped["paymentMethod"] = method
        yield stamped


def automatic_lines(folder):
    """Every command line, without line ends."""
    customers = {row["customer_id"]: row["customer_unique_id"] for row in read_table(folder, CUSTOMERS)}
    items = rows_by_order(folder, ITEMS, "order_item_id")
    payments = rows_by_order(folder, PAYMENTS, "payment_sequential")
    orders = list(read_table(folder, ORDERS))
    wanted = wanted_pieces({order["order_id"]: items[order["order_id"]] for order in orders})
    commands = list(stock_lines(wanted, scarce_products(wanted)))
    for order in orders:
        order_id = order["order_id"]
        commands += order_lines(order, customers[order["customer_id"]], items[order_id], payments[order_id])
    for command in commands:
        yield json.dumps(command, separators=(",", ":"), ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description="Turns Olist orders into command lines for automatic fulfilment.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the tables are, as .csv or .csv.gz")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; standard output unless given")
    arguments = parser.parse_args()
    try:
        write_lines(automatic_lines(arguments.folder), arguments.output)
    except BrokenPipeError:  # The reader has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (MissingTable, OSError) as error:
        print(f"to_automatic.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
