"""Two processes and one database: one writes, the other is told who does; readers are always welcome."""

import json
import signal
import subprocess
import time

from program_case import ProgramCase, as_bytes, command, creation

PATIENCE_SECONDS = 60


class Writer:
    """A `docket apply -` that holds the database until it is let go."""

    def __init__(self, case):
        self.receipts = case.folder / f"{case.database.name}-receipts.jsonl"
        arguments = case.docket.command("apply", "-", "--db", case.database, "--json", "--receipts", self.receipts)
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        case.addCleanup(self.process.kill)

    def send_and_await(self, line):
        """Returns when the command is acknowledged: it is durable, so the database is open."""
        self.process.stdin.write(as_bytes([line]))
        self.process.stdin.flush()
        expected = json.loads(line)["commandId"].encode()
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not (self.receipts.exists() and expected in self.receipts.read_bytes()):
            if self.process.poll() is not None or time.monotonic() > give_up:
                raise AssertionError(f"no acknowledgement of {line}")
            time.sleep(0.005)  # Between looks at the file; nothing is assumed to be done after it.

    def end_by(self, signal_number):
        self.process.send_signal(signal_number)
        return self.finish()

    def finish(self):
        printed, complaints = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, json.loads(printed), complaints.decode()


class TwoProcessesTest(ProgramCase):
    def test_a_second_writer_is_told_which_process_has_the_database(self):
        first = Writer(self)
        first.send_and_await(creation("first"))
        self.assert_one_line(self.apply(creation("second")), 1, "orders.db", str(first.process.pid))
        status, summary, complaints = first.finish()
        self.assertEqual((status, summary["accepted"], complaints), (0, 1, ""))
        self.assertEqual(self.head(), summary["head"])

    def test_who_repairs_a_fulfilment_is_told_which_process_has_the_database(self):
        config = self.folder / "docket.json"
        config.write_text('{"simulation":{"declines":10000}}')
        self.apply_well(creation("first", place=True), options=("--fulfilment", "pay_first", "--config", config))
        writer = Writer(self)
        writer.send_and_await(creation("second"))
        pid = str(writer.process.pid)
        self.assert_one_line(self.run_docket("fulfilment", "retry", "first"), 1, "orders.db", pid)
        self.assert_one_line(self.run_docket("apply", "/dev/null", "--fulfilment", "pay_first"), 1, "orders.db", pid)
        self.assertEqual(self.run_docket("fulfilment", "show", "first", "--json").json["fulfilment"]["status"],
                         "compensated")
        writer.finish()

    def test_another_name_of_the_same_file_is_the_same_database(self):
        first = Writer(self)
        first.send_and_await(creation("first"))
        link = self.folder / "link.db"
        link.symlink_to(self.database)
        self.assert_one_line(self.docket.run("apply", "/dev/null", "--db", link), 1, str(first.process.pid))
        first.finish()

    def test_readers_see_everything_that_was_acknowledged_while_a_writer_works(self):
        writer = Writer(self)
        for number in range(1, 6):
            writer.send_and_await(creation(f"order-{number}"))
            self.assertEqual(self.run_docket("show", f"order-{number}", "--json").json["status"], "pending")
            self.assertEqual(self.head()["position"], 2 * number)
            self.assertEqual(len(self.run_docket("events").json_lines), 2 * number)
        self.assertEqual(writer.finish()[0], 0)

    def test_the_database_is_free_again_when_its_writer_was_killed(self):
        first = Writer(self)
        first.send_and_await(creation("first"))
        first.process.kill()
        first.process.communicate()
        self.apply_well(creation("second"))
        self.assertEqual(self.head()["position"], 4)

    def test_a_writer_that_is_asked_to_end_says_so_and_keeps_what_it_did(self):
        for asked, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=asked.name):
                self.start_over()
                writer = Writer(self)
                writer.send_and_await(creation("first"))
                ended, summary, complaints = writer.end_by(asked)
                self.assertEqual((ended, summary["accepted"]), (status, 1))
                self.assertEqual(len(complaints.splitlines()), 1, complaints)
                self.assertEqual(self.head(), summary["head"])
                self.assertFalse(list(self.folder.glob("*.lock")), "the lock file is removed")

    def test_writers_that_race_for_a_database_take_turns_or_are_refused_whole(self):
        accepted = 0
        for attempt in range(20):
            accepted += self.race(attempt)
        self.assertEqual(self.head()["position"], 2 * accepted)

    def race(self, attempt):
        """Two writers at once on one database; answers how many commands they had accepted."""
        racers = []
        for name in ("a", "b"):
            file = self.folder / f"{name}.jsonl"
            file.write_bytes(as_bytes([creation(f"{name}-{attempt}-{number}") for number in range(50)]))
            racers.append(self.docket.start("apply", file, "--db", self.database, "--json", stdout=subprocess.PIPE,
                                            stderr=subprocess.PIPE))
        ended = [(racer.communicate(timeout=PATIENCE_SECONDS), racer.returncode) for racer in racers]
        winners = [json.loads(printed)["accepted"] for (printed, _), status in ended if status == 0]
        self.assertGreaterEqual(len(winners), 1, ended)
        for (printed, complaint), status in ended:
            if status != 0:
                self.assertEqual((status, printed), (1, b""))
                self.assertIn(b"in use by", complaint)
                self.assertEqual(complaint.count(b"\n"), 1)
        return sum(winners)

    def test_two_writers_of_the_same_order_do_not_mix(self):
        self.apply_good_order()
        holder = Writer(self)
        holder.send_and_await(command("addItem", commandId="c-2", productId="p", quantity=1, unitPrice="1"))
        self.assert_one_line(self.apply(command("placeOrder", commandId="c-3")), 1, "orders.db")
        holder.finish()
        self.assertEqual(self.run_docket("show", "order-001", "--json").json["status"], "pending")
