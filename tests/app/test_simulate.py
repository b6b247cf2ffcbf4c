"""docket simulate: what it prints and writes, and what it refuses. That runs find what is wrong is tested in
tests/simulation."""

import json
import signal
import time
from pathlib import Path

from shop_case import ShopCase


class SimulateTest(ShopCase):
    def simulate(self, *options, **keywords):
        return self.docket.run("simulate", *options, cwd=self.folder, **keywords)

    def simulate_well(self, *options):
        outcome = self.simulate(*options)
        self.assertEqual((outcome.status, outcome.stderr), (0, ""), outcome.stdout)
        return outcome

    def refusal(self, *options):
        outcome = self.simulate(*options)
        self.assertEqual((outcome.status, outcome.stdout), (2, ""))
        self.assertEqual(outcome.stderr.count("\n"), 1, outcome.stderr)
        return outcome.stderr

    def hash_of(self, *options):
        return self.simulate_well(*options, "--json").json["traceHash"]

    def test_seeds_are_counted_and_what_they_met_is_listed(self):
        summary = self.simulate_well("--seeds", 30, "--from", 100, "--jobs", 3, "--json").json
        self.assertEqual((summary["seeds"], summary["first"], summary["last"], summary["jobs"]), (30, 100, 129, 3))
        self.assertEqual(summary["failures"], [])
        self.assertEqual(sum(summary["schedules"].values()), 30)
        self.assertEqual(sum(summary["storages"].values()), 30)
        self.assertGreater(summary["events"]["OrderPlaced"], 0)
        self.assertEqual(summary["coverage"]["schedule"], {"met": 3, "of": 3})
        self.assertNotIn("endedBy", summary)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_how_many_processes_there_are_changes_nothing_of_what_seeds_do(self):
        one, three = (self.simulate_well("--seeds", 12, "--jobs", jobs, "--json").json for jobs in (1, 3))
        for word in ("steps", "commandsSent", "answers", "events", "faults", "engine"):
            self.assertEqual(one[word], three[word], word)

    def test_people_read_a_summary(self):
        text = self.simulate_well("--seeds", 20, "--storage", "memory").stdout
        for words in ("20 seeds (1 to 20) in ", "commands", "20 memory", "never met: ", "no failures"):
            self.assertIn(words, text)

    def test_what_is_wished_for_is_drawn(self):
        summary = self.simulate_well("--seeds", 30, "--storage", "memory", "--strategy", "starving", "--no-views",
                                     "--fulfilment", "manual", "--faults", "crashes", "--json").json
        self.assertEqual(summary["storages"], {"memory": 30})
        self.assertEqual(summary["schedules"], {"starving": 30})
        self.assertEqual((summary["views"], summary["faults"]), ({}, {}))
        self.assertGreater(summary["engine"]["crashes"], 0)
        self.assertNotIn("FulfilmentStarted", summary["events"])

    def test_disks_that_lie_are_counted_apart(self):
        summary = self.simulate_well("--seeds", 60, "--storage", "memory", "--no-views",
                                     "--faults", "lying_disk,power_cuts", "--json").json
        self.assertGreater(summary["liesFoundOut"], 0)
        self.assertGreater(summary["faults"]["lies"], 0)

    def test_a_seed_is_the_same_run_in_another_process(self):
        for storage in ("memory", "sqlite"):
            once, again = (self.hash_of("--seed", 104, "--storage", storage) for _ in range(2))
            self.assertEqual(once, again, storage)
            self.assertNotEqual(once, self.hash_of("--seed", 105, "--storage", storage))
        self.simulate_well("--seeds", 6, "--determinism")

    def test_one_seed_says_what_it_was_and_a_replay_its_last_steps(self):
        text = self.simulate_well("--seed", 3).stdout
        for words in ("seed 3\n", "schedule", "clients", "event.OrderCreated", "no violations"):
            self.assertIn(words, text)
        self.assertNotIn("last steps", text)
        self.assertIn("last steps", self.simulate_well("--replay", 3).stdout)
        replay = self.simulate_well("--replay", 3, "--steps", 7, "--log", "--json").json
        self.assertEqual(len(replay["lastSteps"]), 7)
        self.assertEqual(json.loads(replay["log"][0])["position"], 1)
        self.assertEqual(replay["violations"], [])

    def test_a_scenario_is_saved_and_run_from_its_file(self):
        file = self.folder / "seed-9.json"
        drawn = self.hash_of("--seed", 9, "--save", file)
        self.assertEqual(self.hash_of("--scenario", file), drawn)
        scenario = json.loads(file.read_text())
        scenario["clients"] = scenario["clients"][:1]
        file.write_text(json.dumps(scenario))
        self.assertNotEqual(self.hash_of("--scenario", file), drawn)

    def test_it_ends_when_its_time_is_over(self):
        summary = self.simulate_well("--time", "1s", "--json").json
        self.assertGreater(summary["seeds"], 0)
        self.assertLess(summary["seconds"], 30)

    def test_a_signal_ends_it_with_the_summary_so_far(self):
        process = self.docket.start("simulate", "--time", "1h", "--json", stdout=-1, stderr=-1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and not children.read_text():
            time.sleep(0.01)  # Between looks; it takes signals before it has children.
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, err), (130, b""))
        summary = json.loads(out)
        self.assertEqual(summary["endedBy"], "SIGINT")
        self.assertEqual(summary["failures"], [])

    def test_options_that_cannot_be_are_refused_by_name(self):
        self.assertIn("did you mean power_cuts?", self.refusal("--faults", "power_cut"))
        self.assertIn("known are all, none, failed_writes", self.refusal("--faults", "gremlins"))
        self.assertIn("none stands alone", self.refusal("--faults", "none,crashes"))
        self.assertIn("write 90s, 10m or 2h", self.refusal("--time", "10"))
        self.assertIn("--storage", self.refusal("--storage", "disk"))
        self.assertIn("--strategy", self.refusal("--strategy", "fair"))
        self.assertIn("--depth", self.refusal("--depth", "3", "--strategy", "starving"))
        self.assertIn("--seeds", self.refusal("--seeds", "0"))
        self.assertIn("--jobs", self.refusal("--jobs", "0"))

    def test_one_run_and_many_do_not_go_together(self):
        self.assertIn("excludes", self.refusal("--seed", 3, "--seeds", 10))
        self.assertIn("excludes", self.refusal("--seed", 3, "--replay", 4))
        self.assertIn("excludes", self.refusal("--scenario", "x.json", "--storage", "memory"))
        for alone in (["--log"], ["--steps", 5], ["--save", "x.json"]):
            self.assertIn("are for one run", self.refusal(*alone))

    def test_a_file_that_is_no_scenario_is_refused(self):
        self.assertIn("nowhere.json cannot be read", self.refusal("--scenario", "nowhere.json"))
        file = self.folder / "empty.json"
        file.write_text("{}")
        self.assertIn("empty.json: this is no scenario", self.refusal("--scenario", file))

    def test_what_did_not_fail_is_not_shrunk(self):
        self.simulate_well("--seeds", 10, "--shrink", self.folder / "small.json")
        self.simulate_well("--seed", 3, "--shrink")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_bugs_are_planted_only_where_the_build_has_any(self):
        self.assertIn("excludes --seed", self.refusal("--planted", "refund_key_per_attempt", "--seed", 4))
        outcome = self.simulate("--planted", "chain_from_nothing", "--json")
        if "DOCKET_PLANTED_BUGS" in outcome.stderr:
            self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        else:
            self.assertEqual(outcome.status, 0, outcome.stderr)
            self.assertTrue(outcome.json["planted"][0]["found"])
