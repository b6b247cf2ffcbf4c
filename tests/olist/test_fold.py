#!/usr/bin/env python3
"""The folds on small cases that a reader can work out by hand."""

import unittest

from event_fold import EventFold, LogError
from fold import Fold, Limits, minor_units, written_amount


def folded(*lines, limits=Limits()):
    """A fold and what became of each line; "o" is the order unless a line says otherwise."""
    fold = Fold(limits)
    return fold, [fold.apply({"orderId": "o", **line}) for line in lines]


CREATE = {"command": "createOrder", "customerId": "c", "currency": "USD", "shippingFee": "5.00"}
WIDGETS = {"command": "addItem", "productId": "widget", "quantity": 2, "unitPrice": "29.99"}
PLACE = {"command": "placeOrder"}
SHIP = {"command": "shipOrder", "carrier": "UPS", "trackingNumber": "1Z"}
DELIVER = {"command": "deliverOrder"}
CANCEL = {"command": "cancelOrder", "reason": "changed my mind"}


def pay(amount, payment="p"):
    return {"command": "recordPayment", "paymentId": payment, "amount": amount, "method": "card"}


class MoneyTest(unittest.TestCase):
    def test_money_is_counted_in_minor_units_of_its_currency(self):
        self.assertEqual(minor_units("29.9", "USD"), 2990)
        self.assertEqual(minor_units("5", "JPY"), 5)
        self.assertEqual(minor_units("1.234", "KWD"), 1234)

    def test_money_is_written_with_exactly_its_currencys_decimals(self):
        self.assertEqual(written_amount(2990, "USD"), "29.90")
        self.assertEqual(written_amount(5, "JPY"), "5")
        self.assertEqual(written_amount(4, "KWD"), "0.004")


