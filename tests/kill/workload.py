"""Seeded command lines: whole lives of orders, with refusals and repeats among them.

Each command of an order states a later time than the one before. So a refused command that is sent again after a
restart is refused again, whatever was accepted since, and one fold of all lines says how every order must end.
"""

import json
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

EPOCH = datetime(2026, 1, 1, tzinfo=timezone.utc)
CURRENCIES = {"USD": 2, "JPY": 0, "KWD": 3}


class SentLine(NamedTuple):
    """A command line and what names its effect."""

    order_id: str
    command_id: str
    text: str

    @property
    def key(self):
        return self.order_id, self.command_id


class OrderLife:
    """One order's commands, from creation to wherever its dice lead."""

    def __init__(self, dice, order_id):
        self.dice = dice
        self.order_id = order_id
        self.currency = dice.choice(list(CURRENCIES))
        self.due = 0  # Minor units: what the order costs, as far as its commands are accepted.
        self.clock = EPOCH + timedelta(seconds=dice.randrange(10_000_000))
        self.lines = []

    def commands(self):
        """The command lines, as dictionaries."""
        self._create()
        self._change_lines()
        if self.dice.random() < 0.05:
            self._say("shipOrder", carrier="early", trackingNumber="T-0")  # Refused.
        self._say("placeOrder")
        if self.dice.random() < 0.1:
            self._say("cancelOrder", reason="changed my mind")
        self._pay()
        if self.dice.random() < 0.5:
            self._say("confirmOrder")
        self._say("shipOrder", carrier="UPS", trackingNumber=f"T-{self.order_id}")
        if self.dice.random() < 0.05:
            self._say("cancelOrder", reason="too late")  # Refused.
        self._say("deliverOrder")
        return self.lines[:self.dice.randint(1, 40)]  # Some lives are still under way.

    def _say(self, command, **fields):
        self.clock += timedelta(seconds=self.dice.randint(1, 3_600))
        line = {"command": command, "orderId": self.order_id, "commandId": f"{self.order_id}:{len(self.lines) + 1}",
                "occurredAt": self.clock.strftime("%Y-%m-%dT%H:%M:%SZ"), **fields}
        self.lines.append(line)
        if self.dice.random() < 0.02:
            self.lines.append(line)  # A repeat.

    def _money(self, minor_units):
        decimals = CURRENCIES[self.currency]
        digits = f"{minor_units:0{decimals + 1}d}"
        return digits if decimals == 0 else f"{digits[:-decimals]}.{digits[-decimals:]}"

    def _item(self, product, quantity, price):
        self.due += quantity * price
        return {"productId": product, "name": product.capitalize(), "quantity": quantity,
                "unitPrice": self._money(price)}

    def _create(self):
        fee = self.dice.randrange(1_000)
        self.due += fee
        items = [self._item("widget", self.dice.randint(1, 9), 2_999), self._item("gadget", 1, 4_999)]
        self._say("createOrder", customerId=f"cust-{self.dice.randrange(500)}", currency=self.currency,
                  shippingFee=self._money(fee), items=items)

    def _change_lines(self):
        for number in range(self.dice.choice((0, 1, 1, 2, 11))):
            if number < 8:
                self._say("addItem", **self._item(f"part-{number}", 1, self.dice.randint(1, 9_999)))
            else:
                self._say("addItem", productId=f"part-{number}", quantity=1, unitPrice="1")  # Refused: too many.
        if self.dice.random() < 0.2:
            self._say("removeItem", productId="gadget")
            self.due -= 4_999

    def _pay(self):
        if self.dice.random() < 0.1:
            self._say("recordPayment", paymentId="all-and-more", amount=self._money(self.due + 1), method="card")
        part = self.dice.randint(1, self.due)
        for number, amount in enumerate((part, self.due - part)):
            self._say("recordPayment", paymentId=f"pay-{number}", amount=self._money(amount), method="card")


def make_workload(dice, prefix, orders):
    """The lives of many orders, shuffled into each other; each keeps its own order."""
    lives = [iter(OrderLife(dice, f"{prefix}-{number}").commands()) for number in range(orders)]
    lines = []
    while lives:
        place = dice.randrange(len(lives))
        line = next(lives[place], None)
        if line is None:
            lives[place] = lives[-1]
            lives.pop()
        else:
            text = json.dumps(line, separators=(",", ":"))
            lines.append(SentLine(line["orderId"], line["commandId"], text))
    return lines
