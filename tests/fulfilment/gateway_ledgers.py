"""The gateways' own ledgers, folded: what they did, whoever believes otherwise."""

import json

from findings import Unreadable

PAYMENT_OPERATIONS = ("authorise", "capture", "void", "refund")
CARRIER_OPERATIONS = ("dispatch", "recall")
# One key has one effect, but for a parcel that goes on its way and then somewhere.
SEVERAL_EFFECTS = (("dispatched", "delivered"), ("dispatched", "recalled"))


class LedgerPayment:
    __slots__ = ("orders", "currencies", "captures", "captured", "refunded")

    def __init__(self):
        self.orders = set()
        self.currencies = set()
        self.captures = 0
        self.captured = 0
        self.refunded = 0


class LedgerShipment:
    __slots__ = ("dispatches", "last")

    def __init__(self):
        self.dispatches = 0
        self.last = None


class GatewayLedgers:
    def __init__(self, findings, money):
        self.findings = findings
        self.money = money
        self.payments = None  # Payment id to LedgerPayment; None: no ledger was read.
        self.shipments = None
        self.effects = {}  # Key to its effects.

    def read_payments(self, lines):
        self.payments = {}
        self._read(lines, PAYMENT_OPERATIONS, self._take_payment)

    def read_carrier(self, lines):
        self.shipments = {}
        self._read(lines, CARRIER_OPERATIONS, self._take_shipment)

    def _read(self, lines, operations, take):
        for number, line in enumerate(lines, 1):
            if not line.endswith("\n"):
                return  # Torn: the gateway was killed before it answered, and cuts it off when it opens the file.
            try:
                entry = json.loads(line)
                if entry["n"] != number:
                    self.findings.add("ledger_gap", f"ledger entry {entry['n']}", f"it stands in line {number}")
                if entry["operation"] in operations:
                    self._note_key(entry)
                    take(entry)
            except (Unreadable, ValueError, KeyError, TypeError, AttributeError) as error:
                raise Unreadable(f"line {number} of the ledger is no entry: {error}") from error

    def _note_key(self, entry):
        effects = self.effects[entry["key"]] = self.effects.get(entry["key"], ()) + (entry["effect"],)
        if len(effects) > 1 and effects not in SEVERAL_EFFECTS:
            self.findings.add("key_used_twice", f"order {entry['order']}",
                              f"key {entry['key']} had the effects {', '.join(effects)}")

    def _take_payment(self, entry):
        payment = self.payments.setdefault(entry["payment"], LedgerPayment())
        amount = self.money.minor_units(entry["amount"], entry["currency"])
        payment.orders.add(entry["order"])
        payment.currencies.add(entry["currency"])
        if entry["effect"] == "captured":
            payment.captures += 1
            payment.captured += amount
        elif entry["effect"] == "refunded":
            payment.refunded += amount

    def _take_shipment(self, entry):
        shipment = self.shipments.setdefault(entry["shipment"], LedgerShipment())
        shipment.dispatches += entry["effect"] == "dispatched"
        if not (shipment.last == "recalled" and entry["effect"] == "refused"):  # What was recalled stays so.
            shipment.last = entry["effect"]
