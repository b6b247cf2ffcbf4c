"""The log as `docket events` prints it, folded into the books line by line: it may be larger than memory."""

import json

from findings import Findings, Unreadable
from money import Money
from order_book import OrderBook
from payment_book import PaymentBook
from shipment_book import FulfilmentBook, ShipmentBook
from stock_book import StockBook


class EventLog:
    def __init__(self):
        self.findings = Findings()
        self.money = Money()
        self.orders = OrderBook(self.findings, self.money)
        self.payments = PaymentBook(self.findings, self.money)
        self.stocks = StockBook(self.findings, self.orders)
        self.shipments = ShipmentBook()
        self.fulfilments = FulfilmentBook()
        self.position = 0
        self.books = {"order": self.orders, "payment": self.payments, "stock": self.stocks,
                      "shipment": self.shipments, "fulfilment": self.fulfilments}

    def read(self, lines):
        for number, line in enumerate(lines, 1):
            try:
                self.apply(json.loads(line))
            except (Unreadable, ValueError, KeyError, TypeError, AttributeError) as error:
                raise Unreadable(f"line {number} of the log is no event: {error}") from error

    def apply(self, event):
        self._check_position(event["position"])
        kind, stream, name = event["streamType"], event["stream"], event["type"]
        book = self.books.get(kind)
        if book is None or name not in book.effects:
            self.findings.add("unknown_event", f"{kind} {stream}", f"nobody knows {name}")
            if book is None:
                return
        subject = book.of(stream)
        self._check_version(event, subject)
        if name in book.effects:
            book.effects[name](subject, event["data"])

    def _check_position(self, position):
        if position != self.position + 1:
            self.findings.add("position_gap", f"position {position}", f"it follows {self.position}")
        self.position = position

    def _check_version(self, event, subject):
        if event["version"] != subject.version + 1:
            self.findings.add("version_gap", f"{event['streamType']} {event['stream']}",
                              f"version {event['version']} follows {subject.version}")
        subject.version = event["version"]
