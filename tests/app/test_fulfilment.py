"""docket apply --fulfilment, and docket fulfilment: orders carried to the customer, and what people see and mend."""

import json
import signal
import subprocess
import time

from shop_case import ShopCase, line

PATIENCE_SECONDS = 60
HASTY = {"answer_within_ms": 300, "back_off_first_ms": 10, "back_off_max_ms": 50, "attempts_max": 3,
         "tracking_every_ms": 1000, "checkpoint_every_ms": 50, "look_every_ms": 20}


def stock(product, quantity, number=1):
    return json.dumps({"command": "receiveStock", "productId": product, "commandId": f"stock:{number}",
                       "quantity": quantity})


def placed(order, quantity=1):
    return line("createOrder", order, 1, customerId="c", currency="USD", place=True, paymentMethod="card",
                items=[{"productId": "widget", "quantity": quantity, "unitPrice": "29.99"}])


class FulfilmentCase(ShopCase):
    def configure(self, simulation=None, **fulfilment):
        file = self.folder / "docket.json"
        file.write_text(json.dumps({"fulfilment": {**HASTY, **fulfilment}, "simulation": simulation or {}}))
        return file

    def fulfil(self, lines, *options, mode="pay_first", simulation=None):
        return self.apply(lines, "--fulfilment", mode, "--config", self.configure(simulation), *options)

    def show(self, order):
        return self.run_well("fulfilment", "show", order, "--json").json

    def park(self, order="o-1"):
        """An order whose payment nobody can take, parked, beside one that has arrived."""
        outcome = self.fulfil([stock("widget", 10), placed(order), placed("good")], simulation={"poisoned": [order]})
        self.assertEqual((outcome.status, outcome.json["fulfilments"]["parked"]), (1, 1), outcome.stderr)
        return outcome


class ApplyTest(FulfilmentCase):
    def test_it_ends_when_every_order_has_arrived(self):
        for mode in ("pay_first", "reserve_first"):
            with self.subTest(mode=mode):
                self.database = self.folder / f"{mode}.db"
                outcome = self.fulfil([stock("widget", 100), *[placed(f"o-{n}", 2) for n in range(40)]], mode=mode)
                self.assertEqual((outcome.status, outcome.stderr), (0, ""))
                ended = outcome.json["fulfilments"]
                self.assertEqual((ended["completed"], ended["compensated"], ended["underWay"], ended["parked"]),
                                 (40, 0, 0, 0))
                self.assertEqual(self.run_well("show", "o-7", "--json").json["status"], "delivered")
                self.assertEqual(self.run_well("fulfilment", "list", "--json").json["fulfilments"], [])

    def test_what_is_undone_is_counted_by_its_reason(self):
        ended = self.fulfil([stock("widget", 5), *[placed(f"o-{n}", 2) for n in range(4)]]).json["fulfilments"]
        self.assertEqual((ended["completed"], ended["compensated"]), (2, 2))
        self.assertEqual(ended["compensatedBy"], {"stock_insufficient": 2})
        refused = self.fulfil([json.dumps({"command": "adjustStock", "productId": "widget", "difference": 40,
                                           "reason": "found"}), placed("o-9", 2)],
                              simulation={"declines": 10_000}).json["fulfilments"]
        self.assertEqual(refused["compensatedBy"], {"payment_declined": 1})

    def test_a_product_without_stock_is_back_ordered_where_that_is_configured(self):
        self.assertEqual(self.fulfil([placed("o-1")]).json["fulfilments"]["compensatedBy"], {"product_unknown": 1})
        config = self.folder / "docket.json"
        config.write_text(json.dumps({"stock": {"unknown_products": "back_order"},
                                      "fulfilment": {**HASTY, "mode": "reserve_first"}}))
        self.assertEqual(self.apply([placed("o-2")], "--config", config).json["fulfilments"]["completed"], 1)

    def test_manual_on_the_command_line_wins_over_the_configuration(self):
        config = self.configure(mode="pay_first")
        summary = self.apply([placed("o-1")], "--config", config, "--fulfilment", "manual").json
        self.assertNotIn("fulfilments", summary)
        self.assertEqual(self.run_well("show", "o-1", "--json").json["status"], "placed")
        self.assertFalse((self.folder / "orders.db.payments.jsonl").exists())

    def test_the_ledgers_stand_beside_the_database_and_agree(self):
        self.fulfil([stock("widget", 9), placed("o-1", 2), placed("o-2")])
        captured = [entry for entry in self.records("orders.db.payments.jsonl") if entry["effect"] == "captured"]
        self.assertEqual({entry["order"]: entry["amount"] for entry in captured}, {"o-1": "59.98", "o-2": "29.99"})
        delivered = [entry["order"] for entry in self.records("orders.db.shipments.jsonl")
                     if entry["effect"] == "delivered"]
        self.assertEqual(sorted(delivered), ["o-1", "o-2"])

    def test_rejects_do_not_overwrite_a_ledger(self):
        self.fulfil([stock("widget", 9), placed("o-1")])
        before = (self.folder / "orders.db.payments.jsonl").read_text()
        outcome = self.fulfil([placed("o-2")], "--rejects", self.folder / "orders.db.payments.jsonl")
        self.assertEqual(outcome.status, 1)
        self.assertIn("ledger", outcome.stderr)
        self.assertEqual((self.folder / "orders.db.payments.jsonl").read_text(), before)

    def test_faults_of_the_outside_are_overcome(self):
        outcome = self.fulfil([stock("widget", 100), *[placed(f"o-{n}") for n in range(60)]],
                              simulation={"timeouts_before_effect": 2000, "timeouts_after_effect": 2000,
                                          "duplicate_answers": 3000, "faulty_attempts": 1})
        self.assertEqual(outcome.json["fulfilments"]["completed"], 60, outcome.stdout + outcome.stderr)

    def test_for_people_it_says_how_they_ended(self):
        outcome = self.run_docket("apply", self.write_lines([stock("widget", 2), placed("o-1", 2), placed("o-2", 2)]),
                                  "--fulfilment", "pay_first", "--config", self.configure())
        self.assertRegex(outcome.stdout, r"completed +1\n +compensated +1\n +stock_insufficient +1\n")


