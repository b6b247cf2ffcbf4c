#!/usr/bin/env python3
"""Plants damage into copies of a log and checks that `docket verify` finds it and names the place."""

import json
import shutil
import sqlite3
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "program"))

from suite import run_suite  # noqa: E402

ORDERS = 20
EVENTS_OF_AN_ORDER = 4


def life(order):
    """An order's creation with an item, an item more, placing: four events in three commands."""
    item = {"productId": "widget", "name": "Widget", "quantity": 1, "unitPrice": "29.99"}
    other = {"productId": "gadget", "quantity": 2, "unitPrice": "49.99"}
    commands = ({"command": "createOrder", "customerId": "cust-1", "currency": "USD", "items": [item]},
                {"command": "addItem", **other}, {"command": "placeOrder"})
    return [{**command, "orderId": order, "commandId": f"{order}:{number}", "userId": "tester",
             "correlationId": "corr-1"} for number, command in enumerate(commands, start=1)]


class DamageCase(unittest.TestCase):
    """Each test damages a copy of one log, made once of many small commits."""

    docket = None

    @classmethod
    def setUpClass(cls):
        made = tempfile.TemporaryDirectory(prefix="docket-damage-")
        cls.addClassCleanup(made.cleanup)
        cls.whole = Path(made.name) / "whole.db"
        lines = [json.dumps(line) for number in range(ORDERS) for line in life(f"order-{number:03d}")]
        cls.heads = [cls.apply(lines[:len(lines) // 2]), cls.apply(lines[len(lines) // 2:])]

    @classmethod
    def apply(cls, lines):
        """Applies the lines one by one, so that commits are small; answers the log's head."""
        outcome = cls.docket.run("apply", "-", "--db", cls.whole, "--json", "--concurrency", 1,
                                 stdin="\n".join(lines))
        assert outcome.status == 0, outcome.stderr
        return cls.docket.run("verify", "--db", cls.whole, "--json").json["head"]

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="docket-damage-")
        self.addCleanup(folder.cleanup)
        self.database = Path(folder.name) / "damaged.db"
        shutil.copy(self.whole, self.database)

    # --- Planting. ---

    def execute(self, *statements):
        connection = sqlite3.connect(self.database)
        for statement in statements:
            parameters = ()
            if isinstance(statement, tuple):
                statement, *parameters = statement
            connection.execute(statement, parameters)
        connection.commit()
        connection.close()

    def query(self, statement, *parameters):
        connection = sqlite3.connect(self.database)
        rows = connection.execute(statement, parameters).fetchall()
        connection.close()
        return rows

    def commit_of(self, position):
        ((number,),) = self.query("SELECT number FROM commits WHERE first <= ? AND last >= ?", position, position)
        return number

    # --- What must be found. ---

    def verify(self, *options):
        return self.docket.run("verify", "--db", self.database, *options)

    def assert_found(self, *places, options=()):
        """Status 1, one line that names one of the places, and the same in the JSON."""
        outcome = self.verify(*options)
        self.assertEqual(outcome.status, 1, outcome.stdout)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        self.assertRegex(outcome.stderr, "|".join(rf"\b{place}\b" for place in places))
        report = self.verify("--json", *options)
        self.assertEqual(report.status, 1)
        self.assertIs(report.json["whole"], False)
        self.assertTrue(report.json["damage"])

    def assert_found_at(self, position):
        """The damage is named by its position or by its commit."""
        self.assert_found(f"position {position}", f"commit {self.commit_of(position)}")

    def assert_whole(self, *options):
        outcome = self.verify(*options)
        self.assertEqual(outcome.status, 0, outcome.stdout + outcome.stderr)


class ChangedEventTest(DamageCase):
    def test_an_undamaged_copy_is_whole(self):
        self.assert_whole()
        self.assert_whole("--expect-head", self.heads[0]["hash"])
        self.assert_whole("--expect-head", self.heads[1]["hash"])

    def test_a_changed_payload_byte_is_found(self):
        for position in (1, 2, 17, ORDERS * EVENTS_OF_AN_ORDER):
            with self.subTest(position=position):
                self.setUp()
                ((data,),) = self.query("SELECT data FROM events WHERE position = ?", position)
                changed = data[:-3] + chr(ord(data[-3]) ^ 1) + data[-2:]
                self.execute(("UPDATE events SET data = ? WHERE position = ?", changed, position))
                self.assert_found_at(position)

    def test_a_payload_byte_changed_in_the_file_itself_is_found(self):
        content = self.database.read_bytes()
        self.assertIn(b'"49.99"', content)  # More often than in the events: pages keep copies that they no longer use.
        self.database.write_bytes(content.replace(b'"49.99"', b'"19.99"'))
        self.assert_found(r"position \d+", r"commit \d+")

    def test_a_change_in_any_column_is_found(self):
        changes = {"id": "x'00112233445566778899aabbccddeeff'", "occurred_at": "occurred_at + 1",
                   "recorded_at": "recorded_at + 1", "command_id": "'forged'", "fingerprint": "fingerprint + 1",
                   "user": "'mallory'", "correlation": "'corr-2'", "causation": "'forged'", "traceparent": "'forged'",
                   "schema": "schema + 1", "type": "(SELECT id FROM types WHERE name = 'OrderPlaced')",
                   "stream": "1"}
        position = 18
        for column, value in changes.items():
            with self.subTest(column=column):
                self.setUp()
                self.execute("DROP INDEX IF EXISTS events_by_stream",
                             f"UPDATE OR REPLACE events SET {column} = {value} WHERE position = {position}")
                self.assertEqual(self.verify().status, 1, f"a changed {column} goes unnoticed")

    def test_a_renamed_stream_is_found(self):
        self.execute("UPDATE streams SET id = 'order-999' WHERE id = 'order-004'")
        self.assert_found(r"position \d+", r"commit \d+")

    def test_a_renamed_event_type_is_found(self):
        self.execute("UPDATE types SET name = 'OrderPlundered' WHERE name = 'OrderPlaced'")
        self.assert_found(r"position \d+", r"commit \d+")


class DeletedAndSwappedTest(DamageCase):
    def test_a_deleted_event_is_found_wherever_it_stood(self):
        for position in (1, 17, ORDERS * EVENTS_OF_AN_ORDER):
            with self.subTest(position=position):
                self.setUp()
                commit = self.commit_of(position)
                self.execute(f"DELETE FROM events WHERE position = {position}")
                self.assert_found(f"position {position}", f"commit {commit}")

    def test_a_deleted_event_is_found_when_the_gap_was_closed(self):
        self.execute("DELETE FROM events WHERE position = 19",
                     "UPDATE events SET position = -position WHERE position > 19",
                     "UPDATE events SET position = -position - 1 WHERE position < 0")
        self.assert_found("position 19", r"commit \d+")

    def test_two_swapped_events_are_found(self):
        self.execute("UPDATE events SET position = -1 WHERE position = 21",
                     "UPDATE events SET position = 21 WHERE position = 25",
                     "UPDATE events SET position = 25 WHERE position = -1")
        self.assert_found_at(21)

    def test_two_swapped_events_of_one_commit_are_found(self):
        self.execute("UPDATE events SET position = -1 WHERE position = 1",
                     "UPDATE events SET position = 1 WHERE position = 2",
                     "UPDATE events SET position = 2 WHERE position = -1")
        self.assert_found_at(1)

    def test_two_events_with_swapped_payloads_are_found(self):
        (first,), (second,) = self.query("SELECT data FROM events WHERE position IN (21, 22) ORDER BY position")
        self.execute(("UPDATE events SET data = ? WHERE position = 21", second),
                     ("UPDATE events SET data = ? WHERE position = 22", first))
        self.assert_found_at(21)

    def test_an_inserted_event_is_found(self):
        last = ORDERS * EVENTS_OF_AN_ORDER
        columns = ("type, schema, id, occurred_at, recorded_at, command_id, fingerprint, user, correlation, "
                   "causation, traceparent, data")
        self.execute(f"INSERT INTO events (position, stream, version, {columns}) "
                     f"SELECT {last + 1}, stream, version + 1, {columns} FROM events WHERE position = {last}")
        self.assert_found(f"position {last + 1}", f"position {last}", f"commit {self.commit_of(last)}")


class CommitTest(DamageCase):
    def test_a_deleted_commit_is_found(self):
        for number in (1, 5, self.heads[1]["commit"]):
            with self.subTest(commit=number):
                self.setUp()
                ((first,),) = self.query("SELECT first FROM commits WHERE number = ?", number)
                self.execute(f"DELETE FROM commits WHERE number = {number}")
                self.assert_found(f"commit {number}", f"position {first}")

    def test_a_deleted_commit_is_found_when_its_events_went_with_it(self):
        self.execute("DELETE FROM events WHERE position BETWEEN (SELECT first FROM commits WHERE number = 5) "
                     "AND (SELECT last FROM commits WHERE number = 5)", "DELETE FROM commits WHERE number = 5")
        self.assert_found("commit 5")

    def test_a_forged_hash_is_found(self):
        self.execute(("UPDATE commits SET hash = ? WHERE number = 7", bytes(32)))
        self.assert_found("commit 7", "commit 8")

    def test_a_changed_time_of_a_commit_is_found(self):
        self.execute("UPDATE commits SET recorded_at = recorded_at + 1 WHERE number = 7")
        self.assertEqual(self.verify().status, 1)

    def test_two_commits_made_into_one_are_found(self):
        self.execute("UPDATE commits SET last = (SELECT last FROM commits WHERE number = 8) WHERE number = 7",
                     "DELETE FROM commits WHERE number = 8",
                     "UPDATE commits SET number = -number WHERE number > 8",
                     "UPDATE commits SET number = -number - 1 WHERE number < 0")
        self.assert_found("commit 7")


class CutTailTest(DamageCase):
    """A log whose end was cut off cleanly is whole in itself; a head that was noted earlier tells."""

    def cut_to(self, head):
        self.execute(f"DELETE FROM events WHERE position > {head['position']}",
                     f"DELETE FROM commits WHERE number > {head['commit']}",
                     "DELETE FROM streams WHERE key NOT IN (SELECT stream FROM events)", "DELETE FROM snapshots")

    def test_a_cut_tail_is_found_by_a_head_that_was_noted_before(self):
        self.cut_to(self.heads[0])
        outcome = self.verify("--expect-head", self.heads[1]["hash"])
        self.assertEqual(outcome.status, 1, outcome.stdout)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        self.assertRegex(outcome.stderr, rf"position {self.heads[0]['position']}\b|commit {self.heads[0]['commit']}\b")

    def test_nothing_else_can_tell_and_an_older_head_is_still_there(self):
        self.cut_to(self.heads[0])
        self.assert_whole()
        self.assert_whole("--expect-head", self.heads[0]["hash"])

    def test_a_head_of_another_log_is_not_found(self):
        outcome = self.verify("--expect-head", "ab" * 32)
        self.assertEqual(outcome.status, 1)


if __name__ == "__main__":
    run_suite(DamageCase)
