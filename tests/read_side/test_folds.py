#!/usr/bin/env python3
"""The folds by themselves, on small logs whose read models can be worked out by hand."""

import json
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "fulfilment"), str(HERE.parent / "program")]

from questions import Wanted, all_pages  # noqa: E402
from read_models import models_now, walk  # noqa: E402
from search_text import finds, folded, number_position  # noqa: E402
from shop_log import Moment, ShopLog, microseconds, written_time  # noqa: E402


class SmallLog:
    """A log that a test writes event by event."""

    def __init__(self):
        self.events = []
        self.versions = {}

    def add(self, time, kind, stream, event_type, /, **data):
        version = self.versions[kind, stream] = self.versions.get((kind, stream), 0) + 1
        self.events.append({"position": len(self.events) + 1, "streamType": kind, "stream": stream,
                            "version": version, "type": event_type, "occurredAt": f"2026-03-{time}Z",
                            "recordedAt": "2026-03-09T00:00:00Z", "data": data, "metadata": {}})
        return self

    def order(self, time, stream, event_type, /, **data):
        return self.add(time, "order", stream, event_type, **data)

    def log(self):
        return ShopLog(json.dumps(event) for event in self.events)


def shop():
    """Two orders; the second was reported a day late, after the first was shipped."""
    small = SmallLog()
    small.order("01T10:00:00", "o-1", "OrderCreated", customerId="ann", currency="EUR", shippingFee="4.90",
                personal={"name": "Ann Ämple"})
    small.order("01T10:00:00", "o-1", "ItemAdded", productId="widget", name="Blue Widget", quantity=2,
                unitPrice="10.00")
    small.order("01T11:00:00", "o-1", "ItemAdded", productId="gadget", name="Gadget", quantity=1, unitPrice="5.05")
    small.order("01T12:00:00", "o-1", "ItemRemoved", productId="gadget")
    small.order("01T13:00:00", "o-1", "OrderPlaced", total="24.90", currency="EUR")
    small.order("02T00:00:00", "o-1", "PaymentReceived", paymentId="p", amount="24.90", method="card")
    small.order("02T00:00:00", "o-1", "OrderPaid")
    small.order("02T08:00:00", "o-1", "OrderShipped", trackingNumber="1Z-77", carrier="UPS")
    small.order("01T09:00:00", "o-2", "OrderCreated", customerId="ann", currency="JPY")
    small.order("01T09:00:00", "o-2", "ItemAdded", productId="widget", name="Blue Widget", quantity=3, unitPrice="5")
    small.order("01T20:00:00", "o-2", "OrderCancelled", reason="regret")
    return small.log()


def at(log, moment):
    for _, models in walk(log, [moment]):
        return models


def as_of(time):
    return Moment(as_of=microseconds(f"2026-03-{time}Z"))


def ids(rows):
    return [row["orderId"] for row in rows]


