"""Each question, of a shop with orders of all kinds: answered, not modified, not there, wrong."""

import http.client
import json

from described_case import HASTY, DescribedCase, json_line
from served_docket import PATIENCE_S, Answer

ANN = {"name": "Ann Ample", "email": "ann@ample.example", "phone": "1"}


def created(order, product="widget", **fields):
    return json_line(command="createOrder", orderId=order, commandId=f"{order}:1", userId="anna", customerId="cust-1",
                     currency="USD", **fields,
                     items=[{"productId": product, "name": "Widget", "quantity": 1, "unitPrice": "29.99"}])


# Before anything is carried out: the first four events.
BEGINNING = [json_line(command="receiveStock", productId="widget", commandId="stock:1", quantity=10),
             json_line(command="receiveStock", productId="gadget", commandId="stock:2", quantity=10),
             created("good", customer=ANN, shippingAddress={"city": "Springfield"})]
# Then one order arrives, one is parked, one is undone for want of stock, one is left as it is, one paid back.
CARRIED_OUT = [json_line(command="placeOrder", orderId="good", paymentMethod="card"), created("stuck", place=True),
               created("undone", product="rare", place=True), created("open"), created("back"),
               json_line(command="placeOrder", orderId="back"),
               json_line(command="recordPayment", orderId="back", paymentId="p", amount="29.99", method="card"),
               json_line(command="cancelOrder", orderId="back", reason="no more"),
               json_line(command="recordRefund", orderId="back", refundId="r", amount="20.00")]


# Well and with every parameter, in places that are there.
GOOD = "good"
QUESTIONS = {
    "getOrder": ({"order": GOOD}, [{"version": 1}, {"asOf": "2040-01-01T00:00:00Z"}, {"atPosition": 4, "atLeast": 1}]),
    "getOrderHistory": ({"order": GOOD}, []),
    "getOrderEvents": ({"order": GOOD}, [{"from": 2, "limit": 1}]),
    "getOrderDetails": ({"order": GOOD}, [{"version": 1}, {"asOf": "2040-01-01T00:00:00Z", "atLeast": 1}]),
    "getOrderDifference": ({"order": GOOD}, [{"from": 1}, {"from": 1, "to": 3, "atLeast": 1}]),
    "getOrderFulfilment": ({"order": GOOD}, []),
    "listOrders": ({}, [{"status": ["delivered", "pending"], "customer": "cust-1", "sort": "updated", "order": "asc"},
                        {"limit": 1}, {"currency": "USD", "amountFrom": "1.00", "amountTo": "99.99", "sort": "total"},
                        {"createdFrom": "2020-01-01T00:00:00Z", "createdTo": "2040-01-01T00:00:00+01:00", "atLeast": 1},
                        {"product": "widget", "text": "good"}, {"asOf": "2040-01-01T00:00:00Z"}, {"atPosition": 4}]),
    "listOrdersOfCustomer": ({"customer": "cust-1"}, [{"limit": 1}, {"status": "pending"}]),
    "searchOrders": ({}, [{"q": "good"}, {"q": "Ann", "limit": 1}]),
    "countOrders": ({}, [{"asOf": "2040-01-01T00:00:00Z"}, {"atPosition": 4, "atLeast": 1}]),
    "getStatistics": ({"by": "product"}, [{"sort": "revenue", "currency": "USD", "limit": 3}, {"key": "widget"}]),
    "listStock": ({}, [{"limit": 1}, {"asOf": "2040-01-01T00:00:00Z"}]),
    "getStock": ({"product": "widget"}, [{"atPosition": 4, "atLeast": 1}]),
    "listFulfilments": ({}, [{"phase": ["completed", "parked", "compensated"], "order": "oldest", "limit": 1}]),
    "countFulfilments": ({}, [{"asOf": "2040-01-01T00:00:00Z", "atLeast": 1}]),
    "getEvents": ({}, [{"from": 3, "limit": 2}, {"type": ["OrderPlaced", "OrderPaid"], "order": GOOD}]),
}
NEEDED = {"getOrderDifference": {"from": 1}, "searchOrders": {"q": "good"}}
NOT_THERE = {"order": "none", "product": "none", "by": "colour"}


