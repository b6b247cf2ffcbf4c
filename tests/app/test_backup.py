"""backup and restore: a copy while another process writes, the way back, and what they refuse."""

import contextlib
import os
import shutil
import subprocess
import threading
import time
import unittest

from shop_case import ShopCase, known_order, line

PATIENCE_SECONDS = 60


def creation(number):
    return line("createOrder", f"order-{number}", 1, customerId="cust-1", currency="USD",
                items=[{"productId": "widget", "quantity": 2, "unitPrice": "29.99"}])


class BackupCase(ShopCase):
    def setUp(self):
        super().setUp()
        self.backup = self.folder / "backup.db"
        self.restored = self.folder / "elsewhere" / "orders.db"
        self.restored.parent.mkdir()

    def back_up(self, *options):
        return self.run_well("backup", self.backup, "--json", *options).json

    def restore(self, *options):
        return self.docket.run("restore", self.backup, "--db", self.restored, *options)

    def head_of(self, database, *options):
        outcome = self.docket.run("verify", "--db", database, "--json", *options)
        self.assertEqual(outcome.status, 0, outcome.stdout + outcome.stderr)
        return outcome.json["head"]

    def assert_one_line(self, outcome, status, *words):
        self.assertEqual((outcome.status, outcome.stdout), (status, ""), outcome.stderr)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        for word in words:
            self.assertIn(word, outcome.stderr)

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())


class Load:
    """A `docket apply -` that is given orders, one after the other, until it is told that it is enough."""

    def __init__(self, case):
        self.receipts = case.folder / "receipts.jsonl"
        command = case.docket.command("apply", "-", "--db", case.database, "--json", "--receipts", self.receipts)
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        case.addCleanup(self.process.kill)
        self.lines = []
        self.enough = threading.Event()
        self.feeder = threading.Thread(target=self.feed, daemon=True)
        self.feeder.start()

    def feed(self):
        with contextlib.suppress(BrokenPipeError):
            while not self.enough.is_set():
                self.lines.append(creation(len(self.lines)))
                self.process.stdin.write(self.lines[-1].encode() + b"\n")
                self.process.stdin.flush()

    def durable(self):
        return self.receipts.read_bytes().count(b"\n") if self.receipts.exists() else 0

    def await_more_than(self, receipts):
        give_up = time.monotonic() + PATIENCE_SECONDS
        while self.durable() <= receipts:
            if self.process.poll() is not None or time.monotonic() > give_up:
                raise AssertionError(f"no more than {receipts} lines became durable")
            time.sleep(0.005)  # Between looks at the file; nothing is assumed to be done after it.

    def finish(self):
        self.enough.set()
        self.feeder.join()
        printed, complaints = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, printed, complaints


