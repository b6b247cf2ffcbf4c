"""Mistakes on the command line and in the configuration: exit status 2, one line, nothing done."""

import os
import signal

from program_case import ProgramCase, creation


class CommandLineTest(ProgramCase):
    def test_version_and_help_are_no_mistakes(self):
        version = self.docket.run("--version")
        self.assertEqual((version.status, version.stderr), (0, ""))
        self.assertRegex(version.stdout, r"^docket \d+\.\d+\.\d+\n$")
        for arguments in (("--help",), ("apply", "--help"), ("show", "--help"), ("verify", "--help"),
                          ("fulfilment", "--help"), ("fulfilment", "list", "--help"), ("fulfilment", "show", "--help"),
                          ("fulfilment", "retry", "--help"), ("fulfilment", "abandon", "--help")):
            with self.subTest(arguments=arguments):
                shown = self.docket.run(*arguments)
                self.assertEqual((shown.status, shown.stderr), (0, ""))
                self.assertIn("docket", shown.stdout)

    def test_wrong_usage_is_status_2_and_one_line(self):
        for arguments in ((), ("explode",), ("--explode",), ("apply",), ("apply", "-", "--explode"), ("show",),
                          ("apply", "-", "--concurrency", "0"), ("apply", "-", "--concurrency", "-1"),
                          ("apply", "-", "--concurrency", "many"), ("apply", "-", "--payments", "later"),
                          ("events", "--limit", "-1"), ("events", "--from", "x"), ("events", "--db", ""),
                          ("verify", "--expect-head", "not-a-hash"), ("verify", "surplus"),
                          ("apply", "-", "--fulfilment", "automatic"), ("fulfilment",), ("fulfilment", "explode"),
                          ("fulfilment", "show"), ("fulfilment", "retry"), ("fulfilment", "abandon", "o"),
                          ("fulfilment", "abandon", "o", "--reason", ""), ("fulfilment", "show", "../o"),
                          ("fulfilment", "list", "surplus"), ("fulfilment", "list", "--limit", "0")):
            with self.subTest(arguments=arguments):
                self.assert_one_line(self.docket.run(*arguments, cwd=self.folder), 2)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_bad_point_in_time_or_version_is_wrong_usage(self):
        before = self.apply_good_order()
        for option in (("--as-of", "yesterday"), ("--as-of", "2026-03-01T10:15:00"),
                       ("--as-of", "2026-02-30T00:00:00Z"),
                       ("--version", "-1"), ("--version", "0"), ("--version", "x"), ("--version", "4294967297"),
                       ("--version", "1", "--as-of", "2026-03-01T10:15:00Z")):
            with self.subTest(option=option):
                self.assert_one_line(self.run_docket("show", "order-001", *option), 2)
        self.assertEqual(self.head(), before)

    def test_an_unknown_order_is_status_1_and_named(self):
        self.apply_good_order()
        for name in ("show", "history"):
            for options in ((), ("--json",)):
                with self.subTest(command=name, options=options):
                    self.assert_one_line(self.run_docket(name, "order-404", *options), 1, "order-404")

    def test_an_order_without_a_fulfilment_is_told_from_one_that_is_not_there(self):
        self.apply_good_order()
        for arguments in (("show",), ("retry",), ("abandon", "--reason", "why not")):
            name, *options = arguments
            with self.subTest(command=name):
                self.assert_one_line(self.run_docket("fulfilment", name, "order-404", *options), 1,
                                     "there is no order order-404")
                self.assert_one_line(self.run_docket("fulfilment", name, "order-001", *options), 1, "order-001",
                                     "pending", "--fulfilment")

    def test_a_repair_makes_no_database(self):
        for arguments in (("retry", "o"), ("abandon", "o", "--reason", "why not")):
            self.assert_one_line(self.run_docket("fulfilment", *arguments), 1, "orders.db")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_an_order_id_that_no_order_could_have_is_one_line(self):
        self.apply_good_order()
        for order in ("../etc", "x" * 129, "", "a b", "two\nlines"):
            with self.subTest(order=order):
                outcome = self.run_docket("show", order)
                self.assertIn(outcome.status, (1, 2))
                self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)

    def test_a_moment_before_the_order_was_is_status_1(self):
        self.apply_good_order()
        self.assert_one_line(self.run_docket("show", "order-001", "--as-of", "1999-12-31T23:59:59Z"), 1, "order-001")

    def test_a_closed_standard_output_is_an_error_and_not_a_crash(self):
        self.apply_good_order()
        for name, *arguments in (("show", "order-001"), ("events",), ("verify",), ("apply", "/dev/null", "--json")):
            with self.subTest(command=name):
                with open("/dev/full", "wb") as full:
                    outcome = self.docket.run_into(full, name, *arguments, "--db", self.database)
                self.assertEqual(outcome.status, 1)
                self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)

    def test_who_reads_no_more_ends_a_command_without_a_word(self):
        self.apply_good_order()
        for name, *arguments in (("show", "order-001"), ("events",), ("verify",), ("--help",)):
            with self.subTest(command=name):
                reading, writing = os.pipe()
                os.close(reading)
                with open(writing, "wb") as unread:
                    outcome = self.docket.run_into(unread, "--db", self.database, name, *arguments)
                self.assertEqual((outcome.status, outcome.stderr), (128 + signal.SIGPIPE, ""))