class OrderListTest(unittest.TestCase):
    def test_a_row_is_what_its_events_say(self):
        self.assertEqual(models_now(shop()).order_row("o-1"), {
            "orderId": "o-1", "customerId": "ann", "status": "shipped", "currency": "EUR", "total": "24.90",
            "amountPaid": "24.90", "itemCount": 1, "createdAt": "2026-03-01T10:00:00Z",
            "updatedAt": "2026-03-02T08:00:00Z", "trackingNumber": "1Z-77"})

    def test_as_of_a_time_counts_what_was_reported_later_and_not_what_happened_later(self):
        models = at(shop(), as_of("01T11:30:00"))
        self.assertEqual(models.order_row("o-1")["total"], "29.95")
        self.assertEqual(models.order_row("o-1")["itemCount"], 2)
        self.assertEqual(models.counts()["pending"], 2)

    def test_at_a_position_nobody_knows_of_what_is_reported_later(self):
        models = at(shop(), Moment(at=8))
        self.assertEqual(models.counts(), {"pending": 0, "placed": 0, "paid": 0, "confirmed": 0, "shipped": 1,
                                           "delivered": 0, "cancelled": 0})

    def test_a_position_in_the_middle_of_a_command_shows_half_of_it(self):
        row = at(shop(), Moment(at=6)).order_row("o-1")
        self.assertEqual((row["status"], row["amountPaid"]), ("placed", "24.90"))

    def test_the_very_instant_of_an_event_includes_it_and_the_microsecond_before_does_not(self):
        noon = microseconds("2026-03-01T13:00:00Z")
        self.assertEqual(at(shop(), Moment(as_of=noon)).order_row("o-1")["status"], "placed")
        self.assertEqual(at(shop(), Moment(as_of=noon - 1)).order_row("o-1")["status"], "pending")

    def test_filters_and_sorts(self):
        models = models_now(shop())
        listed = lambda **wanted: ids(models.orders_listed(Wanted(**wanted)))  # noqa: E731
        self.assertEqual(listed(), ["o-1", "o-2"])
        self.assertEqual(listed(ascending=True), ["o-2", "o-1"])
        self.assertEqual(listed(sort="updated", ascending=True), ["o-2", "o-1"])
        self.assertEqual(listed(statuses=("cancelled", "paid")), ["o-2"])
        self.assertEqual(listed(product="gadget"), [])
        self.assertEqual(listed(currency="EUR", amounts=(2490, 2490)), ["o-1"])
        self.assertEqual(listed(currency="EUR", amounts=(2491, None)), [])
        self.assertEqual(listed(customer="bob"), [])
        self.assertEqual(listed(created=(None, microseconds("2026-03-01T09:30:00Z"))), ["o-2"])

    def test_search_looks_into_what_the_order_has_at_the_moment(self):
        now, before = models_now(shop()), at(shop(), as_of("01T11:00:00"))
        found = lambda models, text: ids(models.orders_listed(Wanted(text=text)))  # noqa: E731
        self.assertEqual(found(now, "ample blu"), ["o-1"])
        self.assertEqual(found(now, "gadget"), [])
        self.assertEqual(found(before, "gadget"), ["o-1"])
        self.assertEqual(found(now, "1z-7"), ["o-1"])
        self.assertEqual(found(before, "1z-7"), [])


class StatisticsTest(unittest.TestCase):
    def test_by_customer_in_each_currency(self):
        self.assertEqual(models_now(shop()).statistics("customer", "orders"), [
            {"key": "ann", "orders": 1, "total": "24.90", "quantity": 2, "revenue": "20.00", "currency": "EUR"},
            {"key": "ann", "orders": 1, "total": "15", "quantity": 3, "revenue": "15", "currency": "JPY"}])

    def test_by_product_counts_the_orders_that_have_a_line_of_it(self):
        before = at(shop(), as_of("01T11:00:00")).statistics("product", "total")
        self.assertEqual([(row["key"], row["currency"], row["total"], row["revenue"]) for row in before],
                         [("gadget", "EUR", "29.95", "5.05"), ("widget", "EUR", "29.95", "20.00"),
                          ("widget", "JPY", "15", "15")])
        self.assertNotIn("gadget", [row["key"] for row in models_now(shop()).statistics("product")])

    def test_days_and_months_are_those_of_creation(self):
        models = models_now(shop())
        self.assertEqual({row["key"] for row in models.statistics("day")}, {"2026-03-01"})
        self.assertEqual({row["key"] for row in models.statistics("month")}, {"2026-03"})

    def test_the_first_of_many(self):
        self.assertEqual([row["currency"] for row in models_now(shop()).statistics("customer", "quantity", 1)],
                         ["JPY"])


class StockTest(unittest.TestCase):
    def test_levels_at_a_position(self):
        small = SmallLog()
        small.add("01T00:00:00", "stock", "widget", "StockReceived", quantity=5)
        small.add("01T01:00:00", "stock", "widget", "StockReserved", orderId="o-1", quantity=2)
        small.add("01T02:00:00", "stock", "widget", "StockBackOrdered", orderId="o-2", quantity=9)
        small.add("01T03:00:00", "stock", "widget", "StockShipped", orderId="o-1", quantity=2)
        (before,) = at(small.log(), Moment(at=3)).stock_levels()
        self.assertEqual([before[name] for name in ("available", "reserved", "shipped", "backOrdered", "position")],
                         [3, 2, 0, 9, 3])
        (now,) = models_now(small.log()).stock_levels()
        self.assertEqual([now[name] for name in ("available", "reserved", "shipped")], [3, 0, 2])


