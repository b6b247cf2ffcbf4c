#!/usr/bin/env python3
"""Each violation is planted once in a sound shop, and found with the name of whom it is about."""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from books import audit
from event_log import EventLog
from findings import Unreadable
from money import Money
from report import as_json, as_text
from small_shop import SmallShop, sound_shop

HERE = Path(__file__).resolve().parent


class BooksCase(unittest.TestCase):
    def setUp(self):
        self.shop = sound_shop()

    def audited(self):
        return audit(self.shop.event_lines(), self.shop.payment_lines(), self.shop.carrier_lines())

    def found(self):
        return [(violation.rule, violation.subject) for violation in self.audited().findings.kept]

    def expect(self, *violations):
        self.assertEqual(sorted(violations), sorted(self.found()))


class SoundShopTest(BooksCase):
    def test_a_sound_shop_balances(self):
        self.expect()

    def test_its_summary_counts_orders_money_and_pieces(self):
        told = as_json(self.audited())
        self.assertEqual((4, 1, 3), (told["orders"], told["delivered"], told["cancelled"]))
        self.assertEqual({"changed my mind": 2, "payment_declined": 1}, told["cancelledBy"])
        self.assertEqual({"USD": {"captured": "194.94", "refunded": "129.96", "kept": "64.98"}}, told["money"])
        self.assertEqual({"products": 2, "received": 20, "adjusted": -1, "available": 16, "reserved": 0, "shipped": 3,
                          "backOrdersShipped": 0}, told["stock"])
        self.assertTrue(told["balanced"])

    def test_the_text_says_that_it_balances(self):
        self.assertTrue(as_text(self.audited()).endswith("The books balance."))

    def test_without_ledgers_the_log_is_checked_by_itself(self):
        self.assertEqual(0, len(audit(self.shop.event_lines()).findings))

    def test_every_event_that_is_frozen_is_known(self):
        known = EventLog().books
        for folder in (HERE.parent / "golden").iterdir():
            for file in folder.glob("*.v*.json"):
                self.assertIn(file.name.split(".")[0], known[folder.name].effects, file)

    def test_an_order_that_was_never_placed_owes_nothing(self):
        self.shop.happens("order", "idea", "OrderCreated", customerId="c", currency="USD")
        self.expect()
        self.assertEqual(1, as_json(self.audited())["neverPlaced"])

    def test_changed_lines_count_as_they_were_placed(self):
        self.shop.happens("order", "o", "OrderCreated", customerId="c", currency="USD", shippingFee="1.00")
        for product in ("widget", "gadget"):
            self.shop.happens("order", "o", "ItemAdded", productId=product, quantity=1, unitPrice="2.00", currency="USD")
        self.shop.happens("order", "o", "QuantityChanged", productId="widget", quantity=3)
        self.shop.happens("order", "o", "ItemRemoved", productId="gadget")
        self.shop.happens("order", "o", "OrderPlaced", total="7.00", currency="USD")
        self.shop.cancels("o", "no", due="0.00")
        self.expect()

    def test_back_orders_balance_without_being_there(self):
        shop = self.shop = SmallShop()
        shop.places("sold")
        shop.pays("sold")
        shop.both_stocks("StockBackOrdered", "sold")
        shop.dispatches("sold")
        shop.delivers("sold")
        self.expect()
        self.assertEqual(3, as_json(self.audited())["stock"]["backOrdersShipped"])

    def test_a_capture_after_the_cancellation_that_was_given_back_is_fine(self):
        shop = self.shop = SmallShop()
        shop.places("late")
        shop.cancels("late", "changed my mind", due="0.00")
        shop.provider("late", 1, "capture", "captured")
        shop.provider("late", 2, "void", "too_late")
        shop.provider("late", 3, "refund", "refunded")
        shop.happens("payment", "late", "PaymentVoided", reason="cancelled")
        shop.happens("payment", "late", "PaymentCaptured", amount="64.98", currency="USD")
        shop.happens("payment", "late", "PaymentRefunded", refundId="r", amount="64.98", currency="USD")
        shop.happens("fulfilment", "late", "FulfilmentCompensated")
        self.expect()

    def test_a_ledgers_torn_last_line_is_left_out(self):
        lines = self.shop.payment_lines() + ['{"n":99,"key":"sold.1","oper']
        self.assertEqual(0, len(audit(self.shop.event_lines(), lines).findings))


