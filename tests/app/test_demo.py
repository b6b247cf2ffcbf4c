"""docket demo: the same seed makes the same orders, and what it says to try works."""

import pathlib
import re
import shlex
import subprocess
import sys

from shop_case import ShopCase, known_order

ORDERS = "300"
BOOKS = pathlib.Path(__file__).parent.parent / "fulfilment" / "books.py"
# What customers do before others come into it.
SHOPPING = ("OrderCreated", "ItemAdded", "ItemRemoved", "QuantityChanged", "OrderPlaced", "StockReceived")


class DemoTest(ShopCase):
    def setUp(self):
        super().setUp()
        self.database = self.folder / "docket-demo.db"

    def demo(self, *options):
        return self.run_well("demo", "--orders", ORDERS, *options)

    def asked_for(self):
        """What the customers' commands became, by stream, without what a clock or chance put there."""
        streams = {}
        for event in self.run_well("events").json_lines:
            if event["type"] in SHOPPING:
                told = {key: event[key] for key in ("type", "data", "metadata")}
                streams.setdefault(event["stream"], []).append(told)
        return streams

    def test_the_same_seed_makes_the_same_orders_and_another_one_others(self):
        self.demo()
        first = self.asked_for()
        self.demo("--seed", "1")
        self.assertEqual(self.asked_for(), first)
        self.demo("--seed", "2")
        self.assertNotEqual(self.asked_for(), first)

    def test_orders_end_in_many_ways_and_the_books_balance(self):
        summary = self.demo("--json").json
        books = summary["books"]
        self.assertTrue(books["balance"])
        self.assertEqual(books["faults"], [])
        orders = books["orders"]
        self.assertEqual(orders["opened"], int(ORDERS))
        self.assertEqual(orders["delivered"] + orders["cancelled"], summary["placed"])
        self.assertGreater(orders["delivered"], 200)
        for reason in ("payment_declined", "stock_insufficient"):
            self.assertIn(reason, orders["cancelledBy"])
        stock = books["stock"]
        self.assertEqual(stock["received"], stock["available"] + stock["shipped"])
        self.assertEqual(stock["reserved"], 0)
        self.assertGreater(summary["repeated"], 0)
        verified = self.run_well("verify", "--json").json
        self.assertEqual(verified["head"]["hash"], summary["head"]["hash"])
        self.assertEqual(verified["events"], summary["events"])

    def test_others_who_audit_the_log_find_nothing_wrong_either(self):
        self.demo()
        log = self.folder / "events.jsonl"
        log.write_text(self.run_well("events").stdout)
        audit = subprocess.run([sys.executable, BOOKS, str(log)], capture_output=True, text=True, check=False)
        # A parcel that arrived before it could be called back is bad luck, and not what the demo is about.
        wrong = [line for line in audit.stdout.splitlines()
                 if re.match(r"[a-z_]+: (order|product|payment) ", line) and not line.startswith("delivered_though")]
        self.assertEqual(wrong, [], audit.stderr)
        self.assertIn("orders placed", audit.stdout)

    def test_it_tells_of_a_delivered_and_an_undone_order_and_ends_with_the_books(self):
        text = self.demo().stdout
        parts = ["What became of the customers' commands", "How the orders ended", "One that was delivered: demo-",
                 "One that was undone: demo-", "The books", "The log is whole", "Try next"]
        self.assertEqual(sorted(parts, key=text.index), parts)
        self.assertNotIn("DOES NOT BALANCE", text)

    def test_what_it_says_to_try_next_works(self):
        text = self.demo().stdout
        suggestions = text[text.index("Try next"):].splitlines()[1:]
        self.assertGreaterEqual(len(suggestions), 5)
        for suggestion in suggestions:
            program, *arguments = shlex.split(suggestion)
            self.assertEqual(program, str(self.docket.binary))
            outcome = self.docket.run(*arguments, cwd=self.folder)
            self.assertEqual((outcome.status, outcome.stderr), (0, ""), suggestion)
            self.assertTrue(outcome.stdout, suggestion)

    def test_it_uses_a_database_of_its_own_unless_told(self):
        outcome = self.docket.run("demo", "--orders", "1", cwd=self.folder)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertTrue((self.folder / "docket-demo.db").exists())
        self.assertFalse((self.folder / "docket.db").exists())

    def test_it_leaves_a_database_alone_that_is_no_demos(self):
        head = self.apply(known_order()).json["head"]
        outcome = self.run_docket("demo", "--orders", "1")
        self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        self.assertIn("left alone", outcome.stderr)
        self.assertEqual(self.run_well("verify", "--json").json["head"]["hash"], head["hash"])

    def test_an_order_of_ones_own_in_a_demos_database_protects_it(self):
        self.demo()
        self.apply(known_order())
        outcome = self.run_docket("demo", "--orders", "1")
        self.assertEqual(outcome.status, 1)
        self.assertIn("demo-", self.run_well("events", "--limit", "50").stdout)
