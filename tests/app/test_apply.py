"""docket apply: what it sends, counts, writes down and answers."""

import json
import signal
import subprocess
import time

from docket_program import PROJECT_ROOT
from shop_case import ShopCase, known_order, line

PATIENCE_SECONDS = 60


def lifecycle(order):
    return [line("createOrder", order, 1, customerId="c", currency="EUR",
                 items=[{"productId": "p", "quantity": 1, "unitPrice": "1.00"}]),
            *[line("addItem", order, n, productId=f"p{n}", quantity=1, unitPrice="2.50") for n in range(2, 8)],
            line("placeOrder", order, 8)]


class SummaryTest(ShopCase):
    def test_it_has_every_count_and_the_head(self):
        summary = self.apply_known_order()
        self.assertEqual(set(summary), {"accepted", "repeated", "refused", "malformed", "failed", "refusedBy",
                                        "refusedByCommand", "malformedBy", "seconds", "perSecond", "p50Ms", "p99Ms",
                                        "head"})
        self.assertEqual((summary["accepted"], summary["repeated"], summary["refused"]), (7, 0, 1))
        self.assertEqual(summary["refusedByCommand"], {"recordPayment": 1})
        self.assertEqual(summary["head"]["position"], 8)
        self.assertEqual(self.run_well("verify", "--json").json["head"]["hash"], summary["head"]["hash"])

    def test_for_people_it_names_the_rules(self):
        outcome = self.run_docket("apply", self.write_lines(known_order()))
        self.assertEqual((outcome.status, outcome.stderr), (1, ""))
        self.assertIn("8 commands in", outcome.stdout)
        self.assertRegex(outcome.stdout, r"accepted +7\n")
        self.assertRegex(outcome.stdout, r"refused +1\n +payment_below_amount_due +1\n")
        self.assertRegex(outcome.stdout, r"Head: position 8, hash [0-9a-f]{64}\n")

    def test_the_same_file_again_changes_nothing(self):
        first = self.apply(lifecycle("o"))
        again = self.apply(lifecycle("o"))
        self.assertEqual((first.status, again.status), (0, 0))
        self.assertEqual((again.json["accepted"], again.json["repeated"]), (0, 8))
        self.assertEqual(again.json["head"], first.json["head"])

    def test_split_payments_are_for_who_asks_for_them(self):
        self.apply(known_order(), "--payments", "split")
        self.assertEqual(self.run_well("show", "order-001", "--json").json["amountPaid"], "100.00")

    def test_one_and_many_in_flight_make_the_same_orders(self):
        lines = [text for at in range(8) for order in range(40) for text in lifecycle(f"o-{order}")[at:at + 1]]
        states = []
        for concurrency in ("1", "512"):
            self.database = self.folder / f"{concurrency}.db"
            self.assertEqual(self.apply(lines, "--concurrency", concurrency).json["accepted"], len(lines))
            shown = [self.run_well("show", f"o-{order}", "--json").json for order in range(40)]
            states.append([{key: value for key, value in one.items()
                            if key not in ("position", "createdPosition", "number", "orderNumber")} for one in shown])
        self.assertEqual(states[0], states[1])


class ConfigurationTest(ShopCase):
    def test_queues_of_one_slow_it_down_and_refuse_nothing(self):
        config = self.folder / "docket.json"
        config.write_text(json.dumps({"aggregates": {"queue_max": 1, "hydrations_max": 1, "live_max": 1, "batch_max": 1},
                                      "commit": {"queue_max": 1, "events_max": 1}, "admission": {"in_flight_max": 1}}))
        lines = [text for order in range(20) for text in lifecycle(f"o-{order}")]
        self.assertEqual(self.apply(lines, "--config", config).json["accepted"], len(lines))

    def test_its_database_is_used_unless_the_command_line_names_another(self):
        config = self.folder / "docket.json"
        config.write_text(json.dumps({"database": str(self.folder / "configured.db")}))
        commands = self.write_lines(lifecycle("o"))
        self.assertEqual(self.docket.run("apply", commands, "--config", config, cwd=self.folder).status, 0)
        self.assertTrue((self.folder / "configured.db").exists())
        self.assertFalse(self.database.exists())
        self.run_well("apply", commands, "--config", config)
        self.assertTrue(self.database.exists())

    def test_its_limits_are_the_rules_limits(self):
        config = self.folder / "docket.json"
        config.write_text('{"orders":{"max_lines":3}}')
        summary = self.apply(lifecycle("o"), "--config", config).json
        self.assertEqual((summary["accepted"], summary["refused"]), (4, 4))