class LogTest(BooksCase):
    def test_a_gap_in_the_positions_is_told_once(self):
        for event in self.shop.events[10:]:
            event["position"] += 1
        self.expect(("position_gap", "position 12"))

    def test_a_gap_in_the_versions_of_a_stream(self):
        self.shop.event("sold", "FulfilmentCompleted")["version"] = 5
        self.expect(("version_gap", "fulfilment sold"))

    def test_an_event_that_nobody_knows(self):
        self.shop.happens("order", "sold", "OrderEaten")
        self.expect(("unknown_event", "order sold"))

    def test_a_stream_of_a_kind_that_nobody_knows(self):
        self.shop.happens("dinner", "d", "Eaten")
        self.expect(("unknown_event", "dinner d"))

    def test_what_is_no_event_cannot_be_audited(self):
        for line in ("nonsense\n", "[]\n", '{"position":1}\n'):
            with self.assertRaisesRegex(Unreadable, "line 1 of the log"):
                audit([line])

    def test_an_amount_with_other_decimals_cannot_be_audited(self):
        self.shop.event("sold", "PaymentCaptured")["data"]["amount"] = "64.980"
        with self.assertRaisesRegex(Unreadable, "3 decimals"):
            self.audited()


class OrderTest(BooksCase):
    def test_an_order_that_has_not_ended(self):
        self.shop.without("sold", "OrderDelivered")
        self.expect(("order_not_ended", "order sold"))

    def test_an_order_whose_total_is_not_that_of_its_lines(self):
        self.shop.event("declined", "ItemAdded")["data"]["unitPrice"] = "30.00"
        self.expect(("total_differs", "order declined"))

    def test_an_order_that_was_shipped_and_cancelled(self):
        event = self.shop.event("stopped", "PaymentReceived")
        self.shop.events[self.shop.events.index(event) + 1]["type"] = "OrderShipped"
        self.assertIn(("shipped_and_cancelled", "order stopped"), self.found())

    def test_a_cancelled_order_whose_parcel_is_on_its_way(self):
        self.shop.without("stopped", "ShipmentFailed")
        self.shop.carrier.pop()
        self.expect(("shipped_and_cancelled", "order stopped"))

    def test_a_cancelled_order_whose_parcel_arrived(self):
        failed = self.shop.event("stopped", "ShipmentFailed")
        failed["type"] = "ShipmentDelivered"
        self.shop.carrier[-1].update(key="stopped.5", operation="dispatch", effect="delivered")
        for event in self.shop.events:
            if event["type"] == "StockReleased" and event["data"]["orderId"] == "stopped":
                event["type"] = "StockShipped"
        self.expect(("delivered_though_cancelled", "order stopped"))

    def test_a_delivered_order_whose_shipment_failed(self):
        self.shop.event("sold", "ShipmentDelivered")["type"] = "ShipmentFailed"
        self.shop.carrier[1].update(key="sold.7", operation="recall", effect="recalled")
        self.expect(("shipment_differs", "order sold"))

    def test_a_shipment_that_is_still_requested(self):
        self.shop.happens("shipment", "declined", "ShipmentRequested", orderId="declined", lines=[])
        self.expect(("shipment_not_final", "order declined"))

    def test_a_fulfilment_that_has_not_ended(self):
        self.shop.without("declined", "FulfilmentCompensated")
        self.expect(("fulfilment_not_ended", "order declined"))

    def test_a_fulfilment_that_ended_in_both_ways(self):
        self.shop.happens("fulfilment", "sold", "FulfilmentCompensated")
        self.expect(("completed_and_compensated", "order sold"))


class MoneyTest(BooksCase):
    def test_a_payment_that_is_not_final(self):
        self.shop.without("declined", "PaymentDeclined")
        self.expect(("payment_not_final", "order declined, payment declined"))

    def test_money_kept_for_a_cancelled_order(self):
        self.shop.without("regretted", "PaymentRefunded")
        self.shop.without("regretted", "RefundRecorded")
        self.shop.payments = [e for e in self.shop.payments if e["key"] != "regretted.8"]
        self.expect(("money_kept", "order regretted"))

    def test_a_cent_too_little_for_a_delivered_order(self):
        for event in self.shop.events:
            if event["stream"] == "sold" and event["type"] in ("PaymentCaptured", "PaymentReceived"):
                event["data"]["amount"] = "64.97"
        self.shop.payments[0]["amount"] = "64.97"
        self.expect(("money_kept", "order sold"))

    def test_an_order_that_says_otherwise_than_its_payment(self):
        self.shop.event("regretted", "PaymentReceived")["data"]["amount"] = "64.97"
        self.expect(("recorded_payment_differs", "order regretted, payment regretted"))

    def test_a_payment_that_its_order_does_not_know(self):
        self.shop.without("sold", "PaymentReceived")
        self.expect(("payment_not_recorded", "order sold, payment sold"))

    def test_a_refund_that_its_order_does_not_know(self):
        self.shop.without("regretted", "RefundRecorded")
        self.expect(("recorded_refunds_differ", "order regretted"))

    def test_a_payment_for_no_order(self):
        self.shop.happens("payment", "stray", "PaymentRequested", orderId="nobody", total="1.00", currency="USD")
        self.expect(("payment_without_order", "payment stray"))

    def test_a_payment_in_another_currency_than_its_order(self):
        self.shop.event("declined", "PaymentRequested")["data"]["currency"] = "EUR"
        self.shop.payments = [e for e in self.shop.payments if e["payment"] != "declined"]
        self.expect(("currency_differs", "order declined, payment declined"))

    def test_a_capture_in_another_currency_than_its_payment(self):
        self.shop.event("sold", "PaymentCaptured")["data"]["currency"] = "EUR"
        self.expect(("currency_differs", "payment sold"))

    def test_money_is_read_and_written_exactly(self):
        money = Money()
        for written, currency, units in (("29.99", "USD", 2999), ("-0.05", "USD", -5), ("5", "JPY", 5),
                                         ("9223372036854775.807", "KWD", 9223372036854775807)):
            self.assertEqual(units, money.minor_units(written, currency))
            self.assertEqual(written, money.written(units, currency))

    def test_what_is_no_amount_is_refused(self):
        for written in ("", "1e2", " 1", "1.", ".5", "٣", 29.99, None):
            with self.assertRaises(Unreadable):
                Money().minor_units(written, "USD")


