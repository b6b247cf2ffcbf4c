"""What the tests over HTTP share: a folder, a database, and a service on it."""

from folder_case import FolderCase
from served_docket import ServedDocket

WIDGETS = {"customerId": "cust-1", "currency": "USD",
           "items": [{"productId": "widget", "name": "Widget", "quantity": 2, "unitPrice": "29.99"}]}


class HttpCase(FolderCase):
    """A service of its own for each test."""

    options = ()

    def setUp(self):
        super().setUp()
        self.service = self.serve()

    def serve(self):
        service = ServedDocket(self.docket, self.database, *self.options)
        self.addCleanup(lambda: service.process.poll() is None and service.kill())
        return service

    def create(self, order, **fields):
        answer = self.service.post("/orders", {**WIDGETS, "orderId": order, **fields})
        self.assertEqual(answer.status, 201, answer.body)
        return answer

    def head(self):
        """Of the log, which must be whole; the service must have ended."""
        outcome = self.docket.run("verify", "--db", self.database, "--json")
        self.assertEqual(outcome.status, 0, outcome.stdout + outcome.stderr)
        return outcome.json["head"]

    def assert_refused(self, answer, status, rule):
        self.assertEqual((answer.status, answer.rule), (status, rule), answer.body)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
