"""Files that are not what they were taken for: command files, files of answers, databases."""

import shutil
import sqlite3

from program_case import ProgramCase, creation

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + bytes(8_000)


class CommandFileTest(ProgramCase):
    def test_an_empty_file_is_no_mistake_and_does_nothing(self):
        before = self.apply_good_order()
        summary = self.apply_well()
        self.assertEqual(summary["head"], before)

    def test_a_directory_instead_of_a_file_is_named(self):
        self.assert_one_line(self.run_docket("apply", self.folder), 1, str(self.folder), "directory")

    def test_a_missing_file_is_named(self):
        self.assert_one_line(self.run_docket("apply", self.folder / "nowhere.jsonl"), 1, "nowhere.jsonl")
        self.assertFalse(self.database.exists(), "nothing may be made for nothing")

    def test_a_file_that_may_not_be_read_is_named(self):
        file = self.folder / "secret.jsonl"
        file.touch(mode=0)
        self.bind_to_permissions()
        self.assert_one_line(self.run_docket("apply", file), 1, "secret.jsonl")

    def test_the_last_line_needs_no_line_end(self):
        outcome = self.run_docket("apply", "-", "--json", stdin=creation("o"))
        self.assertEqual((outcome.status, outcome.json["accepted"]), (0, 1))

    def test_a_file_of_answers_that_cannot_be_written_is_named_before_any_command_is_run(self):
        commands = self.folder / "commands.jsonl"
        commands.write_text(creation("o") + "\n")
        for option in ("--rejects", "--receipts"):
            with self.subTest(option=option):
                target = self.folder / "no-such-folder" / "file"
                self.assert_one_line(self.run_docket("apply", commands, option, target), 1, str(target))
                self.assertFalse(self.database.exists(), "nothing may be made for nothing")

    def test_answers_are_never_written_over_the_commands_or_the_database(self):
        before = self.apply_good_order()
        commands = self.folder / "more.jsonl"
        commands.write_text(creation("more") + "\n")
        for option in ("--rejects", "--receipts"):
            for precious in (commands, self.database):
                with self.subTest(option=option, over=precious.name):
                    content = precious.read_bytes()
                    self.assert_one_line(self.run_docket("apply", commands, option, precious), 1, precious.name)
                    self.assertEqual(precious.read_bytes(), content)
                    self.assertEqual(self.head(), before)

    def test_answers_that_find_no_room_are_told_of_and_what_was_done_stays_done(self):
        commands = self.folder / "more.jsonl"
        commands.write_text(creation("more") + "\n")
        outcome = self.run_docket("apply", commands, "--receipts", "/dev/full")
        self.assertEqual(outcome.status, 1)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        self.assertIn("/dev/full", outcome.stderr)
        self.assertEqual(self.head()["position"], 2)

    def test_a_file_from_windows_is_read(self):
        given = b"\xef\xbb\xbf" + creation("o").encode() + b"\r\n" + creation("p").encode() + b"\r\n"
        outcome = self.run_docket("apply", "-", "--json", stdin=given)
        self.assertEqual((outcome.status, outcome.json["accepted"]), (0, 2), outcome.stderr)


class ForeignDatabaseTest(ProgramCase):
    """Files that are no database of docket's are left exactly as they are."""

    COMMANDS = (("apply", "/dev/null"), ("show", "order-001"), ("history", "order-001"), ("events",), ("verify",))

    def assert_left_alone(self, *words, commands=COMMANDS):
        before, neighbours = self.database.read_bytes(), sorted(self.folder.iterdir())
        for command in commands:
            with self.subTest(command=command[0]):
                self.assert_one_line(self.run_docket(*command), 1, self.database.name, *words)
                self.assertEqual(self.database.read_bytes(), before)
                self.assertEqual(sorted(self.folder.iterdir()), neighbours, "nothing may be left beside it")

    def test_a_picture_is_no_database(self):
        self.database.write_bytes(PNG)
        self.assert_left_alone()

    def test_a_text_file_is_no_database(self):
        self.database.write_text("Dear diary,\n" * 1_000)
        self.assert_left_alone()

    def test_a_short_text_file_is_no_database(self):
        self.database.write_text("hello")
        self.assert_left_alone()

    def test_a_database_of_another_program_is_left_alone(self):
        with sqlite3.connect(self.database) as other:
            other.execute("PRAGMA application_id = 1196444487")
            other.execute("CREATE TABLE events (id INTEGER PRIMARY KEY)")
        other.close()
        self.assert_left_alone("another program")

    def test_a_database_without_a_mark_is_left_alone(self):
        with sqlite3.connect(self.database) as other:
            other.execute("CREATE TABLE orders (id TEXT)")
        other.close()
        self.assert_left_alone("another program")

    def test_a_newer_format_is_refused_with_its_version(self):
        self.apply_good_order()
        newer = sqlite3.connect(self.database)
        newer.execute("PRAGMA user_version = 99")
        newer.close()
        self.assert_left_alone("99", "upgrade")

    def test_a_directory_is_no_database(self):
        self.database.mkdir()
        for command in self.COMMANDS:
            with self.subTest(command=command[0]):
                self.assert_one_line(self.run_docket(*command), 1, self.database.name, "directory")

    def test_a_device_is_no_database(self):
        self.assert_one_line(self.docket.run("apply", "/dev/null", "--db", "/dev/null"), 1, "/dev/null")

    def test_a_missing_database_is_named_by_what_only_reads(self):
        for command in self.COMMANDS[1:]:
            with self.subTest(command=command[0]):
                self.assert_one_line(self.run_docket(*command), 1, self.database.name)
                self.assertFalse(self.database.exists())

    def test_a_database_in_a_missing_folder_is_named(self):
        self.database = self.folder / "no-such-folder" / "orders.db"
        self.assert_one_line(self.run_docket("apply", "/dev/null"), 1, "no-such-folder")


class TruncatedDatabaseTest(ProgramCase):
    def setUp(self):
        super().setUp()
        self.apply_well(*[creation(f"order-{number}") for number in range(500)])
        self.whole = self.database.read_bytes()

    def test_a_truncated_database_is_found_by_verify_wherever_it_was_cut(self):
        for size in (2, 99, 100, 4_096, 10_000, len(self.whole) // 2, len(self.whole) - 4_096, len(self.whole) - 1):
            with self.subTest(bytes=size):
                self.database.write_bytes(self.whole[:size])
                outcome = self.run_docket("verify")
                self.assertEqual(outcome.status, 1, outcome.stdout + outcome.stderr)
                self.assertEqual(len((outcome.stdout + outcome.stderr).splitlines()), 1)

    def test_nothing_is_written_into_a_truncated_database(self):
        for size in (2, 100, 4_096, len(self.whole) // 2, len(self.whole) - 4_096):
            with self.subTest(bytes=size):
                self.database.write_bytes(self.whole[:size])
                outcome = self.apply(creation("one-more"))
                self.assert_one_line(outcome, 1, self.database.name)
                self.assertEqual(self.database.read_bytes(), self.whole[:size])

    def test_a_log_without_its_write_ahead_part_is_still_whole(self):
        copy = self.folder / "copy.db"
        shutil.copy(self.database, copy)
        self.database = copy
        self.head()