class StockTest(BooksCase):
    def test_more_reserved_than_there_is(self):
        self.shop.event("widget", "StockReceived")["data"]["quantity"] = 1
        self.assertEqual({("stock_negative", "product widget")}, set(self.found()))

    def test_a_release_of_other_pieces_than_were_reserved(self):
        self.shop.event("widget", "StockReleased")["data"]["quantity"] = 1
        self.expect(("stock_unbalanced", "product widget"))

    def test_a_release_without_a_reservation(self):
        self.shop.stock("StockReleased", "declined", "widget", 2)
        self.expect(("stock_not_reserved", "order declined, product widget"))

    def test_pieces_that_are_reserved_twice_for_an_order(self):
        again = self.shop.event("widget", "StockReleased")
        again["type"] = "StockReserved"
        self.shop.stock("StockReleased", "regretted", "widget", 2)
        self.expect(("stock_reserved_twice", "order regretted, product widget"))

    def test_pieces_that_are_still_reserved_for_an_order_that_ended(self):
        self.shop.stock("StockReserved", "declined", "widget", 1)
        self.expect(("stock_still_reserved", "order declined, product widget"))

    def test_pieces_of_a_delivered_order_that_never_left(self):
        self.shop.event("gadget", "StockShipped")["type"] = "StockReleased"
        self.expect(("pieces_shipped_differ", "order sold, product gadget"))

    def test_pieces_that_left_for_a_cancelled_order(self):
        self.shop.event("widget", "StockReleased")["type"] = "StockShipped"
        self.expect(("pieces_shipped_differ", "order regretted, product widget"))

    def test_pieces_that_left_for_an_order_that_there_is_not(self):
        self.shop.stock("StockReserved", "nobody", "widget", 1)
        self.shop.stock("StockShipped", "nobody", "widget", 1)
        self.expect(("order_unknown", "order nobody"))