class Reads(DescribedCase):
    @classmethod
    def prepare(cls):
        config = cls.folder / "docket.json"
        config.write_text(json.dumps({"fulfilment": HASTY, "simulation": {"poisoned": ["stuck"]}}))
        cls.apply(BEGINNING)
        cls.apply(CARRIED_OUT, "--config", config)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Then every view has every event.
        reader = {"Authorization": f"Bearer {cls.tokens['reader']}"}
        head = cls.service.get("/events?limit=1", **reader).json["position"]
        for operation, (place, _) in QUESTIONS.items():
            target = cls.document.operations[operation].target(place, {**NEEDED.get(operation, {}), "atLeast": head})
            cls.service.get(target, **reader)

    def ask(self, operation, status, query=None, **more):
        asked = {**NEEDED.get(operation, {}), **(query or {})}
        return self.call(operation, status, QUESTIONS[operation][0], query=asked, **more)

    def test_every_question_is_tried(self):
        reads = {one.id for one in self.document.operations.values() if one.role == "read"} - {"metrics"}
        self.assertEqual(set(QUESTIONS), reads)

    def test_each_is_answered_and_then_not_modified(self):
        for operation, (_, queries) in QUESTIONS.items():
            for query in [{}, *queries]:
                for token in (self.tokens["reader"], self.tokens["sender"]):
                    with self.subTest(operation, query=query):
                        tag = self.ask(operation, 200, query, token=token, prefix="/api").headers["etag"]
                        self.ask(operation, 304, query, token=token, If_None_Match=tag, prefix="/api")

    def test_each_refuses_what_is_wrong_or_not_there(self):
        for operation, (place, _) in QUESTIONS.items():
            with self.subTest(operation):
                self.ask(operation, 400, {"nonsense": "1"})
                if 404 in self.document.operations[operation].responses:
                    self.call(operation, 404, {name: NOT_THERE[name] for name in place}, query=NEEDED.get(operation))

    def test_parameters_that_are_refused_are_not_as_described(self):
        wrong = [("getOrder", "version", "0"), ("getOrder", "asOf", "2026-03-01"), ("getOrderEvents", "limit", "1001"),
                 ("listOrders", "status", "lost"), ("listOrders", "sort", "colour"), ("listOrders", "order", "up"),
                 ("listOrders", "amountFrom", "1e2"), ("listOrders", "currency", "usd"), ("getEvents", "order", "a b"),
                 ("getStatistics", "sort", "colour"), ("listFulfilments", "order", "up"), ("countOrders", "atLeast", "-1")]
        for operation, name, value in wrong:
            with self.subTest(operation, name=name):
                self.ask(operation, 400, {name: value})
                self.assertTrue(self.document.operations[operation].faults_of_query({name: value}), value)

    def test_orders_of_every_kind_are_as_described(self):
        for order in ("good", "stuck", "undone", "open", "back"):
            place = {"order": order}
            self.call("getOrder", 200, place)
            self.call("getOrderHistory", 200, place)
            self.call("getOrderDetails", 200, place)
            self.call("getOrderDifference", 200, place, query={"from": 1})
            if order in ("good", "stuck", "undone"):
                self.call("getOrderFulfilment", 200, place)
        for by in ("customer", "product", "day", "month"):
            self.call("getStatistics", 200, {"by": by})
        details = self.call("getOrderDetails", 200, {"order": "good"}).json
        self.assertTrue(details["payments"] and details["shipments"] and details["fulfilment"])

    def test_pages_lead_on(self):
        ended = {"phase": ["completed", "compensated"]}
        for operation, parameter, query in (("listOrders", "cursor", {}), ("listStock", "cursor", {}),
                                            ("listFulfilments", "cursor", ended), ("getEvents", "from", {}),
                                            ("getOrderEvents", "from", {})):
            with self.subTest(operation):
                page = self.ask(operation, 200, {"limit": 1, **query})
                self.assertIn("link", page.headers)
                self.ask(operation, 200, {"limit": 1, **query, parameter: page.json["next"]})

    def test_the_stream_of_events_is_as_described(self):
        wire = http.client.HTTPConnection(self.service.host, self.service.port, timeout=PATIENCE_S)
        self.addCleanup(wire.close)
        wire.request("GET", "/events?from=0", headers={"Accept": "text/event-stream",
                                                      "Authorization": f"Bearer {self.tokens['reader']}"})
        response = wire.getresponse()
        text = b""
        while text.count(b"\n\n") < 4:
            text += response.readline()
        headers = {name.lower(): value for name, value in response.getheaders()}
        self.check(self.document.operations["getEvents"], 200, Answer(response.status, headers, text))
        self.assertEqual(headers["content-type"].split(";")[0], "text/event-stream")
        self.assertEqual(headers["x-accel-buffering"], "no")
        for block in text.decode().split("\n\n")[1:4]:
            fields = dict(line.split(": ", 1) for line in block.splitlines())
            event = json.loads(fields["data"])
            self.assertEqual((fields["id"], fields["event"]), (str(event["position"]), event["type"]))
            self.assertEqual(self.document.faults_of({"$ref": "#/components/schemas/Event"}, event), [])
