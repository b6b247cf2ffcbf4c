"""config check and config show: what is wrong with a configuration, and what it sets."""

import json

from shop_case import ShopCase


class ConfigCase(ShopCase):
    def write_config(self, text):
        file = self.folder / "docket.json"
        file.write_text(text if isinstance(text, str) else json.dumps(text))
        return file

    def check(self, text, *options):
        return self.docket.run("config", "check", self.write_config(text), *options, cwd=self.folder)

    def assert_problems(self, text, *problems):
        outcome = self.check(text)
        self.assertEqual((outcome.status, outcome.stdout), (2, ""))
        lines = outcome.stderr.splitlines()
        self.assertEqual(len(lines), len(problems), outcome.stderr)
        for said, problem in zip(lines, problems):
            self.assertTrue(said.startswith("docket: "), said)
            self.assertIn("docket.json: ", said)
            self.assertIn(problem, said)


class CheckTest(ConfigCase):
    def test_a_sound_file_can_be_used(self):
        outcome = self.check({"orders": {"max_lines": 50}, "simulation": {"declines": 500}})
        self.assertEqual((outcome.status, outcome.stderr), (0, ""))
        self.assertRegex(outcome.stdout, r"docket.json can be used\.\n$")
        self.assertEqual(list(self.folder.iterdir()), [self.folder / "docket.json"])

    def test_every_problem_is_told_by_its_key_in_the_files_order(self):
        self.assert_problems({"orders": {"max_lines": 0, "payments": "later", "max_line": 3}, "databse": "x.db",
                              "threads": {"workers": "two", "readers": 2}, "simulation": {"declines": 10_001},
                              "store": 7, "database": ""},
                             '"orders.max_lines" is 0', '"orders.payments" is "later"', '"orders.max_lines"?',
                             'did you mean "database"?', '"threads.workers"', '"simulation.declines"', '"store"',
                             '"database"')

    def test_a_problem_of_two_keys_together_is_told_as_well(self):
        self.assert_problems({"simulation": {"latency_ms_min": 30}}, '"simulation.latency_ms_min"')
        self.assertEqual(self.check({"simulation": {"latency_ms_min": 30, "latency_ms_max": 40}}).status, 0)

    def test_what_needs_another_key_is_no_problem_where_that_is_there(self):
        outcome = self.check({"simulation": {"latency_ms_max": 0, "latency_ms_min": 0}})
        self.assertEqual((outcome.status, outcome.stderr), (0, ""))

    def test_a_key_that_stands_twice_is_told(self):
        self.assert_problems('{"orders": {"max_lines": 5, "max_lines": 6}}', "twice")

    def test_what_is_no_configuration_is_one_line(self):
        self.assert_problems("{", "not JSON")
        self.assert_problems("[]", "object")
        for missing in (self.folder / "none.json", self.folder):
            outcome = self.docket.run("config", "check", missing)
            self.assertEqual((outcome.status, outcome.stdout), (2, ""))
            self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
            self.assertIn(str(missing), outcome.stderr)

    def test_for_programs_it_is_one_object(self):
        good = self.check({"orders": {"max_lines": 50}}, "--json").json
        self.assertEqual((good["valid"], good["problems"], good["settings"]["orders"]["max_lines"]), (True, [], 50))
        outcome = self.check({"orders": {"max_lines": 0}}, "--json")
        self.assertEqual((outcome.status, outcome.json["valid"]), (2, False))
        self.assertIn("max_lines", outcome.json["problems"][0])


class PrintTest(ConfigCase):
    def test_what_is_set_is_printed_among_all_the_rest_and_is_a_configuration_itself(self):
        text = {"database": "shop.db", "orders": {"payments": "split"},
                "simulation": {"poisoned": ["o-1"], "payments_ledger": "money.jsonl"}}
        printed = self.check(text, "--print").json
        self.assertEqual((printed["database"], printed["orders"]["payments"]), ("shop.db", "split"))
        self.assertEqual(printed["simulation"]["poisoned"], ["o-1"])
        self.assertEqual(printed["simulation"]["payments_ledger"], "money.jsonl")
        self.assertEqual(self.check(printed, "--print").json, printed)

    def test_the_defaults_are_those_of_an_empty_configuration(self):
        defaults = self.docket.run("config", "show").json
        self.assertEqual(defaults, self.check({}, "--print").json)
        self.assertEqual(defaults["database"], "docket.db")
        self.assertNotIn("payments_ledger", defaults["simulation"])

    def test_the_command_line_wins_over_the_file(self):
        file = self.write_config({"database": "shop.db", "orders": {"max_lines": 50}})
        shown = self.docket.run("config", "show", "--config", file).json
        self.assertEqual((shown["database"], shown["orders"]["max_lines"]), ("shop.db", 50))
        self.assertEqual(self.docket.run("config", "show", "--config", file, "--db", "x.db").json["database"], "x.db")

    def test_mistakes_are_status_2(self):
        for arguments in (("config",), ("config", "check"), ("config", "explode"), ("config", "show", "surplus"),
                          ("config", "show", "--config", self.folder / "none.json"),
                          ("config", "show", "--config", self.write_config({"orders": {"max_lines": 0}}))):
            with self.subTest(arguments=arguments):
                outcome = self.docket.run(*arguments)
                self.assertEqual((outcome.status, outcome.stdout), (2, ""))
                self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
