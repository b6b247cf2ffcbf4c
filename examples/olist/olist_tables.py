"""The tables of the Olist data set that the conversions read."""

import csv
import gzip
from collections import defaultdict


class MissingTable(Exception):
    """A table that is needed is in neither of its two forms in the folder."""


class Tables:
    def __init__(self, folder):
        customers = read_table(folder, "customers")
        self.customers = {row["customer_id"]: row["customer_unique_id"] for row in customers}
        self.items = rows_by_order(folder, "order_items", "order_item_id")
        self.payments = rows_by_order(folder, "order_payments", "payment_sequential")
        self.orders = list(read_table(folder, "orders"))  # In file order.

    def customer_of(self, order):
        return self.customers[order["customer_id"]]

    def items_of(self, order):
        return self.items[order["order_id"]]

    def payments_of(self, order):
        return self.payments[order["order_id"]]


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