class ConfigurationTest(ProgramCase):
    def assert_config_refused(self, text, *words):
        config = self.folder / "docket.json"
        config.write_text(text)
        outcome = self.apply(creation("o"), options=("--config", config))
        self.assert_one_line(outcome, 2, "docket.json", *words)
        self.assertFalse(self.database.exists(), "nothing may be done with a wrong configuration")

    def test_an_unknown_key_is_refused_by_name(self):
        self.assert_config_refused('{"colour":"red"}', "colour")

    def test_a_wrong_simulation_is_refused_by_name(self):
        self.assert_config_refused('{"simulation":{"declines":10001}}', "simulation.declines", "10000")
        self.assert_config_refused('{"simulation":{"seeds":1}}', 'did you mean "simulation.seed"?')
        self.assert_config_refused('{"simulation":{"poisoned":["../o"]}}', "simulation.poisoned")
        self.assert_config_refused('{"simulation":{"latency_ms_min":9,"latency_ms_max":3}}', "latency_ms_max")
        self.assert_config_refused('{"simulation":[]}', "simulation", "object")
        self.assert_config_refused('{"fulfilment":{"mode":"auto"}}', "fulfilment.mode", "pay_first")

    def test_an_unknown_key_in_a_group_is_refused_by_name(self):
        self.assert_config_refused('{"commit":{"evnets_max":1}}', "evnets_max")

    def test_a_key_that_stands_twice_is_refused_by_name(self):
        self.assert_config_refused('{"threads":{"workers":1,"workers":2}}', "workers")

    def test_a_wrong_type_is_refused_by_name(self):
        self.assert_config_refused('{"threads":{"workers":"two"}}', "workers")
        self.assert_config_refused('{"threads":4}', "threads")

    def test_a_number_out_of_range_is_refused_by_name(self):
        for value in ("-1", "0", "1e99", "1.5", "99999999999999999999"):
            with self.subTest(queue_max=value):
                self.assert_config_refused('{"commit":{"queue_max":' + value + "}}", "queue_max")

    def test_text_that_is_no_json_is_refused(self):
        for text in ("", "{", "[]", "workers = 2"):
            with self.subTest(text=text):
                self.assert_config_refused(text)

    def test_a_configuration_that_is_not_there_is_refused_by_name(self):
        outcome = self.apply(creation("o"), options=("--config", self.folder / "nowhere.json"))
        self.assert_one_line(outcome, 2, "nowhere.json")