class UnderLoadTest(BackupCase):
    def test_what_was_backed_up_while_another_process_wrote_is_restored_whole_and_goes_on(self):
        load = Load(self)
        load.await_more_than(200)
        made = self.back_up()
        load.await_more_than(load.durable())  # The writer goes on.
        status, _, complaints = load.finish()
        self.assertEqual((status, complaints), (0, b""))

        head = made["head"]
        self.assertGreaterEqual(head["position"], 400)
        self.assertEqual(made["events"], head["position"])
        end = self.head_of(self.database, "--expect-head", head["hash"])
        self.assertLess(head["position"], end["position"], "the backup was made in the middle")

        self.assertEqual(self.restore().status, 0)
        self.assertEqual(self.head_of(self.restored), head)
        self.assertEqual(self.head_of(self.restored, "--expect-head", head["hash"]), head)
        later = self.docket.run("verify", "--db", self.restored, "--expect-head", end["hash"])
        self.assertEqual(later.status, 1, "what came after the backup is not in it")

        self.assert_goes_on(load.lines, head)

    def assert_goes_on(self, lines, head):
        """All lines once more: what the backup has takes effect no second time, the rest does now."""
        file = self.write_lines(lines, "again.jsonl")
        summary = self.docket.run("apply", file, "--db", self.restored, "--json").json
        self.assertEqual(summary["repeated"], head["position"] // 2)
        self.assertEqual(summary["accepted"] + summary["repeated"], len(lines))
        self.assertEqual(self.head_of(self.restored, "--expect-head", head["hash"])["position"], 2 * len(lines))
        counted = self.docket.run("counts", "--db", self.restored, "--json")
        self.assertEqual(counted.status, 0, counted.stderr)
        self.assertEqual(sum(counted.json["byStatus"].values()) if "byStatus" in counted.json else len(lines), len(lines))


class BackupTest(BackupCase):
    def setUp(self):
        super().setUp()
        self.head = self.apply_known_order()["head"]

    def test_for_people_it_says_what_was_copied_and_the_head(self):
        said = self.run_well("backup", self.backup).stdout
        self.assertRegex(said, r"orders.db is backed up in .*backup.db: 8 events in \d commits?, [\d,]+ bytes, in")
        self.assertIn(self.head["hash"], said)
        restored = self.restore().stdout
        self.assertRegex(restored, r"elsewhere/orders.db is restored from .*backup.db: 8 events")
        self.assertIn(self.head["hash"], restored)

    def test_for_programs_it_is_one_object(self):
        made = self.back_up()
        self.assertEqual(made["file"], str(self.backup))
        self.assertEqual((made["events"], made["streams"]), (8, 1))
        self.assertEqual((made["head"]["position"], made["head"]["hash"]), (8, self.head["hash"]))
        self.assertEqual(made["bytes"], self.backup.stat().st_size)
        self.assertEqual(made["archives"], {"files": 0, "bytes": 0})
        self.assertEqual(self.restore("--json").json["head"], made["head"])

    def test_a_backup_answers_questions_as_the_database_does(self):
        self.back_up()
        shown = self.docket.run("show", "order-001", "--db", self.backup, "--json")
        self.assertEqual(shown.json, self.run_well("show", "order-001", "--json").json)

    def test_a_file_that_is_there_stays_unless_it_may_be_replaced(self):
        self.back_up()
        self.apply(known_order("order-002"))
        before = self.backup.read_bytes()
        self.assert_one_line(self.run_docket("backup", self.backup), 1, "backup.db", "exists")
        self.assertEqual(self.backup.read_bytes(), before)
        self.assertEqual(self.back_up("--force")["events"], 16)

    def test_mistakes_are_one_line_and_leave_nothing(self):
        before = self.names()
        self.assert_one_line(self.run_docket("backup"), 2, "FILE")
        self.assert_one_line(self.run_docket("backup", self.database, "--force"), 1, "the database itself")
        self.assert_one_line(self.run_docket("backup", self.folder / "none" / "b.db"), 1, "none")
        self.assert_one_line(self.run_docket("backup", self.folder), 1, "directory")
        self.assert_one_line(self.docket.run("backup", self.backup, "--db", self.folder / "none.db"), 1, "none.db")
        self.assertEqual(self.names(), before)

    def test_a_damaged_database_is_named_and_not_backed_up(self):
        content = bytearray(self.database.read_bytes())
        place = content.index(b'"widget"')
        content[place + 1] ^= 1
        self.database.write_bytes(content)
        self.assert_one_line(self.run_docket("backup", self.backup), 1, "orders.db is damaged", "commit")
        self.assertFalse(self.backup.exists())


class RestoreTest(BackupCase):
    def setUp(self):
        super().setUp()
        self.apply_known_order()
        self.head = self.back_up()["head"]

    def assert_nothing_restored(self, outcome, *words):
        self.assert_one_line(outcome, 1, *words)
        self.assertEqual(list(self.restored.parent.iterdir()), [])

    def test_where_a_database_is_it_stays(self):
        self.apply(known_order("order-002"))
        before = self.database.read_bytes()
        self.assert_one_line(self.run_docket("restore", self.backup), 1, "orders.db", "exists")
        self.assertEqual(self.database.read_bytes(), before)

    def test_what_is_left_of_another_database_is_named(self):
        for part in ("-wal", "-shm", ".views"):
            with self.subTest(part=part):
                remains = self.restored.with_name(self.restored.name + part)
                remains.write_text("somebody's")
                self.assert_one_line(self.restore(), 1, remains.name)
                self.assertEqual(list(self.restored.parent.iterdir()), [remains])
                remains.unlink()

    def test_a_wrong_file_restores_nothing(self):
        self.backup.write_text("Dear diary,\n" * 1_000)
        self.assert_nothing_restored(self.restore(), "backup.db", "not a database")
        self.backup.unlink()
        self.assert_nothing_restored(self.restore(), "no database", "backup.db")

    def test_a_damaged_backup_restores_nothing(self):
        whole = self.backup.read_bytes()
        for place in (whole.index(b'"widget"') + 1, whole.index(b"OrderCreated"), 4_096):
            with self.subTest(place=place):
                damaged = bytearray(whole)
                damaged[place:place + 64] = bytes(64)
                self.backup.write_bytes(damaged)
                self.assert_nothing_restored(self.restore(), "backup.db")
        self.backup.write_bytes(whole[:-4_096])
        self.assert_nothing_restored(self.restore(), "backup.db")

    def test_a_backup_without_the_head_that_is_wanted_restores_nothing(self):
        self.assert_nothing_restored(self.restore("--expect-head", "ab" * 32), "backup.db", "nothing was restored")
        self.assert_one_line(self.restore("--expect-head", "abc"), 2, "64 hexadecimal digits")
        self.assertEqual(self.restore("--expect-head", self.head["hash"]).status, 0)

    def test_a_backup_that_may_not_be_written_is_restored_all_the_same(self):
        self.backup.chmod(0o400)
        self.assertEqual(self.restore().status, 0)
        self.assertEqual(self.head_of(self.restored), self.head)

    def test_views_are_built_anew(self):
        listed = self.run_well("list", "--json").json["orders"]
        self.assertEqual(self.restore().status, 0)
        again = self.docket.run("list", "--json", "--db", self.restored)
        self.assertEqual(again.json["orders"], listed)


@unittest.skipUnless(os.geteuid() == 0, "only root mounts file systems")
class FullDiskTest(BackupCase):
    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", self.disk], capture_output=True).returncode:
            self.skipTest("this machine does not let root mount a tmpfs")
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.disk], check=True)
        self.apply_known_order()

    def test_a_full_disk_is_one_line_and_leaves_the_backup_of_before(self):
        self.backup = self.disk / "backup.db"
        first = self.back_up()
        self.apply([creation(number) for number in range(500)])
        self.assert_one_line(self.run_docket("backup", self.backup, "--force"), 1, "backup.db", "room")
        self.assertEqual(list(self.disk.iterdir()), [self.backup])
        self.assertEqual(self.head_of(self.backup), first["head"])

    def test_archives_that_find_no_room_leave_nothing(self):
        archives = self.folder / "orders.db.archives"
        archives.mkdir()
        (archives / "0001.docket-archive").write_bytes(bytes(300_000))
        outcome = self.run_docket("backup", self.disk / "backup.db")
        self.assert_one_line(outcome, 1, "0001.docket-archive", "room")
        self.assertEqual(list(self.disk.iterdir()), [])

    def test_nothing_is_restored_on_a_full_disk(self):
        self.apply([creation(number) for number in range(500)])
        self.back_up()
        self.assert_one_line(self.docket.run("restore", self.backup, "--db", self.disk / "orders.db"), 1, "room")
        self.assertEqual(list(self.disk.iterdir()), [])
        shutil.rmtree(self.restored.parent)
