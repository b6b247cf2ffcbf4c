"""What the tests over HTTP share: a folder, a database, and a service on it."""

import tempfile
import unittest
from pathlib import Path

from served_docket import ServedDocket

WIDGETS = {"customerId": "cust-1", "currency": "USD",
           "items": [{"productId": "widget", "name": "Widget", "quantity": 2, "unitPrice": "29.99"}]}


class HttpCase(unittest.TestCase):
    """A service of its own for each test. `docket` is set by test_http.py."""

    docket = None
    options = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="docket-http-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.database = self.folder / "orders.db"
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