class InputTest(ShopCase):
    def test_the_examples_of_the_documents_are_a_file_that_is_taken_as_it_is(self):
        page = (PROJECT_ROOT / "docs" / "commands.md").read_text()
        lines = [text for text in page.splitlines() if text.startswith('{"command"')]
        outcome = self.apply(lines)
        self.assertEqual((outcome.status, outcome.json["accepted"]), (0, len(lines)), outcome.stdout)
        self.assertEqual(self.run_well("show", "order-001", "--json").json["status"], "delivered")

    def test_a_pipe_is_as_good_as_a_file(self):
        text = "\n".join(lifecycle("o"))  # Without an end of the last line.
        outcome = self.run_well("apply", "-", "--json", stdin=text)
        self.assertEqual(outcome.json["accepted"], 8)

    def test_blank_lines_carriage_returns_and_a_byte_order_mark_are_nothing_to_speak_of(self):
        text = "\ufeff" + "\r\n\r\n  \n".join(lifecycle("o")) + "\r\n"
        self.assertEqual(self.run_well("apply", "-", "--json", stdin=text).json["accepted"], 8)

    def test_a_file_without_commands_is_no_failure_but_is_mentioned(self):
        outcome = self.apply(["", " "])
        self.assertEqual((outcome.status, outcome.json["accepted"]), (0, 0))
        self.assertIn("no commands", outcome.stderr)

    def test_malformed_lines_are_reported_by_number_the_first_ten_of_them(self):
        outcome = self.apply(["nonsense"] * 25 + lifecycle("o"), "--rejects", self.folder / "rejects.jsonl")
        self.assertEqual((outcome.status, outcome.json["accepted"], outcome.json["malformed"]), (1, 8, 25))
        complaints = outcome.stderr.splitlines()
        self.assertEqual(len(complaints), 11)
        self.assertTrue(complaints[0].startswith("docket: line 1: "), complaints[0])
        self.assertIn("15 more lines", complaints[10])
        self.assertEqual([reject["line"] for reject in self.records("rejects.jsonl")], list(range(1, 26)))


class RejectsTest(ShopCase):
    def test_they_say_which_line_which_rule_and_why_and_can_be_applied_again(self):
        rejects = self.folder / "rejects.jsonl"
        bad = '{"command":"placeOrder","orderId":"é'
        self.apply([*known_order(), bad], "--rejects", rejects)
        refused, malformed = sorted(self.records("rejects.jsonl"), key=lambda reject: reject["line"])
        self.assertEqual((refused["line"], refused["rule"]), (5, "payment_below_amount_due"))
        self.assertEqual(refused["original"], known_order()[4])
        self.assertIn("109.97", refused["message"])
        self.assertIn("109.97", refused["facts"].values())
        self.assertEqual((malformed["line"], malformed["original"]), (9, bad))

    def test_they_are_json_whatever_bytes_the_line_has(self):
        commands = self.folder / "commands.jsonl"
        commands.write_bytes(b"\xff\xfe{\x00}\n" + b"x" * (2 << 20) + b"\n")
        self.run_docket("apply", commands, "--rejects", self.folder / "rejects.jsonl")
        first, second = self.records("rejects.jsonl")
        self.assertIn("{", first["original"])
        self.assertEqual((second["rule"], second["original"]), ("line_too_long", None))

    def test_they_are_never_written_over_the_input_the_database_or_the_receipts(self):
        commands = self.write_lines(lifecycle("o"))
        (self.folder / "link").symlink_to(commands)
        for target, word in ((commands, "read"), (self.folder / "link", "read"), (self.database, "database"),
                             (self.folder / "orders.db-wal", "database"), (self.folder / "receipts", "receipts")):
            with self.subTest(target=target.name):
                outcome = self.run_docket("apply", commands, "--rejects", target, "--receipts", self.folder / "receipts")
                self.assertEqual((outcome.status, outcome.stdout), (1, ""))
                self.assertIn(target.name, outcome.stderr)
                self.assertIn(word, outcome.stderr)
                self.assertFalse(self.database.exists())
        self.assertEqual(commands.read_text().splitlines(), lifecycle("o"))

    def test_the_input_that_comes_through_a_descriptor_is_known_too(self):
        commands = self.write_lines(lifecycle("o"))
        with open(commands, "rb") as opened:
            ended = subprocess.run(self.docket.command("apply", "-", "--rejects", commands, "--db", self.database),
                                   stdin=opened, capture_output=True)
        self.assertEqual((ended.returncode, ended.stdout), (1, b""))
        self.assertEqual(commands.read_text().splitlines(), lifecycle("o"))

    def test_a_full_disk_for_them_stops_the_run_and_says_what_is_safe(self):
        outcome = self.apply(["nonsense"] * 5 + lifecycle("o"), "--rejects", "/dev/full")
        self.assertEqual(outcome.status, 1)
        self.assertRegex(outcome.stderr, "cannot write to /dev/full: No space left.* durable and safe.* apply the same file")


