"""Orders, folded from their events."""

from book import Book, becomes

SHIPPED = ("shipped", "delivered")
ENDED = ("delivered", "cancelled")


class Order:
    __slots__ = ("id", "currency", "fee", "lines", "total", "phase", "payments", "refunded", "reason", "was_shipped",
                 "stock_shipped", "version")

    def __init__(self, order_id):
        self.id = order_id
        self.currency = None
        self.fee = 0
        self.lines = {}  # Product to (pieces, unit price).
        self.total = None  # Set when it was placed.
        self.phase = "none"
        self.payments = {}  # Payment id to what the order says was paid.
        self.refunded = 0  # By what the order says.
        self.reason = None  # Of its cancellation.
        self.was_shipped = False
        self.stock_shipped = {}  # Product to pieces, by what the stocks say.
        self.version = 0

    @property
    def has_ended(self):
        return self.phase in ENDED

    @property
    def was_placed(self):
        return self.total is not None

    def due(self):
        """What of the customer's money is ours once it has ended."""
        return self.total if self.phase == "delivered" else 0


class OrderBook(Book):
    def __init__(self, findings, money):
        self.findings = findings
        self.money = money
        super().__init__(Order, {
            "OrderCreated": self._created, "ItemAdded": self._item_added, "ItemRemoved": self._item_removed,
            "QuantityChanged": self._quantity_changed, "OrderPlaced": self._placed,
            "PaymentReceived": self._payment_received, "OrderPaid": becomes("paid"),
            "OrderConfirmed": becomes("confirmed"), "OrderShipped": self._shipped,
            "OrderDelivered": becomes("delivered"), "OrderCancelled": self._cancelled,
            "RefundRecorded": self._refund_recorded,
        })

    def _created(self, order, data):
        order.currency = data["currency"]
        order.fee = self.money.minor_units(data["shippingFee"], order.currency) if "shippingFee" in data else 0
        order.phase = "pending"

    def _item_added(self, order, data):
        pieces, _ = order.lines.get(data["productId"], (0, 0))
        unit_price = self.money.minor_units(data["unitPrice"], order.currency)
        order.lines[data["productId"]] = (pieces + data["quantity"], unit_price)

    def _item_removed(self, order, data):
        order.lines.pop(data["productId"], None)

    def _quantity_changed(self, order, data):
        _, unit_price = order.lines.get(data["productId"], (0, 0))
        order.lines[data["productId"]] = (data["quantity"], unit_price)

    def _placed(self, order, data):
        order.phase = "placed"
        order.total = self.money.minor_units(data["total"], order.currency)
        lines = order.fee + sum(pieces * unit_price for pieces, unit_price in order.lines.values())
        if lines != order.total:
            self.findings.add("total_differs", f"order {order.id}",
                              f"placed for {data['total']}, its lines and fee come to "
                              f"{self.money.written(lines, order.currency)}")

    def _payment_received(self, order, data):
        paid = self.money.minor_units(data["amount"], order.currency)
        order.payments[data["paymentId"]] = order.payments.get(data["paymentId"], 0) + paid

    def _shipped(self, order, _data):
        order.phase = "shipped"
        order.was_shipped = True

    def _cancelled(self, order, data):
        order.phase = "cancelled"
        order.reason = data["reason"]

    def _refund_recorded(self, order, data):
        order.refunded += self.money.minor_units(data["amount"], order.currency)
