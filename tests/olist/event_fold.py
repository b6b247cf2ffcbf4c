"""An independent fold of the log's events, as `docket events` prints them, into order states.

It computes the same canonical state as fold.py by the other way: from what happened instead of what was asked for.
It also checks the log's shape on the way: positions and versions have no gaps and no command took effect twice.
"""

import json

from fold import Line, Order, minor_units


class LogError(Exception):
    """The log is not what a log may be; the message names the place."""


def require(condition, message):
    if not condition:
        raise LogError(message)


def create(order, data):
    order.shipping_fee = minor_units(data.get("shippingFee", "0"), order.currency)


def add_item(order, data):
    line = order.line_of(data["productId"])
    if line is None:
        line = Line(data["productId"], 0, minor_units(data["unitPrice"], order.currency))
        order.lines.append(line)
    line.quantity += data["quantity"]


def remove_item(order, data):
    order.lines.remove(order.line_of(data["productId"]))


def change_quantity(order, data):
    order.line_of(data["productId"]).quantity = data["quantity"]


def receive_payment(order, data):
    order.payments[data["paymentId"]] = minor_units(data["amount"], order.currency)


def becomes(phase):
    def become(order, data):
        order.phase = phase
    return become


EFFECTS = {
    "OrderCreated": create, "ItemAdded": add_item, "ItemRemoved": remove_item, "QuantityChanged": change_quantity,
    "OrderPlaced": becomes("placed"), "PaymentReceived": receive_payment, "OrderPaid": becomes("paid"),
    "OrderConfirmed": becomes("confirmed"), "OrderShipped": becomes("shipped"),
    "OrderDelivered": becomes("delivered"), "OrderCancelled": becomes("cancelled"),
    "RefundRecorded": lambda order, data: None,
}


class EventFold:
    """All orders after the events so far. Takes the log in pieces, each from where the last one ended."""

    def __init__(self):
        self.orders = {}
        self.position = 0
        self.took_effect = {}  # (order id, command id) to (version, position) of the command's last event.

    def apply(self, event):
        position, stream, version = event["position"], event["stream"], event["version"]
        require(position == self.position + 1, f"position {position} follows position {self.position}")
        order = self._order_for(event)
        require(version == order.version + 1,
                f"position {position}: {stream} goes from version {order.version} to {version}")
        EFFECTS[event["type"]](order, event["data"])
        order.version, self.position = version, position
        self._note_command(event, order)

    def apply_lines(self, json_lines):
        for line in json_lines:
            self.apply(json.loads(line))

    def states(self):
        return {order_id: order.canonical() for order_id, order in sorted(self.orders.items())}

    def _order_for(self, event):
        stream = event["stream"]
        if stream not in self.orders:
            require(event["type"] == "OrderCreated", f"{stream} begins with {event['type']}")
            self.orders[stream] = Order(event["data"]["currency"])
        return self.orders[stream]

    def _note_command(self, event, order):
        """A command's events stand side by side, so one that comes back later took effect twice."""
        command_id = event["metadata"].get("commandId")
        if not command_id:
            return
        key = (event["stream"], command_id)
        version_before, _ = self.took_effect.get(key, (event["version"] - 1, None))
        require(version_before == event["version"] - 1,
                f"position {event['position']}: command {command_id} of {event['stream']} took effect twice")
        self.took_effect[key] = (event["version"], event["position"])
