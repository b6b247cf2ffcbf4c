"""Each command: done, taken for later, malformed, refused, repeated with another payload."""

from dataclasses import dataclass

from described_case import DescribedCase

ITEM = {"productId": "widget", "name": "Widget", "quantity": 2, "unitPrice": "29.99"}
ORDER = {"customerId": "cust-1", "currency": "USD", "items": [ITEM]}
PAID = {"paymentId": "pay-1", "amount": "59.98", "method": "card"}
SENT = {"trackingNumber": "1Z999", "carrier": "UPS", "estimatedDelivery": "2030-03-04T18:00:00+01:00"}

# The steps that bring an order into a status.
WAYS = {
    "pending": [],
    "placed": [("placeOrder", None)],
    "paid": [("placeOrder", None), ("recordPayment", PAID)],
    "shipped": [("placeOrder", None), ("recordPayment", PAID), ("shipOrder", SENT)],
    "cancelled": [("placeOrder", None), ("recordPayment", PAID), ("cancelOrder", {"reason": "no more"})],
}


@dataclass(frozen=True)
class Trial:
    operation: str
    takes: str  # The status in which it is accepted.
    refused: str  # One in which a rule refuses it.
    body: object
    malformed: object
    product: bool = False  # Whether the path names one.


TRIALS = [
    Trial("addItem", "pending", "placed", {"productId": "gadget", "productName": "G", "quantity": 1, "price": 49.99},
          {"productId": "gadget", "quantity": 0, "unitPrice": "1.00"}),
    Trial("changeQuantity", "pending", "placed", {"quantity": 3}, {"quantity": "three"}, True),
    Trial("removeItem", "pending", "placed", None, {"why": "no more"}, True),
    Trial("placeOrder", "pending", "placed", {"paymentMethod": "card"}, {"plaice": 1}),
    Trial("recordPayment", "placed", "pending", PAID, {**PAID, "amount": "1e2"}),
    Trial("recordRefund", "cancelled", "placed", {"refundId": "ref-1", "amount": 59.98}, {"refundId": "ref-1"}),
    Trial("confirmOrder", "paid", "placed", {"occurredAt": "2040-01-01T00:00:00Z"}, {"occurredAt": "2040-01-01"}),
    Trial("shipOrder", "paid", "placed", SENT, {**SENT, "carrier": 7}),
    Trial("deliverOrder", "shipped", "placed", {}, []),
    Trial("cancelOrder", "placed", "shipped", {"reason": "no more"}, {"reason": None}),
]


class CommandCase(DescribedCase):
    made = 0

    def new_id(self, kind="order"):
        CommandCase.made += 1
        return f"{kind}-{CommandCase.made}"

    def order_in(self, status):
        order = self.new_id()
        self.call("createOrder", 201, body={**ORDER, "orderId": order}, Idempotency_Key=f"{order}:1")
        for operation, body in WAYS[status]:
            self.call(operation, 200, {"order": order}, body)
        return order

    def place_of(self, trial, order):
        return {"order": order, **({"product": "widget"} if trial.product else {})}

    def ask_later(self, answer, status, **receipt):
        """What became of a command that was taken."""
        place = {"command": answer.json["commandId"]}
        while (told := self.call("getCommand", 200, place).json)["state"] == "pending":
            pass
        self.assertEqual(told["status"], status)
        self.assertLessEqual(receipt.items(), told["answer"].items())


class OrderCommands(CommandCase):
    def test_each_is_done_and_taken_for_later(self):
        for trial in TRIALS:
            with self.subTest(trial.operation):
                self.call(trial.operation, 200, self.place_of(trial, self.order_in(trial.takes)), trial.body)
                later = self.place_of(trial, self.order_in(trial.takes))
                taken = self.call(trial.operation, 202, later, trial.body, Prefer="respond-async", prefix="/api")
                self.ask_later(taken, 200, orderId=later["order"])

    def test_each_refuses_what_is_malformed(self):
        for trial in TRIALS:
            with self.subTest(trial.operation):
                place = self.place_of(trial, self.order_in(trial.takes))
                self.call(trial.operation, 400, place, trial.malformed)
                self.call(trial.operation, 415, place, b"{}", Content_Type="text/plain")

    def test_each_refuses_by_rules_and_versions_and_keys(self):
        for trial in TRIALS:
            with self.subTest(trial.operation):
                self.call(trial.operation, 404, self.place_of(trial, "none"), trial.body)
                self.call(trial.operation, 409, self.place_of(trial, self.order_in(trial.refused)), trial.body)
                order = self.order_in(trial.takes)
                place = self.place_of(trial, order)
                self.call(trial.operation, 412, place, trial.body, If_Match='"999"')
                self.call(trial.operation, 422, place, trial.body, Idempotency_Key=f"{order}:1")

    def test_an_order_is_created(self):
        customer = {"name": "Ann Ample", "email": "ann@ample.example"}
        full = {**ORDER, "orderId": self.new_id(), "customer": customer, "shippingAddress": {"city": "Springfield"},
                "shippingFee": 5.99, "place": True}
        self.call("createOrder", 201, body=full, Idempotency_Key="first")
        self.call("createOrder", 201, body=full, Idempotency_Key='"first"')
        lines = [{"productId": "widget", "productName": "Widget", "price": 29.99, "quantity": 2}]
        self.call("createOrder", 201, body={"customerId": "cust-1", "lines": lines}, prefix="/api")
        taken = self.call("createOrder", 202, body=ORDER, Prefer="respond-async")
        self.ask_later(taken, 201)

    def test_an_order_is_not_created(self):
        order = self.order_in("pending")
        again = {**ORDER, "orderId": order}
        self.call("createOrder", 409, body=again)
        self.call("createOrder", 412, body=again, If_Match='"999"')
        self.call("createOrder", 422, body={**again, "customerId": "other"}, Idempotency_Key=f"{order}:1")
        self.call("createOrder", 415, body=b"{}", Content_Type="text/plain")
        for malformed in (None, {}, {**ORDER, "lines": [ITEM]}, {**ORDER, "orderId": "../o"}, {**ORDER, "urgent": True},
                          {**ORDER, "items": [{**ITEM, "price": 1}]}):
            self.call("createOrder", 400, body=malformed)

    def test_what_was_refused_later_is_told_as_a_problem(self):
        place = {"order": self.order_in("pending")}
        self.ask_later(self.call("shipOrder", 202, place, SENT, Prefer="respond-async"), 409, rule="order_not_paid")
        self.call("getCommand", 404, {"command": "none"})


class StockCommands(CommandCase):
    def test_stock_is_received_and_adjusted(self):
        less = {"difference": -1, "reason": "lost"}
        for operation, body in (("receiveStock", {"quantity": 5}), ("adjustStock", less)):
            place = {"product": self.new_id("product")}
            self.call("receiveStock", 200, place, {"quantity": 10}, Idempotency_Key="first")
            self.call(operation, 200, place, body)
            taken = self.call(operation, 202, place, body, Prefer="respond-async")
            self.ask_later(taken, 200, productId=place["product"])
            self.call(operation, 400, place, {**body, "many": 1})
            self.call(operation, 409, place, {**body, "occurredAt": "2000-01-01T00:00:00Z"})
            self.call(operation, 412, place, body, If_Match='"999"')
            self.call(operation, 415, place, b"{}", Content_Type="text/plain")
            self.call(operation, 422, place, {**body, "userId": "other"} if operation == "adjustStock" else
                      {"quantity": 11}, Idempotency_Key="first")
        self.call("adjustStock", 404, {"product": "none"}, {"difference": 1, "reason": "found"})
