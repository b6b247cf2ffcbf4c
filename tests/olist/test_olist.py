#!/usr/bin/env python3
"""The real orders through the real program: every count and every state equals an independent fold's."""

import argparse
import json
import random
import sys
import tempfile
import time
import unittest
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parents[1] / "examples" / "olist")]

from conversion import command_lines, write_lines  # noqa: E402
from data_folder import require_data_folder  # noqa: E402
from docket_program import add_docket_argument, require_program  # noqa: E402
from event_fold import EventFold  # noqa: E402
from fold import Fold, Limits, fold_lines  # noqa: E402
from to_commands import all_commands  # noqa: E402

EXPECTED = HERE / "expected.json"
SPLIT = ("--payments", "split")


class Expectation:
    """What the independent fold makes of the command lines: applied once, and applied again."""

    def __init__(self, lines):
        fold = fold_lines(lines, Limits("split"))
        self.states = fold.states()
        self.first = fold.counts()
        self.again = fold_lines(lines, onto=restarted(fold)).counts()

    def counts(self):
        return {"first": self.first, "again": self.again}


def restarted(fold):
    """The fold with its orders and command ids kept and its counts at zero, as a second run would find them."""
    second = Fold(fold.limits)
    second.orders, second.took_effect = fold.orders, fold.took_effect
    return second


class OlistTest(unittest.TestCase):
    """Set by main(): the program, the command lines, what is expected of them."""

    docket = None
    commands = None
    expectation = None
    kills = 0
    seed = 0

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="docket-olist-")
        self.addCleanup(folder.cleanup)
        self.database = Path(folder.name) / "olist.db"

    # --- What the program did, and what is in its log. ---

    def apply(self, *options):
        outcome = self.docket.run("apply", self.commands, "--db", self.database, *SPLIT, "--json", *options)
        self.assertIn(outcome.status, (0, 1), outcome.stderr)
        return outcome.json

    def fold_of_log(self):
        outcome = self.docket.run("events", "--db", self.database)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        fold = EventFold()
        fold.apply_lines(outcome.stdout.splitlines())
        return fold

    def assert_whole(self):
        outcome = self.docket.run("verify", "--db", self.database)
        self.assertEqual(outcome.status, 0, outcome.stdout + outcome.stderr)

    def assert_same_states(self):
        self.assertEqual(self.fold_of_log().states(), self.expectation.states)

    def assert_counts(self, summary, expected):
        self.assertEqual(summary["malformed"], 0)
        for count in ("accepted", "repeated", "refused", "refusedBy", "refusedByCommand"):
            self.assertEqual(summary[count], expected[count], count)

    def assert_shown(self, order_id, state, *at):
        outcome = self.docket.run("show", order_id, "--db", self.database, "--json", *at)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        shown = outcome.json
        shown["lines"] = [[line["productId"], line["quantity"], line["unitPrice"]] for line in shown["lines"]]
        for name, value in state.items():
            self.assertEqual(shown[name], value, f"{order_id} {at}: {name}")

    def events_by_order(self):
        by_order = defaultdict(list)
        for event in self.docket.run("events", "--db", self.database).json_lines:
            by_order[event["stream"]].append(event)
        return by_order

    # --- The tests. ---

    def test_the_fold_still_computes_the_counts_that_are_written_down(self):
        written = json.loads(EXPECTED.read_text())
        self.assertEqual(self.expectation.counts(), written)

    def test_accepted_and_refused_commands_are_those_of_the_fold_by_rule_and_by_command(self):
        summary = self.apply()
        self.assert_counts(summary, self.expectation.first)
        self.assertEqual(summary["head"]["position"], self.expectation.first["events"])
        report(f"applied: {summary['accepted']} accepted, {summary['refused']} refused {summary['refusedBy']}, "
               f"{summary['perSecond']} commands per second")

    def test_every_order_ends_as_the_fold_says(self):
        self.apply()
        self.assert_whole()
        self.assert_same_states()
        report(f"final phases: {self.expectation.first['phases']}")

    def test_show_says_of_a_sample_of_orders_what_the_fold_says(self):
        self.apply()
        sample = random.Random(self.seed).sample(sorted(self.expectation.states), k=200)
        for order_id in sample:
            self.assert_shown(order_id, self.expectation.states[order_id])
        report(f"shown: {len(sample)} orders as the fold has them")

    def test_show_says_what_an_order_was_at_any_version_and_time(self):
        self.apply()
        dice = random.Random(self.seed)
        histories = self.events_by_order()
        for order_id in dice.sample(sorted(histories), k=50):
            history = histories[order_id]
            last = dice.choice(history)
            self.assert_shown(order_id, state_after(history[:last["version"]]), "--version", last["version"])
            by_then = [event for event in history if event["occurredAt"] <= last["occurredAt"]]
            self.assert_shown(order_id, state_after(by_then), "--as-of", last["occurredAt"])
        report("shown: 50 orders as they were at a version and at a time")

    def test_the_same_file_applied_again_changes_nothing(self):
        first = self.apply()
        again = self.apply()
        self.assertEqual(again["head"], first["head"])
        self.assert_counts(again, self.expectation.again)
        self.assertEqual(again["repeated"], first["accepted"])
        self.assert_whole()
        report(f"applied again: {again['repeated']} repeated, head still {again['head']['hash'][:16]}...")

    def test_the_states_do_not_depend_on_how_many_commands_are_in_flight(self):
        for concurrency in (1, 512):
            with self.subTest(concurrency=concurrency):
                self.database = self.database.with_name(f"in-flight-{concurrency}.db")
                summary = self.apply("--concurrency", concurrency)
                self.assert_counts(summary, self.expectation.first)
                self.assert_whole()
                self.assert_same_states()
                report(f"{concurrency} in flight: same states, {summary['perSecond']} commands per second")

    def test_a_run_that_was_killed_and_one_that_finishes_it_equal_one_undisturbed(self):
        started = time.monotonic()
        self.apply()
        duration = time.monotonic() - started
        for number in range(self.kills):
            with self.subTest(seed=self.seed + number):
                self.kill_and_finish(number, duration)

    def kill_and_finish(self, number, duration):
        self.database = self.database.with_name(f"killed-{number}.db")
        moment = random.Random(self.seed + number).uniform(0, duration)
        while not self.docket.run_and_kill(moment, "apply", self.commands, "--db", self.database, *SPLIT):
            for file in self.database.parent.glob(f"{self.database.name}*"):
                file.unlink()  # It had ended before: another, killed earlier.
            moment /= 2
        before = 0
        if self.docket.finds_a_log_in(self.database):
            self.assert_whole()
            before = self.fold_of_log().position
        summary = self.apply()
        self.assertEqual(summary["accepted"] + summary["repeated"], self.expectation.first["accepted"])
        self.assert_whole()
        self.assert_same_states()
        report(f"seed {self.seed + number}: killed after {moment * 1000:.0f} ms with {before} of "
               f"{summary['head']['position']} events, finished, same states")


