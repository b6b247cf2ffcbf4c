#!/usr/bin/env python3
"""An independent fold of command lines: what orders come to, computed without the engine.

The rules are written from the design and share nothing with domain/ but their names. A command is accepted (with a
number of events), repeated (its command id took effect before) or refused by the first rule in this precedence:

    1. the order's time        occurs_before_last_event
    2. its existence           order_not_found, order_already_exists
    3. no payment at all       payment_not_positive
    4. its phase               order_cancelled, order_already_placed, order_not_placed, order_not_paid, ...
    5. the command's payload   payment_exceeds_amount_due, too_many_lines, ...

As a program it reads command lines and prints the counts as one JSON object.
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone

EXPONENTS = {"JPY": 0, "KRW": 0, "USD": 2, "EUR": 2, "BRL": 2, "KWD": 3}
AMOUNT_MAX = 2**63 - 1
PHASES = ("pending", "placed", "paid", "confirmed", "shipped", "delivered", "cancelled")


class Refused(Exception):
    """A named rule that refused a command."""

    @property
    def rule(self):
        return self.args[0]


def refuse_if(condition, rule):
    if condition:
        raise Refused(rule)


def minor_units(written, currency):
    """The count of the currency's minor units that "29.99" is, exactly."""
    whole, _, decimals = str(written).partition(".")
    exponent = EXPONENTS[currency]
    refuse_if(len(decimals) > exponent, "too_many_decimals")
    units = int(whole + decimals.ljust(exponent, "0"))
    refuse_if(abs(units) > AMOUNT_MAX, "amount_overflow")
    return units


def written_amount(units, currency):
    exponent = EXPONENTS[currency]
    if exponent == 0:
        return str(units)
    return f"{units // 10**exponent}.{units % 10**exponent:0{exponent}d}"


def instant(rfc3339):
    return datetime.fromisoformat(rfc3339).astimezone(timezone.utc)


@dataclass
class Line:
    product: str
    quantity: int
    unit_price: int  # In minor units, as all money inside an order.


@dataclass
class Order:
    """What an order is after its commands."""

    currency: str
    shipping_fee: int = 0
    phase: str = "pending"
    lines: list = field(default_factory=list)
    payments: dict = field(default_factory=dict)  # Payment id to minor units.
    version: int = 0
    last_event_at: datetime = None

    @property
    def total(self):
        return self.shipping_fee + sum(line.quantity * line.unit_price for line in self.lines)

    @property
    def amount_paid(self):
        return sum(self.payments.values())

    def line_of(self, product):
        return next((line for line in self.lines if line.product == product), None)

    def canonical(self):
        """The order's state in a form that every way of computing it can be compared in."""
        return {
            "status": self.phase,
            "total": written_amount(self.total, self.currency),
            "amountPaid": written_amount(self.amount_paid, self.currency),
            "lines": [[line.product, line.quantity, written_amount(line.unit_price, self.currency)]
                      for line in self.lines],
            "version": self.version,
        }


@dataclass(frozen=True)
class Limits:
    payments: str = "exact"
    max_lines: int = 10


# --- What each command does: checks its rules, changes the order, answers the number of events. ---


def add_line(order, item, limits):
    unit_price = minor_units(item["unitPrice"], order.currency)
    line = order.line_of(item["productId"])
    if line is None:
        refuse_if(len(order.lines) >= limits.max_lines, "too_many_lines")
        line = Line(item["productId"], 0, unit_price)
        order.lines.append(line)
    refuse_if(line.unit_price != unit_price, "product_price_differs")
    line.quantity += item["quantity"]
    refuse_if(line.quantity > 1_000_000, "quantity_out_of_range")
    refuse_if(order.total > AMOUNT_MAX, "amount_overflow")


def add_item(order, command, limits):
    add_line(order, command, limits)
    return 1


def remove_item(order, command, limits):
    line = order.line_of(command["productId"])
    refuse_if(line is None, "line_not_found")
    order.lines.remove(line)
    return 1