class BoardTest(unittest.TestCase):
    def phases(self, *events):
        small, phases = SmallLog(), []
        for name, data in events:
            small.add("01T00:00:00", "fulfilment", "o-1", name, **data)
            models = models_now(small.log())
            phases += [phase for phase, count in models.fulfilment_counts().items() if count]
        return phases

    def test_a_fulfilment_that_is_parked_goes_on_with_the_answer_that_it_waited_for(self):
        self.assertEqual(self.phases(("FulfilmentStarted", {}), ("FulfilmentParked", {"number": 2}),
                                     ("StepSucceeded", {"number": 1}), ("StepSucceeded", {"number": 2}),
                                     ("FulfilmentCompleted", {})),
                         ["running", "parked", "parked", "running", "completed"])

    def test_one_that_people_give_up_is_abandoned_when_it_is_undone(self):
        self.assertEqual(self.phases(("FulfilmentStarted", {}), ("FulfilmentParked", {"number": 1}),
                                     ("FulfilmentAbandoned", {}), ("FulfilmentParked", {"number": 3}),
                                     ("FulfilmentResumed", {}), ("FulfilmentCompensated", {}),
                                     ("StepSucceeded", {"number": 3, "opens": [{}]})),
                         ["running", "parked", "compensating", "parked", "compensating", "abandoned",
                          "compensating"])

    def test_since_when_it_is_in_its_phase(self):
        small = SmallLog()
        small.add("01T00:00:00", "fulfilment", "o-1", "FulfilmentStarted")
        small.add("01T05:00:00", "fulfilment", "o-1", "StepSucceeded", number=1)
        (card,) = models_now(small.log()).fulfilments_in(("running",)).values()
        self.assertEqual((card["since"], card["version"]), ("2026-03-01T00:00:00Z", 2))


class DetailsTest(unittest.TestCase):
    def test_the_timeline_tells_of_all_streams_of_an_order_and_the_status_history_of_its_own(self):
        small = SmallLog()
        small.order("01T10:00:00", "o-1", "OrderCreated", customerId="ann", currency="EUR")
        small.add("01T11:00:00", "payment", "p-1", "PaymentRequested", orderId="o-1", total="1.00", currency="EUR")
        small.add("01T11:00:00", "payment", "p-2", "PaymentRequested", orderId="o-2", total="1.00", currency="EUR")
        small.order("01T12:00:00", "o-1", "OrderCancelled", reason="regret")
        details = models_now(small.log()).details("o-1")
        self.assertEqual([entry["position"] for entry in details["timeline"]], [1, 2, 4])
        self.assertEqual(details["payments"], {"p-1": "requested"})
        self.assertEqual([period["status"] for period in details["statusHistory"]], ["pending", "cancelled"])
        self.assertEqual(details["statusHistory"][0]["until"], "2026-03-01T12:00:00Z")


class TextTest(unittest.TestCase):
    def test_words_are_compared_without_case_and_accents(self):
        self.assertEqual(folded("Ordér-0012 (new)"), "order 0012 new")
        self.assertTrue(finds("order-00", ["order-0012"], 1))
        self.assertTrue(finds("0012", ["order-0012"], 1))
        self.assertFalse(finds("12", ["order-0012"], 1))

    def test_an_order_is_found_by_its_number(self):
        self.assertEqual(number_position("PGH"), 22 * 32 + 16)
        self.assertTrue(finds("pgh", [], 22 * 32 + 16))
        self.assertIsNone(number_position("PGG"))
        self.assertIsNone(number_position("7"))


class PagesTest(unittest.TestCase):
    def test_pages_are_put_together_and_must_be_of_one_position(self):
        pages = {None: {"rows": [1], "next": "a", "position": 7}, "a": {"rows": [2], "next": None, "position": 7}}
        self.assertEqual(all_pages(pages.get, "rows"), [1, 2])
        pages["a"]["position"] = 8
        with self.assertRaisesRegex(AssertionError, "a later one at 8"):
            all_pages(pages.get, "rows")

    def test_times_are_exact(self):
        time = microseconds("2026-03-01T10:00:00.123456Z")
        self.assertEqual(written_time(time), "2026-03-01T10:00:00.123456Z")
        self.assertEqual(microseconds("2026-03-01T11:00:00.123456+01:00"), time)


if __name__ == "__main__":
    unittest.main()