class CommandFoldTest(unittest.TestCase):
    def test_a_whole_life_ends_delivered_with_every_event_counted(self):
        fold, answers = folded(CREATE, WIDGETS, PLACE, pay("64.98"), SHIP, DELIVER)
        self.assertEqual(answers, ["accepted"] * 6)
        self.assertEqual(fold.states()["o"], {
            "status": "delivered", "total": "64.98", "amountPaid": "64.98", "lines": [["widget", 2, "29.99"]],
            "version": 7})
        self.assertEqual(fold.counts()["phases"]["delivered"], 1)

    def test_an_order_can_be_created_with_items_and_placed_at_once(self):
        items = [{"productId": "widget", "quantity": 1, "unitPrice": "2"}]
        fold, answers = folded({**CREATE, "items": items, "place": True})
        self.assertEqual(answers, ["accepted"])
        self.assertEqual(fold.states()["o"]["version"], 3)
        self.assertEqual(fold.states()["o"]["status"], "placed")

    def test_the_same_product_raises_the_quantity_and_another_price_is_refused(self):
        fold, answers = folded(CREATE, WIDGETS, WIDGETS, {**WIDGETS, "unitPrice": "30"})
        self.assertEqual(answers[2:], ["accepted", "product_price_differs"])
        self.assertEqual(fold.states()["o"]["lines"], [["widget", 4, "29.99"]])

    def test_an_eleventh_line_is_refused_but_more_of_a_product_is_not(self):
        lines = [{**WIDGETS, "productId": f"product-{number}"} for number in range(11)]
        _, answers = folded(CREATE, *lines, lines[0])
        self.assertEqual(answers[-3:], ["accepted", "too_many_lines", "accepted"])

    def test_an_order_without_items_or_without_worth_is_not_placed(self):
        _, answers = folded(CREATE, PLACE)
        self.assertEqual(answers[-1], "order_is_empty")
        _, answers = folded({**CREATE, "shippingFee": "0"}, {**WIDGETS, "unitPrice": "0"}, PLACE)
        self.assertEqual(answers[-1], "order_total_not_positive")

    def test_exact_payment_takes_the_amount_due_and_nothing_else(self):
        _, answers = folded(CREATE, WIDGETS, PLACE, pay("64.97"), pay("64.98"), pay("64.98"), pay("1", "q"))
        self.assertEqual(answers[3:], ["payment_below_amount_due", "accepted", "payment_already_recorded",
                                       "order_already_paid"])

    def test_split_payments_settle_an_order_together_and_none_exceeds_what_is_due(self):
        fold, answers = folded(CREATE, WIDGETS, PLACE, pay("60", "a"), pay("1", "a"), pay("4.99", "b"),
                               pay("0", "b"), pay("4.98", "b"), limits=Limits("split"))
        self.assertEqual(answers[3:], ["accepted", "payment_already_recorded", "payment_exceeds_amount_due",
                                       "payment_not_positive", "accepted"])
        self.assertEqual(fold.states()["o"]["status"], "paid")

    def test_an_order_ships_only_when_paid_and_cancels_only_until_then(self):
        _, answers = folded(CREATE, WIDGETS, SHIP, PLACE, SHIP, DELIVER, pay("64.98"), SHIP, CANCEL, DELIVER, CANCEL)
        self.assertEqual(answers[2:], ["order_not_paid", "accepted", "order_not_paid", "order_not_shipped",
                                       "accepted", "accepted", "order_already_shipped", "accepted",
                                       "order_already_delivered"])

    def test_a_cancelled_order_refuses_everything(self):
        _, answers = folded(CREATE, WIDGETS, CANCEL, WIDGETS, PLACE, pay("1"), SHIP, DELIVER, CANCEL, CREATE)
        self.assertEqual(answers[3:], ["order_cancelled"] * 5 + ["order_already_cancelled", "order_already_exists"])

    def test_an_unknown_order_refuses_everything_but_its_creation(self):
        _, answers = folded(WIDGETS, CANCEL, CREATE)
        self.assertEqual(answers, ["order_not_found", "order_not_found", "accepted"])

    def test_a_command_id_takes_effect_once_and_a_refused_one_may_try_again(self):
        first, early = {**WIDGETS, "commandId": "1"}, {**PLACE, "commandId": "2"}
        fold, answers = folded(CREATE, early, first, first, early, early)
        self.assertEqual(answers[1:], ["order_is_empty", "accepted", "repeated", "accepted", "repeated"])
        self.assertEqual(fold.counts()["repeated"], 2)

    def test_time_never_goes_back_within_an_order(self):
        noon, earlier = "2026-03-01T12:00:00Z", "2026-03-01T13:59:59+02:00"
        _, answers = folded({**CREATE, "occurredAt": noon}, {**WIDGETS, "occurredAt": earlier},
                            {**WIDGETS, "occurredAt": noon})
        self.assertEqual(answers[1:], ["occurs_before_last_event", "accepted"])

    def test_a_refusal_leaves_the_order_as_it_was(self):
        fold, _ = folded(CREATE, WIDGETS, {**WIDGETS, "quantity": 999_999})
        self.assertEqual(fold.states()["o"]["lines"], [["widget", 2, "29.99"]])


def event(position, version, kind, command="1", **data):
    return {"position": position, "stream": "o", "version": version, "type": kind, "data": data,
            "metadata": {"commandId": command}}


CREATED = event(1, 1, "OrderCreated", currency="USD", shippingFee="5.00")
ADDED = event(2, 2, "ItemAdded", command="2", productId="widget", quantity=2, unitPrice="29.99")


class EventFoldTest(unittest.TestCase):
    def fold(self, *events):
        fold = EventFold()
        for each in events:
            fold.apply(each)
        return fold

    def test_events_come_to_the_same_state_as_their_commands(self):
        from_commands, _ = folded(CREATE, WIDGETS)
        self.assertEqual(self.fold(CREATED, ADDED).states(), from_commands.states())

    def test_a_gap_in_positions_or_versions_is_found(self):
        with self.assertRaisesRegex(LogError, "position 3 follows position 1"):
            self.fold(CREATED, {**ADDED, "position": 3})
        with self.assertRaisesRegex(LogError, "from version 1 to 3"):
            self.fold(CREATED, {**ADDED, "version": 3})

    def test_a_command_that_took_effect_twice_is_found(self):
        again = event(3, 3, "OrderPlaced", command="1", total="64.98")
        with self.assertRaisesRegex(LogError, "took effect twice"):
            self.fold(CREATED, ADDED, again)

    def test_several_events_of_one_command_are_one_effect(self):
        fold = self.fold(CREATED, {**ADDED, "metadata": {"commandId": "1"}})
        self.assertEqual(fold.took_effect, {("o", "1"): (2, 2)})


if __name__ == "__main__":
    unittest.main()