def state_after(history):
    """The state of one order after these events of it."""
    fold = EventFold()
    for position, event in enumerate(history, start=1):  # As if the order had a log of its own.
        fold.apply({**event, "position": position})
    (state,) = fold.states().values()
    return state


def report(figures):
    print(figures, flush=True)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Applies the real orders and compares with an independent fold.")
    add_docket_argument(parser)
    parser.add_argument("--kills", type=int, default=6, help="runs that are killed and finished; 6 unless given")
    parser.add_argument("--seed", type=int, default=1, help="of the kills' moments and the sample; 1 unless given")
    parser.add_argument("--write-expected", action="store_true", help="write the fold's counts to expected.json, end")
    return parser.parse_known_args()


def main():
    arguments, rest = parse_arguments()
    data = require_data_folder()
    lines = list(command_lines(data, all_commands))
    expectation = Expectation(lines)
    if arguments.write_expected:
        EXPECTED.write_text(json.dumps(expectation.counts(), indent=2) + "\n")
        return
    with tempfile.TemporaryDirectory(prefix="docket-olist-") as folder:
        OlistTest.commands = Path(folder) / "olist.jsonl"
        write_lines(lines, OlistTest.commands)
        OlistTest.docket = require_program(arguments.docket)
        OlistTest.expectation, OlistTest.kills, OlistTest.seed = expectation, arguments.kills, arguments.seed
        unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