class InterruptionTest(FulfilmentCase):
    def test_a_signal_ends_the_wait_and_a_later_run_without_lines_goes_on(self):
        config = self.configure({"transit_ms": 3_600_000})
        receipts = self.folder / "receipts.jsonl"
        commands = self.write_lines([stock("widget", 9), placed("o-1"), placed("o-2")])
        process = self.docket.start("apply", commands, "--fulfilment", "pay_first", "--config", config, "--json",
                                    "--db", self.database, "--receipts", receipts,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        self.await_dispatch("o-1", "o-2")
        process.send_signal(signal.SIGTERM)
        printed, complaints = process.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual(process.returncode, 143)
        self.assertIn("2 fulfilments under way", complaints.decode())
        self.assertEqual(json.loads(printed)["fulfilments"]["underWay"], 2)
        outcome = self.run_well("apply", "/dev/null", "--fulfilment", "pay_first", "--config", self.configure(),
                                "--json")
        self.assertEqual((outcome.json["accepted"], outcome.json["fulfilments"]["completed"]), (0, 2))

    def await_dispatch(self, *orders):
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not all(self.is_dispatched(order) for order in orders):
            self.assertLess(time.monotonic(), give_up, "nothing was dispatched")
            time.sleep(0.02)  # Between looks at the log; nothing is assumed to be done after it.

    def is_dispatched(self, order):
        outcome = self.run_docket("fulfilment", "show", order, "--json")
        return outcome.status == 0 and outcome.json["fulfilment"]["shipment"] == "dispatched"


class ShowTest(FulfilmentCase):
    def test_every_step_has_its_time_attempt_cause_and_outcome(self):
        self.fulfil([stock("widget", 9), placed("o-1", 2)])
        shown = self.show("o-1")
        self.assertEqual(shown["fulfilment"]["status"], "completed")
        self.assertEqual([step["step"] for step in shown["steps"]],
                         ["capture_payment", "record_payment", "reserve_stock", "confirm_order", "dispatch_shipment",
                          "record_shipment", "ship_stock", "await_delivery", "record_delivery"])
        self.assertEqual({step["outcome"] for step in shown["steps"]}, {"succeeded"})
        versions = [event["version"] for event in shown["events"]]
        for step in shown["steps"]:
            self.assertIn(step["openedBy"], versions)
            self.assertLessEqual(step["openedAt"], step["endedAt"])
            self.assertGreaterEqual(step["attempt"], 1)
        self.assertEqual((shown["payment"]["status"], shown["payment"]["captured"]), ("captured", "59.98"))
        self.assertEqual(shown["shipment"]["status"], "delivered")
        self.assertEqual(shown["fulfilment"]["lines"], [{"productId": "widget", "quantity": 2, "stock": "shipped"}])

    def test_for_people_it_tells_what_happened_and_what_to_do(self):
        self.park()
        text = self.run_well("fulfilment", "show", "o-1").stdout
        for words in ("Fulfilment of order o-1: parked, payment first", "Waits for people since",
                      f"docket --db {self.database} fulfilment retry o-1", "taking the payment",
                      "Payment   requested, 29.99 USD",
                      "widget  1  not reserved", "waits for the payment provider", "Parked for people"):
            self.assertIn(words, text)

    def test_what_was_given_back_is_told(self):
        self.fulfil([stock("widget", 1), placed("o-1", 2)])
        shown = self.show("o-1")
        self.assertEqual((shown["fulfilment"]["status"], shown["fulfilment"]["reason"]),
                         ("compensated", "stock_insufficient"))
        self.assertEqual(shown["payment"]["refunds"][0]["amount"], "59.98")
        self.assertIsNone(shown["shipment"])


class ListTest(FulfilmentCase):
    def test_a_parked_one_is_stuck_and_says_why(self):
        self.park()
        for options in ((), ("--stuck",)):
            listed = self.run_well("fulfilment", "list", "--json", *options).json
            self.assertEqual([one["orderId"] for one in listed["fulfilments"]], ["o-1"])
            self.assertEqual((listed["underWay"], listed["parked"], listed["more"]), (0, 1, False))
            self.assertIsNone(listed["fulfilments"][0]["wakesAt"])
        text = self.run_well("fulfilment", "list").stdout
        self.assertRegex(text, r"o-1 +parked .*people: taking the payment does not succeed")

    def test_the_limit_says_that_there_are_more(self):
        poisoned = [f"o-{n}" for n in range(3)]
        self.fulfil([stock("widget", 9), *map(placed, poisoned)], simulation={"poisoned": poisoned})
        listed = self.run_well("fulfilment", "list", "--limit", "2", "--json").json
        self.assertEqual((len(listed["fulfilments"]), listed["more"]), (2, True))
        self.assertIn("--limit", self.run_well("fulfilment", "list", "--limit", "2").stdout)

    def test_without_any_it_says_so(self):
        self.apply([stock("widget", 9)])
        self.assertIn("Every fulfilment has ended", self.run_well("fulfilment", "list").stdout)
        self.assertIn("No fulfilment is stuck", self.run_well("fulfilment", "list", "--stuck").stdout)


class RepairTest(FulfilmentCase):
    def go_on(self):
        return self.run_docket("apply", "/dev/null", "--fulfilment", "pay_first", "--config", self.configure(), "--json")

    def test_a_parked_one_goes_on_when_the_cause_is_removed(self):
        self.park()
        said = self.run_well("fulfilment", "retry", "o-1", "--user", "anna", "--config", self.configure()).stdout
        self.assertIn("o-1 is running", said)
        self.assertEqual(self.show("o-1")["events"][-1]["metadata"]["user"], "anna")
        outcome = self.go_on()
        self.assertEqual((outcome.status, outcome.json["fulfilments"]["completed"]), (0, 1), outcome.stderr)

    def test_one_that_is_given_up_is_undone_and_counted_apart(self):
        self.park()
        config = self.configure()
        self.run_well("fulfilment", "abandon", "o-1", "--reason", "sold in the shop", "--config", config)
        shown = self.show("o-1")["fulfilment"]
        self.assertEqual((shown["reason"], shown["abandoned"]), ("sold in the shop", True))
        ended = self.go_on().json["fulfilments"]
        self.assertEqual((ended["abandoned"], ended["compensated"], ended["parked"]), (1, 0, 0))
        self.assertEqual(self.run_well("show", "o-1", "--json").json["status"], "cancelled")

    def test_one_that_needs_no_repair_is_left_alone(self):
        self.park()
        before = self.run_well("verify", "--json").json["head"]
        for arguments in (("retry", "good"), ("abandon", "good", "--reason", "why not")):
            outcome = self.run_docket("fulfilment", *arguments)
            self.assertEqual((outcome.status, len(outcome.stderr.splitlines())), (1, 1), outcome.stderr)
            self.assertIn("completed", outcome.stderr)
        self.assertEqual(self.run_well("verify", "--json").json["head"], before)
