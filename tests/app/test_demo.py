"""docket demo: the same seed makes the same orders, and what it says to try works."""

import shlex

from shop_case import ShopCase, known_order

ORDERS = "300"


class DemoTest(ShopCase):
    def setUp(self):
        super().setUp()
        self.database = self.folder / "docket-demo.db"

    def demo(self, *options):
        return self.run_well("demo", "--orders", ORDERS, *options)

    def told(self):
        """Every event of every order by stream, without what a clock or chance put there."""
        streams = {}
        for event in self.run_well("events").json_lines:
            for field in ("position", "eventId", "recordedAt"):
                del event[field]
            streams.setdefault(event["stream"], []).append(event)
        return streams

    def test_the_same_seed_makes_the_same_orders_and_another_one_others(self):
        self.demo()
        first = self.told()
        self.assertEqual(len(first), int(ORDERS))
        self.demo("--seed", "1")
        self.assertEqual(self.told(), first)
        self.demo("--seed", "2")
        self.assertNotEqual(self.told(), first)

    def test_orders_end_in_many_ways_and_some_commands_are_refused_and_repeated(self):
        summary = self.demo("--json").json
        self.assertEqual(sum(summary["phases"].values()), int(ORDERS))
        self.assertGreater(summary["phases"]["delivered"], 150)
        self.assertGreater(summary["phases"]["cancelled"], 0)
        self.assertGreater(summary["repeated"], 0)
        self.assertIn("payment_below_amount_due", summary["refusedBy"])
        verified = self.run_well("verify", "--json").json
        self.assertEqual(verified["head"]["hash"], summary["head"]["hash"])
        self.assertEqual(verified["events"], summary["events"])

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
        self.assertEqual(len(self.told()), int(ORDERS) + 1)
