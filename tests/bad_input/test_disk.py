"""A disk that is full or may not be written: one clear line, and nothing lost that was acknowledged."""

import json
import os
import subprocess
import unittest

from program_case import ProgramCase, as_bytes, creation
from small_disk import SmallDisk, mount


def receipts_in(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


class FullDiskTest(ProgramCase):
    def setUp(self):
        super().setUp()
        self.disk = SmallDisk(self, self.folder / "disk", "1m")
        self.database = self.disk.folder / "orders.db"
        self.lines = [creation(f"order-{number}") for number in range(5_000)]
        self.receipts = self.folder / "receipts.jsonl"

    def apply_to_full_disk(self):
        commands = self.folder / "commands.jsonl"
        commands.write_bytes(as_bytes(self.lines))
        return self.run_docket("apply", commands, "--receipts", self.receipts)

    def test_a_full_disk_is_one_clear_line(self):
        outcome = self.apply_to_full_disk()
        self.assertEqual(outcome.status, 1)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        self.assertRegex(outcome.stderr, "(?i)room|full|space")

    def test_what_was_acknowledged_is_there_and_the_rest_goes_in_when_there_is_room(self):
        self.apply_to_full_disk()
        acknowledged = receipts_in(self.receipts)
        self.assertTrue(0 < len(acknowledged) < len(self.lines), len(acknowledged))
        self.disk.grow("64m")
        events = self.run_docket("events").json_lines
        effects = {(event["metadata"]["commandId"], event["version"], event["position"]) for event in events}
        for receipt in acknowledged:
            self.assertIn((receipt["commandId"], receipt["version"], receipt["position"]), effects)
        self.head()
        summary = self.apply(*self.lines, options=("--json",)).json
        self.assertEqual(summary["accepted"] + summary["repeated"], len(self.lines))
        self.assertGreaterEqual(summary["repeated"], len(acknowledged))
        self.assertEqual(self.head()["position"], 2 * len(self.lines))

    def test_a_disk_that_is_full_from_the_start_makes_no_database(self):
        self.disk.fill()
        outcome = self.apply(creation("o"))
        self.assert_one_line(outcome, 1, "orders.db")
        self.disk.grow("64m")
        self.apply_well(creation("o"))
        self.head()

    def test_a_full_disk_can_still_be_read(self):
        self.apply_to_full_disk()
        for command in (("show", "order-0"), ("verify",)):
            with self.subTest(command=command[0]):
                outcome = self.run_docket(*command)
                self.assertEqual(outcome.status, 0, outcome.stderr)


class ReadOnlyTest(ProgramCase):
    """Permissions of files and folders."""

    def setUp(self):
        super().setUp()
        self.head_before = self.apply_good_order()
        self.addCleanup(self.folder.chmod, 0o755)
        self.bind_to_permissions()

    def commands_file(self):
        file = self.folder / "more.jsonl"
        file.write_text(creation("more") + "\n")
        file.chmod(0o644)
        return file

    def assert_refused_and_readable(self, commands):
        self.assert_one_line(self.run_docket("apply", commands), 1, "orders.db")
        self.assertEqual(self.head(), self.head_before)
        shown = self.run_docket("show", "order-001", "--json")
        self.assertEqual(shown.status, 0, shown.stderr)

    def test_a_read_only_database_takes_no_commands_and_can_be_read(self):
        commands = self.commands_file()
        self.database.chmod(0o444)
        self.assert_refused_and_readable(commands)

    def test_a_database_in_a_read_only_folder_takes_no_commands_and_can_be_read(self):
        commands = self.commands_file()
        self.folder.chmod(0o555)
        self.assert_refused_and_readable(commands)

    def test_a_database_that_may_not_be_read_is_one_line(self):
        self.database.chmod(0)
        for command in (("show", "order-001"), ("verify",), ("events",)):
            with self.subTest(command=command[0]):
                self.assert_one_line(self.run_docket(*command), 1, "orders.db")


@unittest.skipUnless(os.geteuid() == 0, "only root mounts file systems")
class ReadOnlyFileSystemTest(ProgramCase):
    def test_a_database_on_a_read_only_file_system_takes_no_commands_and_can_be_read(self):
        before = self.apply_good_order()
        commands = self.folder / "more.jsonl"
        commands.write_text(creation("more") + "\n")
        if not (mount("--bind", self.folder, self.folder) and mount("-o", "remount,bind,ro", self.folder)):
            self.skipTest("this machine does not let root mount folders")
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.folder], check=True)
        self.assert_one_line(self.run_docket("apply", commands), 1, "orders.db")
        self.assertEqual(self.head(), before)
        self.assertEqual(self.run_docket("show", "order-001").status, 0)
