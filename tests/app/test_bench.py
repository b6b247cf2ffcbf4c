"""docket bench: what it prints, and that it leaves nothing behind."""

import json

from shop_case import ShopCase


class BenchTest(ShopCase):
    def bench(self, *options):
        return self.run_well("bench", "--quick", *options)

    def test_a_run_prints_one_object_and_leaves_no_file_behind(self):
        report = json.loads(self.bench("--only", "fsync,hydration", "--json").stdout)
        self.assertEqual(sorted(report), ["fsync", "goals", "hydration", "machine", "seconds", "settings", "version"])
        self.assertGreater(report["fsync"]["p50Ms"], 0)
        self.assertEqual([(h["events"], h["snapshot"]) for h in report["hydration"]],
                         [(1000, False), (1000, True), (10000, False), (10000, True)])
        for hydration in report["hydration"]:
            self.assertGreater(hydration["ms"], 0)
            self.assertEqual(hydration["eventsRead"] == hydration["events"], not hydration["snapshot"])
        self.assertEqual(report["goals"][0]["name"], "hydration1000")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_fulfilments_and_a_restart_stand_together_with_their_goals(self):
        report = json.loads(self.bench("--only", "fulfilment,restart", "--json").stdout)
        fulfilment = report["fulfilment"]
        self.assertGreater(fulfilment["fulfilmentsPerSecond"], 0)
        self.assertGreater(fulfilment["eventsPerFulfilment"], 20)
        self.assertGreater(fulfilment["coreEventsPerSecond"], 0)
        self.assertGreater(fulfilment["bestSeller"]["fulfilmentsPerSecond"], 0)
        self.assertEqual(fulfilment["restart"]["pendingDeadlines"], 100_000)
        self.assertGreater(fulfilment["restart"]["firstCommandMs"], 0)
        self.assertEqual([goal["name"] for goal in report["goals"]], ["fulfilment", "bestSeller"])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_views_are_made_from_two_logs_and_reading_what_was_written_is_timed(self):
        report = json.loads(self.bench("--only", "rebuild,own-writes", "--json").stdout)
        rebuilds, waits = report["readSide"]["rebuild"], report["readSide"]["ownWrites"]
        self.assertEqual([rebuild["log"] for rebuild in rebuilds], ["orders", "fulfilments"])
        for rebuild in rebuilds:
            self.assertGreater(rebuild["togetherLogEventsPerSecond"], 0)
            self.assertIn("order_list", [view["view"] for view in rebuild["views"]])
        self.assertEqual(rebuilds[0]["logEvents"], 8 * rebuilds[0]["orders"])
        self.assertLessEqual(waits["p50Ms"], waits["p99Ms"])
        self.assertEqual([goal["name"] for goal in report["goals"]], ["rebuild.orders", "rebuild.fulfilments"])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_queries_are_asked_at_three_moments_and_have_goals(self):
        report = json.loads(self.bench("--only", "queries", "--json").stdout)
        asked = report["readSide"]["queries"]
        self.assertEqual({query["moment"] for query in asked["queries"]}, {"now", "as of", "at position"})
        self.assertIn("counts per status", {query["query"] for query in asked["queries"]})
        self.assertGreater(asked["viewBytesPerOrder"], 0)
        self.assertEqual([goal["name"] for goal in report["goals"]], ["queryPages", "queryCounts"])

    def test_a_database_beside_it_is_not_touched(self):
        self.database.write_text("not even a database")
        self.bench("--only", "fsync")
        self.assertEqual(self.database.read_text(), "not even a database")

    def test_the_table_for_people_names_the_machine_and_what_was_measured(self):
        table = self.bench("--only", "fsync").stdout
        for word in ("core", "SQLite 3.", "seed 1", "4 KiB written and synced, p50"):
            self.assertIn(word, table)

    def test_an_unknown_measurement_and_a_folder_that_is_not_there_are_refused(self):
        unknown = self.run_docket("bench", "--only", "speed")
        self.assertEqual(unknown.status, 2)
        self.assertIn("speed", unknown.stderr)
        self.database = self.folder / "nowhere" / "orders.db"
        missing = self.run_docket("bench", "--only", "fsync")
        self.assertEqual(missing.status, 1)
        self.assertIn("--db", missing.stderr)
