#!/usr/bin/env python3
"""The real orders, fulfilled by the engine: half of what is wanted of the best sellers is there, the rest in full."""

import argparse
import json
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parent / "fulfilment"), str(HERE.parents[1] / "examples" / "olist")]

from conversion import command_lines, write_lines  # noqa: E402
from data_folder import require_data_folder  # noqa: E402
from docket_program import add_docket_argument, require_program  # noqa: E402
from olist_tables import Tables  # noqa: E402
from shop_run import Shop, hasty_settings  # noqa: E402
from to_automatic import all_commands, scarce_products, wanted_pieces  # noqa: E402

DECLINES = 300  # In 10,000.


class RealOrdersByThemselves(unittest.TestCase):
    """One run that all tests look at."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        shop = Shop(cls.docket, cls.folder.name, hasty_settings(seed=7, declines=DECLINES))
        lines = Path(cls.folder.name) / "orders.jsonl"
        write_lines(command_lines(cls.data, all_commands), lines)
        cls.summary = shop.apply(lines)
        cls.books = shop.books()  # Raises when anything does not balance.
        with open(shop.events(), encoding="utf-8") as file:
            cls.events = [json.loads(line) for line in file]
        shop.verify()
        cls.shop = shop

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def of_type(self, name):
        return [event for event in self.events if event["type"] == name]

    def test_every_order_that_could_be_placed_ends(self):
        placed = len(self.of_type("OrderPlaced"))
        self.assertEqual(placed, self.books["orders"])
        self.assertEqual(placed, self.books["delivered"] + self.books["cancelled"])
        self.assertEqual(placed, len(self.of_type("FulfilmentCompleted")) + len(self.of_type("FulfilmentCompensated")))

    def test_orders_go_back_only_for_want_of_stock_or_money(self):
        self.assertLessEqual(set(self.books["cancelledBy"]), {"stock_insufficient", "payment_declined"})
        self.assertGreater(self.books["cancelledBy"]["stock_insufficient"], 0)
        self.assertGreater(self.books["cancelledBy"]["payment_declined"], 0)

    def test_only_best_sellers_run_out(self):
        scarce = scarce_products(wanted_pieces(Tables(self.data)))
        short = {event["data"]["productId"] for event in self.of_type("StepRefused")
                 if event["data"].get("rule") == "stock_insufficient"}
        self.assertLessEqual(short, scarce)

    def test_payments_are_asked_for_by_the_real_methods(self):
        payments = Tables(self.data).payments
        asked = Counter()
        for event in self.of_type("PaymentRequested"):
            method = event["data"]["method"]
            asked[method] += 1
            self.assertIn(method, {row["payment_type"] for row in payments[event["stream"]]} or {"card"})
        print("methods:", dict(asked))

    def test_applied_again_nothing_changes(self):
        self.shop.apply(Path(self.folder.name) / "orders.jsonl")
        again = self.shop.books()
        self.assertEqual(self.books, again)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    add_docket_argument(parser)
    options, rest = parser.parse_known_args()
    RealOrdersByThemselves.docket = require_program(options.docket)
    RealOrdersByThemselves.data = require_data_folder()
    result = unittest.main(argv=[sys.argv[0], *rest], exit=False, verbosity=2).result
    if result.testsRun:
        print(json.dumps(RealOrdersByThemselves.books))
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
