"""Shipments and fulfilments, folded from their events."""

from book import Book, becomes


class Shipment:
    __slots__ = ("id", "order", "phase", "version")

    def __init__(self, shipment_id):
        self.id = shipment_id
        self.order = None
        self.phase = "none"
        self.version = 0


class ShipmentBook(Book):
    def __init__(self):
        super().__init__(Shipment, {
            "ShipmentRequested": self._requested, "ShipmentDispatched": becomes("dispatched"),
            "ShipmentDelivered": becomes("delivered"), "ShipmentFailed": becomes("failed"),
        })

    @staticmethod
    def _requested(shipment, data):
        shipment.phase = "requested"
        shipment.order = data["orderId"]


class Fulfilment:
    __slots__ = ("order", "completed", "compensated", "version")

    def __init__(self, order_id):
        self.order = order_id
        self.completed = False
        self.compensated = False
        self.version = 0


class FulfilmentBook(Book):
    """What a process manager thinks is its own affair, but for how it ended."""

    STEPS = ("FulfilmentStarted", "StepSucceeded", "StepRefused", "AttemptFailed", "StepRetried", "CompensationStarted",
             "FulfilmentParked", "FulfilmentResumed", "FulfilmentAbandoned")

    def __init__(self):
        super().__init__(Fulfilment, {name: lambda _fulfilment, _data: None for name in self.STEPS} | {
            "FulfilmentCompleted": self._completed, "FulfilmentCompensated": self._compensated,
        })

    @staticmethod
    def _completed(fulfilment, _data):
        fulfilment.completed = True

    @staticmethod
    def _compensated(fulfilment, _data):
        fulfilment.compensated = True
