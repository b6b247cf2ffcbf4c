"""docket archive: finished orders leave the database, and every answer stays as it was."""

import json
import signal
import subprocess
import time

from shop_case import ShopCase, known_order, line

PATIENCE_SECONDS = 60
LATER = "2030-01-01T00:00:00Z"


def delivered(order):
    return [*known_order(order), line("deliverOrder", order, 9)]


def cancelled(order, paid):
    """Cancelled before its payment, or after it with all of it still to be given back."""
    return [*known_order(order)[:6 if paid else 4], line("cancelOrder", order, 9, reason="no more")]


class ArchiveCase(ShopCase):
    def setUp(self):
        super().setUp()
        self.ended = ["old-1", "old-2", "dropped"]
        self.apply([*delivered("old-1"), *delivered("old-2"), *cancelled("dropped", False),
                    *cancelled("owed", True), *known_order("on-its-way")])
        self.folder_of_archives = self.folder / "orders.db.archives"
        self.archive_file = self.folder_of_archives / "0001.docket-archive"

    def archive(self, *options, before=LATER):
        return self.run_well("archive", "--closed-before", before, "--json", *options).json

    def answers(self):
        """What the program says of all orders, in every way it can be asked."""
        said = [self.run_well(*question).stdout for question in (
            ("events",), ("events", "--type", "OrderPaid"), ("events", "--from", "7", "--limit", "9"),
            ("events", "--stream", "old-1"), ("verify",), ("list", "--json"), ("stats", "--by", "product", "--json"),
            ("list", "--as-of", "2026-03-01T10:05:30Z", "--json"), ("counts", "--json"), ("search", "old-1", "--json"))]
        for order in (*self.ended, "owed", "on-its-way"):
            for question in (("show", order), ("show", order, "--json"), ("history", order, "--json"),
                             ("show", order, "--version", "2", "--json"), ("details", order, "--json"),
                             ("show", order, "--as-of", "2026-03-01T10:03:30Z", "--json")):
                said.append(self.run_well(*question).stdout)
        return said


class ArchiveTest(ArchiveCase):
    def test_every_answer_is_as_it_was(self):
        before = self.answers()
        moved = self.archive()
        self.assertEqual((moved["orders"], moved["streams"], moved["dryRun"]), (3, 3, False))
        self.assertEqual(self.archive_file.stat().st_size, moved["archiveBytes"])
        self.assertEqual(self.answers(), before)

    def test_views_that_are_built_anew_are_as_they_were(self):
        before = self.answers()
        self.archive()
        for view in self.run_well("projections", "--json").json["projections"]:
            self.run_well("projections", "rebuild", view["name"])
        self.run_well("projections", "verify")
        self.assertEqual(self.answers(), before)

    def test_for_people_it_says_how_much_went_where(self):
        page = self.run_well("archive", "--closed-before", LATER).stdout
        for expected in (r"Archived 3 orders that ended before 2030-01-01T00:00:00Z \(\d+ events of 3 streams\)",
                         r"orders\.db\.archives/0001\.docket-archive; the log is whole with it", r"Database before +[\d,]+ bytes",
                         r"Database after +[\d,]+ bytes", r"Archive +[\d,]+ bytes"):
            self.assertRegex(page, expected)
        self.assertRegex(self.run_well("archive", "--closed-before", LATER).stdout, "nothing to archive")

    def test_orders_that_wait_for_something_stay(self):
        self.archive()
        self.assertEqual(self.readable_without_archives(), {"owed", "on-its-way"})
        self.apply([line("recordRefund", "owed", 10, refundId="r-1", amount="109.97")])
        self.assertEqual(self.archive()["orders"], 1)

    def readable_without_archives(self):
        hidden = self.folder / "hidden"
        self.folder_of_archives.rename(hidden)
        orders = {order for order in (*self.ended, "owed", "on-its-way")
                  if self.run_docket("history", order).status == 0}
        hidden.rename(self.folder_of_archives)
        return orders

    def test_an_order_whose_last_event_is_not_earlier_stays(self):
        self.assertEqual(self.archive(before="2026-03-01T10:09:00Z")["orders"], 0)
        self.assertFalse(self.archive_file.exists())
        self.assertEqual(self.archive(before="2026-03-01T10:09:01Z")["orders"], 3)

    def test_a_dry_run_tells_the_same_and_moves_nothing(self):
        told = self.archive("--dry-run")
        self.assertFalse(self.folder_of_archives.exists())
        moved = self.archive()
        self.assertEqual((told["orders"], told["streams"], told["events"], told["dryRun"]),
                         (moved["orders"], moved["streams"], moved["events"], True))

    def test_a_command_for_an_archived_order_is_answered_as_before(self):
        self.archive()
        again = self.apply([*delivered("old-1"), line("cancelOrder", "old-2", 10, reason="too late")]).json
        self.assertEqual((again["repeated"], again["accepted"]), (8, 0))
        self.assertEqual(again["refusedBy"]["order_already_delivered"], 1)
        self.assertEqual(self.run_well("verify", "--json").json["whole"], True)

    def test_new_orders_follow_and_are_archived_next(self):
        self.archive()
        self.apply(delivered("new-1"))
        self.assertEqual(self.archive()["archive"], str(self.folder_of_archives / "0002.docket-archive"))
        self.assertEqual(len(self.run_well("history", "new-1", "--json").json["events"]), 9)
        self.run_well("verify")

    def test_orders_that_carried_themselves_out_go_with_all_of_theirs(self):
        self.database = self.folder / "automatic.db"
        config = self.folder / "docket.json"
        config.write_text('{"fulfilment":{"tracking_every_ms":1000,"look_every_ms":20},"simulation":{}}')
        stock = json.dumps({"command": "receiveStock", "productId": "widget", "commandId": "s:1", "quantity": 50})
        orders = [line("createOrder", f"o-{n}", 1, customerId="c", currency="USD", place=True, paymentMethod="card",
                       items=[{"productId": "widget", "quantity": 1, "unitPrice": "9.99"}]) for n in range(10)]
        self.apply([stock, *orders], "--fulfilment", "pay_first", "--config", config)
        before = self.run_well("events").stdout
        shown = self.run_well("fulfilment", "show", "o-3", "--json").stdout
        moved = self.archive()
        self.assertEqual((moved["orders"], moved["streams"]), (10, 40))
        self.assertEqual(self.run_well("events").stdout, before)
        self.assertEqual(self.run_well("fulfilment", "show", "o-3", "--json").stdout, shown)
        self.run_well("verify")