def change_quantity(order, command, limits):
    line = order.line_of(command["productId"])
    refuse_if(line is None, "line_not_found")
    line.quantity = command["quantity"]
    refuse_if(order.total > AMOUNT_MAX, "amount_overflow")
    return 1


def place(order, command, limits):
    refuse_if(not order.lines, "order_is_empty")
    refuse_if(order.total <= 0, "order_total_not_positive")
    order.phase = "placed"
    return 1


def pay(order, command, limits):
    paid = minor_units(command["amount"], order.currency)
    due = order.total - order.amount_paid
    refuse_if(paid > due, "payment_exceeds_amount_due")
    refuse_if(limits.payments == "exact" and paid < due, "payment_below_amount_due")
    order.payments[command["paymentId"]] = paid
    if paid < due:
        return 1
    order.phase = "paid"
    return 2


def moves_to(phase):
    def move(order, command, limits):
        order.phase = phase
        return 1
    return move


EFFECTS = {
    "addItem": add_item, "removeItem": remove_item, "changeQuantity": change_quantity, "placeOrder": place,
    "recordPayment": pay, "confirmOrder": moves_to("confirmed"), "shipOrder": moves_to("shipped"),
    "deliverOrder": moves_to("delivered"), "cancelOrder": moves_to("cancelled"),
}

# For each command the phases that refuse it, and the rule's name. Any other phase takes it.
_SETTLED = {phase: "order_already_paid" for phase in ("paid", "confirmed", "shipped", "delivered")}
_NOT_YET_PAID = {phase: "order_not_paid" for phase in ("pending", "placed")}
_NOT_YET_SHIPPED = {phase: "order_not_shipped" for phase in ("pending", "placed", "paid", "confirmed")}
_FROZEN = {phase: "order_already_placed" for phase in ("placed", "paid", "confirmed", "shipped", "delivered")}
_GONE = {"shipped": "order_already_shipped", "delivered": "order_already_delivered"}
_CANCELLED = {"cancelled": "order_cancelled"}

REFUSING_PHASES = {
    "addItem": _FROZEN | _CANCELLED,
    "removeItem": _FROZEN | _CANCELLED,
    "changeQuantity": _FROZEN | _CANCELLED,
    "placeOrder": _FROZEN | _CANCELLED,
    "recordPayment": {"pending": "order_not_placed"} | _SETTLED | _CANCELLED,
    "confirmOrder": _NOT_YET_PAID | {"confirmed": "order_already_confirmed"} | _GONE | _CANCELLED,
    "shipOrder": _NOT_YET_PAID | _GONE | _CANCELLED,
    "deliverOrder": _NOT_YET_SHIPPED | {"delivered": "order_already_delivered"} | _CANCELLED,
    "cancelOrder": _GONE | {"cancelled": "order_already_cancelled"},
}


def is_no_payment(order, command):
    """A payment of zero or less is none in any phase."""
    return command["command"] == "recordPayment" and minor_units(command["amount"], order.currency) <= 0


def is_recorded_payment(order, command):
    """A payment that the order has already; its sender is told that before anything else, but for a cancelled order."""
    return (command["command"] == "recordPayment" and order.phase != "cancelled"
            and command["paymentId"] in order.payments)


def create(command, limits):
    """A new order and the number of events that made it."""
    order = Order(command["currency"])
    order.shipping_fee = minor_units(command.get("shippingFee", "0"), order.currency)
    items = command.get("items", [])
    for item in items:
        add_line(order, item, limits)
    events = 1 + len(items)
    if command.get("place"):
        events += place(order, command, limits)
    return order, events


