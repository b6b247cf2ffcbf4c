"""Small logs and ledgers, made by hand, for the tests of the books.

A sound shop: order "sold" is delivered, "regretted" is cancelled after it was paid and given back, "declined" never
had money, and "stopped" is cancelled while its parcel is on its way, which is recalled. A test changes one thing.
"""

import json

# Product, pieces, price in USD.
WIDGET, GADGET = ("widget", 2, "29.99"), ("gadget", 1, "5.00")


class SmallShop:
    def __init__(self):
        self.events = []
        self.payments = []
        self.carrier = []
        self.versions = {}

    # --- What happens ---

    def happens(self, kind, stream, name, **data):
        version = self.versions[kind, stream] = self.versions.get((kind, stream), 0) + 1
        self.events.append({"position": len(self.events) + 1, "stream": stream, "streamType": kind, "version": version,
                            "type": name, "data": data, "metadata": {}})

    def provider(self, order, key, operation, effect, amount="64.98", **more):
        self.payments.append({"key": f"{order}.{key}", "operation": operation, "payment": order, "order": order,
                              "amount": amount, "currency": "USD", "effect": effect, "reference": "r", **more})

    def parcel(self, order, key, operation, effect):
        self.carrier.append({"key": f"{order}.{key}", "operation": operation, "shipment": order, "order": order,
                             "effect": effect, "reference": "SIM1"})

    def places(self, order, lines=(WIDGET, GADGET), total="64.98"):
        self.happens("order", order, "OrderCreated", customerId="c", currency="USD", shippingFee="0.00")
        for product, pieces, price in lines:
            self.happens("order", order, "ItemAdded", productId=product, quantity=pieces, unitPrice=price, currency="USD")
        self.happens("order", order, "OrderPlaced", total=total, currency="USD", paymentMethod="card")
        self.happens("fulfilment", order, "FulfilmentStarted")
        self.happens("payment", order, "PaymentRequested", orderId=order, total=total, currency="USD", method="card")

    def pays(self, order):
        self.provider(order, 1, "capture", "captured")
        self.happens("payment", order, "PaymentCaptured", amount="64.98", currency="USD", reference="r")
        self.happens("order", order, "PaymentReceived", paymentId=order, amount="64.98", currency="USD", method="card")
        self.happens("order", order, "OrderPaid", totalPaid="64.98", currency="USD")

    def stock(self, name, order, product, pieces):
        self.happens("stock", product, name, orderId=order, quantity=pieces)

    def both_stocks(self, name, order):
        self.stock(name, order, "widget", 2)
        self.stock(name, order, "gadget", 1)

    def dispatches(self, order):
        self.happens("shipment", order, "ShipmentRequested", orderId=order, lines=[{"productId": "widget", "quantity": 2}])
        self.parcel(order, 5, "dispatch", "dispatched")
        self.happens("shipment", order, "ShipmentDispatched", carrier="Parcels", trackingNumber="SIM1")

    def delivers(self, order):
        self.happens("order", order, "OrderShipped", trackingNumber="SIM1", carrier="Parcels")
        self.both_stocks("StockShipped", order)
        self.parcel(order, 5, "dispatch", "delivered")
        self.happens("shipment", order, "ShipmentDelivered")
        self.happens("order", order, "OrderDelivered")
        self.happens("fulfilment", order, "FulfilmentCompleted")

    def refunds(self, order):
        self.provider(order, 8, "refund", "refunded")
        self.happens("payment", order, "PaymentRefunded", refundId="r-1", amount="64.98", currency="USD", reference="r")
        self.happens("order", order, "RefundRecorded", refundId=f"{order}.9", amount="64.98", currency="USD")

    def cancels(self, order, reason, due="64.98"):
        self.happens("order", order, "OrderCancelled", reason=reason, refundDue=due, currency="USD")

    # --- The input of the books ---

    def event_lines(self):
        return [json.dumps(event) + "\n" for event in self.events]

    def payment_lines(self):
        return numbered(self.payments)

    def carrier_lines(self):
        return numbered(self.carrier)

    # --- Changing one thing ---

    def event(self, stream, name, number=0):
        return [e for e in self.events if e["stream"] == stream and e["type"] == name][number]

    def without(self, stream, name):
        """Takes an event out, and closes the gaps that it leaves."""
        gone = self.event(stream, name)
        self.events.remove(gone)
        for event in self.events:
            if event["position"] > gone["position"]:
                event["position"] -= 1
                event["version"] -= (event["streamType"], event["stream"]) == (gone["streamType"], stream)
        self.versions[gone["streamType"], stream] -= 1


def numbered(entries):
    return [json.dumps({"n": number, **entry}) + "\n" for number, entry in enumerate(entries, 1)]


def sound_shop():
    shop = SmallShop()
    for product in ("widget", "gadget"):
        shop.happens("stock", product, "StockReceived", quantity=10)
    shop.happens("stock", "gadget", "StockAdjusted", difference=-1, reason="broken")
    sell(shop)
    regret(shop)
    decline(shop)
    stop(shop)
    return shop


def sell(shop):
    shop.places("sold")
    shop.pays("sold")
    shop.both_stocks("StockReserved", "sold")
    shop.happens("order", "sold", "OrderConfirmed")
    shop.dispatches("sold")
    shop.delivers("sold")


def regret(shop):
    shop.places("regretted")
    shop.pays("regretted")
    shop.both_stocks("StockReserved", "regretted")
    shop.cancels("regretted", "changed my mind")
    shop.both_stocks("StockReleased", "regretted")
    shop.refunds("regretted")
    shop.happens("fulfilment", "regretted", "FulfilmentCompensated")


def decline(shop):
    shop.places("declined")
    shop.provider("declined", 1, "capture", "declined", reason="insufficient funds")
    shop.happens("payment", "declined", "PaymentDeclined", reason="insufficient funds")
    shop.cancels("declined", "payment_declined", due="0.00")
    shop.happens("fulfilment", "declined", "FulfilmentCompensated")


def stop(shop):
    """The order was cancelled before anybody could record that its parcel is on its way."""
    shop.places("stopped")
    shop.pays("stopped")
    shop.both_stocks("StockReserved", "stopped")
    shop.dispatches("stopped")
    shop.cancels("stopped", "changed my mind")
    shop.parcel("stopped", 7, "recall", "recalled")
    shop.happens("shipment", "stopped", "ShipmentFailed", reason="recalled")
    shop.both_stocks("StockReleased", "stopped")
    shop.refunds("stopped")
    shop.happens("fulfilment", "stopped", "FulfilmentCompensated")
