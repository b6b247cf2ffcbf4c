"""Shipments and fulfilments, folded from their events."""


class Shipment:
    __slots__ = ("id", "order", "phase", "version")

    def __init__(self, shipment_id):
        self.id = shipment_id
        self.order = None
        self.phase = "none"
        self.version = 0


class ShipmentBook:
    def __init__(self):
        self.shipments = {}
        self.effects = {
            "ShipmentRequested": self._requested, "ShipmentDispatched": self._becomes("dispatched"),
            "ShipmentDelivered": self._becomes("delivered"), "ShipmentFailed": self._becomes("failed"),
        }

    def of(self, stream):
        shipment = self.shipments.get(stream)
        if shipment is None:
            shipment = self.shipments[stream] = Shipment(stream)
        return shipment

    @staticmethod
    def _requested(shipment, data):
        shipment.phase = "requested"
        shipment.order = data["orderId"]

    @staticmethod
    def _becomes(phase):
        def become(shipment, _data):
            shipment.phase = phase
        return become


class Fulfilment:
    __slots__ = ("order", "completed", "compensated", "version")

    def __init__(self, order_id):
        self.order = order_id
        self.completed = False
        self.compensated = False
        self.version = 0


class FulfilmentBook:
    """What a process manager thinks is its own affair, but for how it ended."""

    STEPS = ("FulfilmentStarted", "StepSucceeded", "StepRefused", "AttemptFailed", "StepRetried", "CompensationStarted",
             "FulfilmentParked", "FulfilmentResumed", "FulfilmentAbandoned")

    def __init__(self):
        self.fulfilments = {}
        self.effects = {name: lambda _fulfilment, _data: None for name in self.STEPS}
        self.effects["FulfilmentCompleted"] = self._completed
        self.effects["FulfilmentCompensated"] = self._compensated

    def of(self, stream):
        fulfilment = self.fulfilments.get(stream)
        if fulfilment is None:
            fulfilment = self.fulfilments[stream] = Fulfilment(stream)
        return fulfilment

    @staticmethod
    def _completed(fulfilment, _data):
        fulfilment.completed = True

    @staticmethod
    def _compensated(fulfilment, _data):
        fulfilment.compensated = True