class Fold:
    """All orders after the command lines so far, and what became of each line."""

    def __init__(self, limits=Limits()):
        self.limits = limits
        self.orders = {}
        self.accepted = 0
        self.repeated = 0
        self.events = 0
        self.refused_by = Counter()
        self.refused_by_command = Counter()
        self.refused_rules = Counter()  # By (command, rule).
        self.took_effect = set()  # Order ids with the command ids that took effect.

    def apply(self, line):
        """Folds one command line; answers "accepted", "repeated" or the rule that refused it."""
        key = (line["orderId"], line.get("commandId"))
        if key in self.took_effect:
            self.repeated += 1
            return "repeated"
        try:
            self._take(line)
        except Refused as refusal:
            self.refused_by[refusal.rule] += 1
            self.refused_by_command[line["command"]] += 1
            self.refused_rules[line["command"], refusal.rule] += 1
            return refusal.rule
        if key[1]:
            self.took_effect.add(key)
        self.accepted += 1
        return "accepted"

    def _take(self, line):
        order = self.orders.get(line["orderId"])
        if order and order.last_event_at and "occurredAt" in line:
            refuse_if(instant(line["occurredAt"]) < order.last_event_at, "occurs_before_last_event")
        if line["command"] == "createOrder":
            refuse_if(order is not None, "order_already_exists")
            changed, events = create(line, self.limits)
        else:
            refuse_if(order is None, "order_not_found")
            changed, events = self._change(order, line)
        changed.version += events
        if "occurredAt" in line:
            changed.last_event_at = instant(line["occurredAt"])
        self.events += events
        self.orders[line["orderId"]] = changed

    def _change(self, order, line):
        refuse_if(is_no_payment(order, line), "payment_not_positive")
        refuse_if(is_recorded_payment(order, line), "payment_already_recorded")
        refusing = REFUSING_PHASES[line["command"]].get(order.phase)
        refuse_if(refusing is not None, refusing)
        changed = copy_of(order)  # A refusal half way leaves the order as it was.
        return changed, EFFECTS[line["command"]](changed, line, self.limits)

    @property
    def refused(self):
        return self.refused_by.total()

    def states(self):
        return {order_id: order.canonical() for order_id, order in sorted(self.orders.items())}

    def counts(self):
        """Everything that can be said without naming an order."""
        phases = Counter(order.phase for order in self.orders.values())
        return {
            "orders": len(self.orders),
            "events": self.events,
            "accepted": self.accepted,
            "repeated": self.repeated,
            "refused": self.refused,
            "refusedBy": dict(sorted(self.refused_by.items())),
            "refusedByCommand": dict(sorted(self.refused_by_command.items())),
            "refusedByCommandAndRule": {f"{command}: {rule}": count for (command, rule), count
                                        in sorted(self.refused_rules.items())},
            "phases": {phase: phases[phase] for phase in PHASES},
        }


def copy_of(order):
    return Order(order.currency, order.shipping_fee, order.phase,
                 [Line(line.product, line.quantity, line.unit_price) for line in order.lines],
                 dict(order.payments), order.version, order.last_event_at)


def fold_lines(lines, limits=Limits(), onto=None):
    """The fold of command lines given as text, over an earlier one where there is one."""
    fold = onto or Fold(limits)
    for line in lines:
        fold.apply(json.loads(line))
    return fold


def main():
    parser = argparse.ArgumentParser(description="Folds command lines without the engine and prints the counts.")
    parser.add_argument("file", metavar="FILE", help="command lines; - for standard input")
    parser.add_argument("--payments", choices=("exact", "split"), default="exact")
    parser.add_argument("--max-lines", type=int, default=10)
    parser.add_argument("--states", metavar="FILE", help="also write every order's state as JSON")
    arguments = parser.parse_args()
    limits = Limits(arguments.payments, arguments.max_lines)
    with (sys.stdin if arguments.file == "-" else open(arguments.file, encoding="utf-8")) as lines:
        fold = fold_lines(lines, limits)
    if arguments.states:
        with open(arguments.states, "w", encoding="utf-8") as states:
            json.dump(fold.states(), states, indent=1)
    print(json.dumps(fold.counts(), indent=2))


if __name__ == "__main__":
    main()
