"""Stocks, folded from their events.

What is available, what is reserved and what was shipped are counted apart, each from its own events, so that
received + adjusted = available + reserved + shipped is a check and no definition.
"""

from book import Book


class Stock:
    __slots__ = ("product", "received", "adjusted", "available", "shipped", "back_orders_shipped", "reservations",
                 "version")

    def __init__(self, product):
        self.product = product
        self.received = 0
        self.adjusted = 0
        self.available = 0
        self.shipped = 0  # Without back orders, which were never there.
        self.back_orders_shipped = 0
        self.reservations = {}  # Order to (pieces, whether it is a back order).
        self.version = 0

    @property
    def reserved(self):
        return sum(pieces for pieces, is_back_order in self.reservations.values() if not is_back_order)


class StockBook(Book):
    def __init__(self, findings, orders):
        self.findings = findings
        self.orders = orders  # The order book: it is told what was shipped for an order.
        super().__init__(Stock, {
            "StockReceived": self._received, "StockAdjusted": self._adjusted, "StockReserved": self._reserved,
            "StockBackOrdered": self._back_ordered, "StockReleased": self._released, "StockShipped": self._shipped,
        })

    def _received(self, stock, data):
        stock.received += data["quantity"]
        stock.available += data["quantity"]

    def _adjusted(self, stock, data):
        stock.adjusted += data["difference"]
        self._take(stock, -data["difference"], "adjusted")

    def _reserved(self, stock, data):
        if self._reserve(stock, data, False):
            self._take(stock, data["quantity"], f"reserved for order {data['orderId']}")

    def _back_ordered(self, stock, data):
        self._reserve(stock, data, True)

    def _released(self, stock, data):
        ended = self._end_reservation(stock, data, "released")
        if ended and not ended[1]:
            stock.available += data["quantity"]

    def _shipped(self, stock, data):
        shipped = self.orders.of(data["orderId"]).stock_shipped
        shipped[stock.product] = shipped.get(stock.product, 0) + data["quantity"]
        ended = self._end_reservation(stock, data, "shipped")
        if ended and ended[1]:
            stock.back_orders_shipped += data["quantity"]
        elif ended:
            stock.shipped += data["quantity"]

    def _take(self, stock, pieces, how):
        stock.available -= pieces
        if stock.available < 0 < pieces:
            self.findings.add("stock_negative", f"product {stock.product}", f"{pieces} {how}, {-stock.available} too many")

    def _reserve(self, stock, data, is_back_order):
        if data["orderId"] in stock.reservations:
            self.findings.add("stock_reserved_twice", f"order {data['orderId']}, product {stock.product}",
                              "reserved while a reservation stands")
            return False
        stock.reservations[data["orderId"]] = (data["quantity"], is_back_order)
        return True

    def _end_reservation(self, stock, data, how):
        ended = stock.reservations.pop(data["orderId"], None)
        if ended is None:
            self.findings.add("stock_not_reserved", f"order {data['orderId']}, product {stock.product}",
                              f"{data['quantity']} {how} without a reservation")
        return ended