class PipeCase(ShopCase):
    """Runs that are fed through a pipe."""

    def start_apply(self, receipts, **pipes):
        process = subprocess.Popen(
            self.docket.command("apply", "-", "--receipts", receipts, "--json", "--db", self.database),
            stdin=subprocess.PIPE, **pipes)
        self.addCleanup(process.kill)
        return process

    def send_and_await(self, process, text, receipts, count):
        process.stdin.write(text.encode())
        process.stdin.flush()
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not (receipts.exists() and receipts.read_text().count("\n") == count):
            self.assertLess(time.monotonic(), give_up)
            time.sleep(0.005)  # Between two looks; nothing is assumed to be done after it.


class ReceiptsTest(PipeCase):
    def test_each_acknowledged_line_has_one_that_says_where_its_events_are(self):
        self.apply([*known_order(), line("placeOrder", "order-001", 4)], "--receipts", self.folder / "receipts.jsonl")
        receipts = sorted(self.records("receipts.jsonl"), key=lambda receipt: receipt["line"])
        self.assertEqual([receipt["line"] for receipt in receipts], [1, 2, 3, 4, 6, 7, 8, 9])
        self.assertEqual(receipts[0], {"line": 1, "commandId": "order-001:1", "version": 1, "position": 1,
                                       "repeated": False})
        self.assertEqual(receipts[4], {"line": 6, "commandId": "order-001:6", "version": 6, "position": 6,
                                       "repeated": False})
        self.assertEqual(receipts[7], {"line": 9, "commandId": "order-001:4", "version": 4, "position": 4,
                                       "repeated": True})

    def test_they_are_there_as_soon_as_the_answer_is(self):
        """A writer that never ends its input gets its receipts all the same."""
        receipts = self.folder / "receipts.jsonl"
        process = self.start_apply(receipts, stdout=subprocess.DEVNULL)
        self.send_and_await(process, lifecycle("o")[0] + "\n", receipts, 1)
        process.stdin.close()
        self.assertEqual(process.wait(PATIENCE_SECONDS), 0)


class SignalTest(PipeCase):
    def test_a_signal_ends_the_run_in_order(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number.name):
                self.database = self.folder / f"{number.name}.db"
                self.interrupt(number)

    def interrupt(self, number):
        receipts = self.folder / f"{number.name}.jsonl"
        process = self.start_apply(receipts, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.send_and_await(process, "\n".join([*lifecycle("o"), '{"half":']), receipts, 8)
        process.send_signal(number)  # While it waits for the rest of the last line.
        self.assertEqual(process.wait(PATIENCE_SECONDS), 128 + number)
        summary = json.loads(process.stdout.read())
        self.assertEqual((summary["accepted"], summary["malformed"]), (8, 0))
        self.assertIn(number.name, process.stderr.read().decode())
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


class ClosedDescriptorsTest(ShopCase):
    def test_a_closed_standard_output_is_an_error_and_never_the_database(self):
        commands = self.write_lines(lifecycle("o"))
        ended = subprocess.run(["sh", "-c", '"$0" apply "$1" --db "$2" >&- 2>err', self.docket.binary, commands,
                                self.database], cwd=self.folder)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("cannot write to standard output", (self.folder / "err").read_text())
        self.run_well("verify")

    def test_a_closed_standard_input_cannot_be_read(self):
        ended = subprocess.run(["sh", "-c", '"$0" apply - --db "$1" <&- 2>err', self.docket.binary, self.database],
                               cwd=self.folder, stdout=subprocess.DEVNULL)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("standard input", (self.folder / "err").read_text())
