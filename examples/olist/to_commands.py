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

import argparse
import csv
import gzip
import json
import os
import sys
from collections import defaultdict
from pathlib import Path

ORDERS, CUSTOMERS, ITEMS, PAYMENTS = "orders", "customers", "order_items", "order_payments"
CANCELLING_STATUSES = ("canceled", "unavailable")


class MissingTable(Exception):
    """A table that the rule needs is in neither of its two forms in the folder."""


def read_table(folder, name):
    """The rows of a table, as dictionaries, from name.csv or name.csv.gz."""
    for path, opener in ((folder / f"{name}.csv", open), (folder / f"{name}.csv.gz", gzip.open)):
        if path.exists():
            with opener(path, "rt", encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)
            return
    raise MissingTable(f"{folder} holds neither {name}.csv nor {name}.csv.gz")


def rows_by_order(folder, name, sequence):
    """The table's rows by order id, in the order of their sequence number."""
    rows = defaultdict(list)
    for row in read_table(folder, name):
        rows[row["order_id"]].append(row)
    for of_order in rows.values():
        of_order.sort(key=lambda row: int(row[sequence]))
    return rows


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


def command_lines(folder):
    """Every command line of the data set in `folder`, without line ends."""
    customers = {row["customer_id"]: row["customer_unique_id"] for row in read_table(folder, CUSTOMERS)}
    items = rows_by_order(folder, ITEMS, "order_item_id")
    payments = rows_by_order(folder, PAYMENTS, "payment_sequential")
    for order in read_table(folder, ORDERS):
        order_id = order["order_id"]
        commands = order_commands(order, customers[order["customer_id"]], items[order_id], payments[order_id])
        for number, (at, command) in enumerate(commands, start=1):
            stamped = {"command": command.pop("command"), "orderId": order_id,
                       "commandId": f"{order_id}:{number}", "occurredAt": at, **command}
            yield json.dumps(stamped, separators=(",", ":"), ensure_ascii=False)


def write_lines(lines, path):
    if path is None:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


def main():
    parser = argparse.ArgumentParser(description="Turns Olist orders into command lines for docket apply.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the tables are, as .csv or .csv.gz")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; standard output unless given")
    arguments = parser.parse_args()
    try:
        write_lines(command_lines(arguments.folder), arguments.output)
    except BrokenPipeError:  # The reader has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (MissingTable, OSError) as error:
        print(f"to_commands.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