class ArchiveFailureTest(ArchiveCase):
    def assert_one_line(self, outcome, status, *words):
        self.assertEqual((outcome.status, outcome.stdout, len(outcome.stderr.splitlines())), (status, "", 1), outcome)
        for word in words:
            self.assertIn(word, outcome.stderr)

    def test_a_missing_archive_is_named(self):
        self.archive()
        self.archive_file.unlink()
        for question in (("verify",), ("show", "old-1"), ("events",)):
            outcome = self.run_docket(*question)
            self.assertEqual(outcome.status, 1)
            self.assertIn("0001.docket-archive is missing", outcome.stderr)
        self.assertEqual(self.run_docket("verify", "--json").json["atPosition"], 1)
        self.run_well("show", "on-its-way")

    def test_a_changed_archive_is_named(self):
        self.archive()
        content = bytearray(self.archive_file.read_bytes())
        content[len(content) // 2] ^= 1
        self.archive_file.write_bytes(content)
        outcome = self.run_docket("verify")
        self.assertEqual(outcome.status, 1)
        self.assertIn("0001.docket-archive", outcome.stderr)

    def test_who_has_the_database_is_named(self):
        receipts = self.folder / "receipts.jsonl"
        writer = subprocess.Popen(self.docket.command("apply", "-", "--db", self.database, "--receipts", receipts),
                                  stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(writer.communicate)
        self.addCleanup(writer.kill)
        writer.stdin.write((delivered("another")[0] + "\n").encode())
        writer.stdin.flush()
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not (receipts.exists() and receipts.read_bytes()):
            self.assertLess(time.monotonic(), give_up)
            time.sleep(0.005)  # Between looks at the file; nothing is assumed to be done after it.
        self.assert_one_line(self.run_docket("archive", "--closed-before", LATER), 1, "needs the database to itself",
                             str(writer.pid))
        self.assertEqual(self.archive("--dry-run")["orders"], 3)

    def test_a_time_that_is_none_is_wrong_usage(self):
        self.assert_one_line(self.run_docket("archive", "--closed-before", "yesterday"), 2, "--closed-before")
        self.assert_one_line(self.run_docket("archive"), 2, "--closed-before")

    def test_a_database_that_is_not_there_is_not_made(self):
        self.database = self.folder / "none.db"
        self.assert_one_line(self.run_docket("archive", "--closed-before", LATER), 1, "none.db")
        self.assertFalse(self.database.exists())

    def test_a_kill_at_any_moment_leaves_every_event(self):
        events = self.run_well("events").stdout
        for step in range(12):
            process = self.docket.start("archive", "--closed-before", LATER, "--db", self.database,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=0.002 * step)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            process.wait()
            self.assertEqual(self.run_well("events").stdout, events)
            self.assertEqual(self.run_docket("verify").status, 0)
        self.archive()
        self.assertEqual(self.run_well("events").stdout, events)