class LedgerTest(BooksCase):
    def test_a_payment_that_the_gateway_captured_twice(self):
        self.shop.provider("sold", 99, "capture", "captured")
        self.expect(("captured_twice", "payment sold"))

    def test_a_payment_that_the_log_captured_twice(self):
        self.shop.happens("payment", "sold", "PaymentCaptured", amount="64.98", currency="USD")
        self.assertIn(("captured_twice", "payment sold"), self.found())

    def test_a_key_with_two_effects(self):
        self.shop.provider("declined", 1, "capture", "declined")
        self.expect(("key_used_twice", "order declined"))

    def test_a_key_that_captured_twice_is_told_as_both(self):
        self.shop.provider("sold", 1, "capture", "captured")
        self.expect(("captured_twice", "payment sold"), ("key_used_twice", "order sold"))

    def test_a_cent_between_the_log_and_the_gateway(self):
        self.shop.payments[0]["amount"] = "64.99"
        self.expect(("gateway_differs", "payment sold"))

    def test_a_refund_that_the_gateway_does_not_know(self):
        self.shop.payments = [e for e in self.shop.payments if e["key"] != "regretted.8"]
        self.expect(("gateway_differs", "payment regretted"))

    def test_a_capture_that_the_log_does_not_know(self):
        self.shop.provider("declined", 2, "capture", "captured")
        self.expect(("gateway_differs", "payment declined"))

    def test_a_payment_that_only_the_gateway_knows(self):
        self.shop.provider("stranger", 1, "capture", "captured")
        self.expect(("gateway_differs", "payment stranger"))

    def test_a_payment_that_the_gateway_has_for_another_order(self):
        self.shop.payments[0]["order"] = "regretted"
        self.expect(("gateway_differs", "payment sold"))

    def test_a_payment_that_the_gateway_has_in_another_currency(self):
        self.shop.payments[0]["currency"] = "EUR"
        self.expect(("gateway_differs", "payment sold"))

    def test_a_parcel_that_went_out_twice(self):
        self.shop.parcel("sold", 99, "dispatch", "dispatched")
        self.shop.parcel("sold", 99, "dispatch", "delivered")
        self.expect(("dispatched_twice", "shipment sold"))

    def test_a_parcel_that_the_carrier_did_not_deliver(self):
        self.shop.carrier = [e for e in self.shop.carrier if e["effect"] != "delivered"]
        self.expect(("carrier_differs", "shipment sold"))

    def test_a_parcel_that_was_not_recalled(self):
        self.shop.carrier.pop()
        self.expect(("carrier_differs", "shipment stopped"))

    def test_a_parcel_that_only_the_carrier_knows(self):
        self.shop.parcel("stranger", 1, "dispatch", "dispatched")
        self.expect(("carrier_differs", "shipment stranger"))

    def test_a_gap_in_a_ledger(self):
        lines = self.shop.payment_lines()
        lines[-1] = lines[-1].replace(f'"n": {len(lines)}', '"n": 99')
        log = audit(self.shop.event_lines(), lines)
        self.assertEqual([("ledger_gap", "ledger entry 99")], [(v.rule, v.subject) for v in log.findings.kept])

    def test_what_is_no_ledger_entry_cannot_be_audited(self):
        with self.assertRaisesRegex(Unreadable, "line 1 of the ledger"):
            audit([], ["nonsense\n"])


class RulesTest(unittest.TestCase):
    def test_every_rule_is_planted_here_and_explained_in_the_readme(self):
        sources = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.py") if file.name != "test_books.py")
        rules = set(re.findall(r"\badd\(\"(\w+)\"", sources))
        self.assertGreater(len(rules), 20)
        tests, readme = (HERE / "test_books.py").read_text(encoding="utf-8"), (HERE / "README.md").read_text(encoding="utf-8")
        for rule in sorted(rules):
            self.assertIn(f'"{rule}"', tests)
            self.assertIn(f"`{rule}`", readme)


class ProgramTest(BooksCase):
    def run_books(self, *options, stdin=None):
        return subprocess.run([sys.executable, "-B", HERE / "books.py", *options], input=stdin, capture_output=True,
                              text=True, check=False)

    def with_files(self, test):
        with tempfile.TemporaryDirectory() as folder:
            payments, carrier = Path(folder, "payments.jsonl"), Path(folder, "carrier.jsonl")
            payments.write_text("".join(self.shop.payment_lines()), encoding="utf-8")
            carrier.write_text("".join(self.shop.carrier_lines()), encoding="utf-8")
            test("--payments", str(payments), "--carrier", str(carrier))

    def test_it_reads_events_from_standard_input_and_exits_with_0_when_all_is_well(self):
        def test(*ledgers):
            done = self.run_books("-", *ledgers, stdin="".join(self.shop.event_lines()))
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            self.assertIn("The books balance.", done.stdout)
        self.with_files(test)

    def test_it_exits_with_1_on_a_violation_and_prints_one_json_object(self):
        self.shop.payments[0]["amount"] = "64.99"
        def test(*ledgers):
            done = self.run_books("-", *ledgers, "--json", stdin="".join(self.shop.event_lines()))
            self.assertEqual(1, done.returncode)
            told = json.loads(done.stdout)
            self.assertEqual({"gateway_differs": 1}, told["violatedRules"])
            self.assertEqual("payment sold", told["firstViolations"][0]["subject"])
        self.with_files(test)

    def test_it_exits_with_1_and_a_line_on_what_it_cannot_read(self):
        for arguments, stdin in ((("-",), "nonsense\n"), (("/no/such/file",), "")):
            done = self.run_books(*arguments, stdin=stdin)
            self.assertEqual(1, done.returncode)
            self.assertEqual(1, done.stderr.count("\n"), done.stderr)

    def test_a_log_that_is_wrong_everywhere_is_counted_in_full_and_told_in_part(self):
        shop = self.shop = SmallShop()
        for number in range(1_100):
            shop.happens("dinner", f"d-{number}", "Eaten")
        told = as_json(self.audited())
        self.assertEqual((1_100, 1_000), (told["violations"], len(told["firstViolations"])))
        self.assertIn("... and 100 more", as_text(self.audited()))


if __name__ == "__main__":
    unittest.main()
