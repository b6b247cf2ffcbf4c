#!/usr/bin/env python3
"""Every read model equals a fold of the log that does not use the engine: now, at random instants and positions."""

import argparse
import random
import sys
import tempfile
import unittest
from itertools import chain
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parent / "fulfilment")]

from docket_program import add_docket_argument, require_program  # noqa: E402
from questions import Questions, Wanted, all_pages  # noqa: E402
from random_questions import SORTS, random_questions  # noqa: E402
from read_models import MEASURES, STATISTICS, models_now, walk  # noqa: E402
from shop_log import NOW, microseconds  # noqa: E402
from shops import SHOPS, log_of  # noqa: E402

PAGE_MAX = Questions.PAGE_MAX


class ReadSideTest(unittest.TestCase):
    """Set by main(): how often, and which shop, which is made once and then only asked."""

    docket = None
    make_shop = None
    moments_each = 20
    seed = 1
    maxDiff = 2_000

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="docket-read-side-")
        cls.addClassCleanup(folder.cleanup)
        database = cls.make_shop(cls.docket, folder.name)
        cls.log = log_of(cls.docket, database)
        cls.now = models_now(cls.log)
        if len(cls.now.findings):
            raise AssertionError(f"the log itself is wrong: {cls.now.findings.kept[:3]}")
        dice = random.Random(cls.seed)
        cls.moments = (cls.log.random_instants(dice, cls.moments_each)
                       + cls.log.random_positions(dice, cls.moments_each))
        cls.ask = Questions(cls.docket, database, cls.now.money)
        cls.ask.catch_up()

    def at_all_moments(self, check):
        """Checks now and each of the moments; one that fails does not hide the others."""
        dice = random.Random(self.seed)
        for moment, models in chain([(NOW, self.now)], walk(self.log, self.moments)):
            with self.subTest(str(moment)):
                check(moment, models, dice)

    def list_all(self, wanted, moment, limit=PAGE_MAX):
        return all_pages(lambda cursor: self.ask.page(wanted, moment, limit, cursor), "orders")

    # --- The tests. ---

    def test_counts_per_status(self):
        def check(moment, models, _dice):
            answer = self.ask.counts(moment)
            self.assertEqual(answer["counts"], models.counts())
            self.assertEqual(answer["position"], self.log.head if moment.at is None else moment.at)
            self.assertEqual(answer["asOf"] and microseconds(answer["asOf"]), moment.as_of)
        self.at_all_moments(check)

    def test_every_row_of_the_order_list(self):
        def check(moment, models, _dice):
            self.assertEqual(self.list_all(Wanted(), moment), models.orders_listed(Wanted()))
        self.at_all_moments(check)

    def test_lists_and_searches_by_anything_in_any_order(self):
        sizes = []

        def check(moment, models, dice):
            for wanted in random_questions(models, dice, 8):
                expected = models.orders_listed(wanted)
                self.assertEqual(self.list_all(wanted, moment), expected, wanted)
                sizes.append(len(expected))
        self.at_all_moments(check)
        report(f"lists and searches: {len(sizes)} questions found {sum(sizes)} orders")

    def test_pages_put_together_are_the_whole_list(self):
        def check(moment, models, dice):
            currency = dice.choice(sorted({order.currency for order in self.now.orders.all.values()} - {None}))
            wanted = Wanted(sort=dice.choice(SORTS), ascending=dice.random() < 0.5, currency=currency)
            expected = models.orders_listed(wanted)
            limit = page_size_for(expected, dice)
            self.assertEqual(self.list_all(wanted, moment, limit), expected, f"{wanted} by {limit}")
        self.at_all_moments(check)

    def test_statistics_by_each_and_sorted_by_each(self):
        def check(moment, models, dice):
            for by in STATISTICS:
                sort, limit = dice.choice(MEASURES), dice.choice((1, 10, 50, PAGE_MAX))
                answer = self.ask.statistics(by, sort, limit, moment)
                self.assertEqual(answer["rows"], models.statistics(by, sort, limit), f"by {by}, {sort}, {limit}")
        self.at_all_moments(check)

    def test_stock_levels(self):
        def check(moment, models, dice):
            expected = models.stock_levels()
            limit = page_size_for(expected, dice)
            levels = all_pages(lambda cursor: self.ask.stock(moment, limit, cursor), "products")
            self.assertEqual(levels, expected)
        self.at_all_moments(check)

    def test_fulfilments_by_phase(self):
        def check(moment, models, _dice):
            self.assertEqual(self.ask.board_counts(moment)["counts"], models.fulfilment_counts())
            rows = all_pages(lambda cursor: self.ask.board(moment, PAGE_MAX, cursor), "fulfilments")
            shown = {row["fulfilment"]["orderId"]: {
                "since": row["since"], **{name: row["fulfilment"][name] for name in ("status", "version", "position")}}
                for row in rows}
            self.assertEqual(shown, models.fulfilments_in(("running", "compensating", "parked")))
        self.at_all_moments(check)

    def test_one_order_with_everything_about_it(self):
        def check(moment, models, dice):
            for order in dice.sample(sorted(models.cards), min(4, len(models.cards))):
                self.assert_details(self.ask.details(order, moment), models.details(order))
        self.at_all_moments(check)

    def assert_details(self, shown, expected):
        lines = [[line["productId"], line["quantity"], line["unitPrice"]] for line in shown["order"]["lines"]]
        for name, value in expected["order"].items():
            self.assertEqual(lines if name == "lines" else shown["order"][name], value, name)
        for kind, one in (("payments", "paymentId"), ("shipments", "shipmentId")):
            self.assertEqual({each[one]: each["status"] for each in shown[kind]}, expected[kind])
        self.assertEqual([without(entry, "what") for entry in shown["timeline"]], expected["timeline"])
        self.assertEqual([without(period, "seconds") for period in shown["statusHistory"]], expected["statusHistory"])

    def test_every_view_is_complete_by_its_own_hash(self):
        self.ask.verify_projections()


def page_size_for(rows, dice):
    """So that they are some pages and not very many."""
    return min(PAGE_MAX, max(7, len(rows) // dice.randint(3, 12)))


def without(entry, name):
    return {key: value for key, value in entry.items() if key != name}


def report(figures):
    print(figures, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    add_docket_argument(parser)
    parser.add_argument("--shop", choices=sorted(SHOPS), default="demo")
    parser.add_argument("--db", metavar="DATABASE", help="ask about this one instead, which somebody has kept")
    parser.add_argument("--moments", type=int, default=20, help="instants, and as many positions; 20 unless given")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and the questions; 1 unless given")
    options, rest = parser.parse_known_args()
    ReadSideTest.docket = require_program(options.docket)
    ReadSideTest.make_shop = staticmethod((lambda docket, folder: options.db) if options.db else SHOPS[options.shop])
    ReadSideTest.moments_each, ReadSideTest.seed = options.moments, options.seed
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
