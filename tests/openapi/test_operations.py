"""What operators ask and do: parked fulfilments, events that a view cannot be told, views built anew; and the page."""

import json
import sqlite3

from described_case import HASTY, DescribedCase, json_line

# One event in a transaction: that a view is built anew can be seen.
SLOWLY = {"projections": {"batch_max": 1, "attempts_max": 1, "back_off_first_ms": 0}}
STUCK = [f"stuck-{number}" for number in range(6)]
MANY = 3_000


def created(order, **fields):
    return json_line(command="createOrder", orderId=order, commandId=f"{order}:1", customerId="cust-1", currency="USD",
                     items=[{"productId": "widget", "quantity": 1, "unitPrice": "29.99"}], **fields)


class OperatedCase(DescribedCase):
    """With events that the view of orders cannot be told."""

    @classmethod
    def make_letters(cls):
        cls.run_well("projections", "catch-up")
        cls.forbid_bad_orders()
        cls.apply([created("bad-1"), created("bad-2")])

    @classmethod
    def forbid_bad_orders(cls):
        """A rule in the view's own tables: their events cannot be applied."""
        connection = sqlite3.connect(cls.folder / f"{cls.database.name}.views" / "order_list.1.db")
        connection.execute("CREATE TRIGGER none_bad BEFORE INSERT ON order_texts WHEN NEW.id LIKE 'bad-%' "
                           "BEGIN SELECT RAISE(ABORT, 'not that one'); END")
        connection.commit()
        connection.close()

    @classmethod
    def run_well(cls, *arguments):
        outcome = cls.docket.run(*arguments, "--db", cls.database, "--json")
        assert outcome.status == 0, outcome
        return outcome.json


class Operations(OperatedCase):
    @classmethod
    def prepare(cls):
        config = cls.folder / "fulfilment.json"
        config.write_text(json.dumps({"fulfilment": HASTY, "simulation": {"poisoned": STUCK}}))
        # The last one is undone at once: there was never any stock.
        cls.apply([created(order, place=True) for order in [*STUCK, "undone"]], "--config", config)
        cls.apply([created(f"order-{number}") for number in range(MANY)])
        cls.make_letters()
        config.write_text(json.dumps(SLOWLY))
        cls.options = ("--config", config)

    def letters(self):
        """Those of the view, when it has been told of all events."""
        while len(found := self.call("listDeadLetters", 200).json["deadLetters"]) < 2:
            pass
        return [{"projection": one["projection"], "position": str(one["position"])} for one in found]

    def test_operators_repair_what_is_stuck_and_build_views_anew(self):
        self.letters_are_retried_and_discarded()
        self.a_view_is_built_anew()

    def letters_are_retried_and_discarded(self):
        first, second = self.letters()
        self.assertIn("failedAt", self.call("retryDeadLetter", 200, first).json)
        self.call("retryDeadLetter", 400, first, {"more": 1})
        self.call("discardDeadLetter", 400, second, {"by": "anna"})
        self.call("discardDeadLetter", 200, second, {"by": "anna", "reason": "a test order"})
        for operation, body in (("retryDeadLetter", {}), ("discardDeadLetter", {"reason": "gone"})):
            self.call(operation, 404, second, body)
        status = self.call("operationsStatus", 200).json["projections"]
        self.assertEqual([one["deadLetters"] for one in status if one["name"] == "order_list"], [1])

    def a_view_is_built_anew(self):
        place = {"projection": "order_list"}
        self.call("cancelRebuild", 404, place)
        self.call("rebuildProjection", 404, {"projection": "none"})
        self.call("rebuildProjection", 400, place, {"more": 1})
        self.call("rebuildProjection", 202, place, {}, prefix="/api")
        self.call("rebuildProjection", 409, place)
        while not (building := self.status_of("order_list")["rebuild"]):
            pass
        self.assertGreater(building["total"], MANY)
        self.call("rebuildProjection", 409, place)
        self.call("cancelRebuild", 200, place)

    def status_of(self, view):
        return next(one for one in self.call("operationsStatus", 200).json["projections"] if one["name"] == view)

    def test_parked_fulfilments_go_on_or_are_given_up(self):
        for operation, body, (order, other) in (("retryFulfilment", None, STUCK[:2]),
                                                ("abandonFulfilment", {"reason": "no more"}, STUCK[2:4])):
            place = {"order": order}
            self.call(operation, 404, {"order": "none"}, body)
            self.call(operation, 400, place, {"more": 1})
            self.call(operation, 412, place, body, If_Match='"999"')
            self.call(operation, 200, place, body, Idempotency_Key="once")
            self.call(operation, 200, place, body, Idempotency_Key="once")
            self.call(operation, 409, {"order": "undone"}, body)
            self.call(operation, 200, {"order": other}, body)
        self.call("abandonFulfilment", 422, {"order": STUCK[0]}, {"reason": "other"}, Idempotency_Key="once")
        self.call("retryFulfilment", 422, {"order": STUCK[2]}, Idempotency_Key="once")

    def test_the_service_says_how_it_is(self):
        self.call("health", 200, token=None)
        self.call("metrics", 200)
        while self.service.get("/readyz").status != 200:
            pass  # Its views are opened first.
        self.call("readiness", 200, token=None)


class Unready(OperatedCase):
    @classmethod
    def prepare(cls):
        cls.apply([created("order-1")])
        cls.make_letters()
        config = cls.folder / "docket.json"
        config.write_text(json.dumps({"projections": {"back_off_first_ms": 60_000, "back_off_max_ms": 60_000}}))
        cls.options = ("--config", config)

    def test_a_service_whose_view_fails_is_not_ready(self):
        while "view_retrying" not in self.service.get("/readyz").body.decode():
            pass
        self.call("readiness", 503, token=None)


class Page(DescribedCase):
    FILES = [("page", {}), ("pageFile", {"file": "index.html"}),
             ("pageFileInFolder", {"folder": "script", "file": "main.js"}),
             ("pageFileInFolder", {"folder": "style", "file": "frame.css"}), ("pageFile", {"file": "icon.svg"}),
             ("pageFileInPart", {"folder": "script", "part": "core", "file": "api.js"})]

    def test_its_files_are_answered_and_then_not_modified(self):
        for operation, place in self.FILES:
            tag = self.call(operation, 200, place, token=None).headers["etag"]
            self.call(operation, 304, place, token=None, If_None_Match=tag)

    def test_a_file_that_is_none_is_not_there(self):
        for operation, place in self.FILES[1:]:
            self.call(operation, 404, {**place, "file": "none.js"}, token=None)
