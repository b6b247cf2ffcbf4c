"""Every read model, folded from the events of a log without the engine: as it was at any moment.

The books of tests/fulfilment fold orders, payments, stocks and shipments; here stands what lists, boards and
timelines know beside that, and what each read model makes of it. Money stays in whole minor units until it is
written.
"""

from collections import Counter
from dataclasses import dataclass, field

from event_log import EventLog
from phase_book import PHASES as FULFILMENT_PHASES
from phase_book import PhaseBook
from search_text import finds
from shop_log import microseconds

ORDER_PHASES = ("pending", "placed", "paid", "confirmed", "shipped", "delivered", "cancelled")
STATISTICS = ("customer", "product", "day", "month")
MEASURES = ("orders", "total", "quantity", "revenue")
DECIMALS_MAX = 4  # Of any currency: amounts of several are compared as they are written.


@dataclass
class Card:
    """What an order is in lists, beside what its book says."""

    customer: str
    created: dict  # The event.
    updated: dict = None
    customer_name: str = ""
    tracking: str = ""
    names: dict = field(default_factory=dict)  # Of its lines, by product.
    statuses: list = field(default_factory=list)  # (phase, the event that began it).


class ReadModels(EventLog):
    """Takes events along either axis; answers what the read models were after those so far."""

    def __init__(self):
        super().__init__()
        self.fulfilments = PhaseBook()
        self.books["fulfilment"] = self.fulfilments
        self.times = {}
        self.cards = {}
        self.tales = {}  # (stream type, stream) to its events.
        self.phases_since = {}  # Order to the event with which its fulfilment came into its phase.

    def apply(self, event):
        kind, stream = event["streamType"], event["stream"]
        before = self.fulfilments.of(stream).phase if kind == "fulfilment" else None
        super().apply(event)
        self.tales.setdefault((kind, stream), []).append(event)
        if kind == "order":
            self._note_order(event)
        elif kind == "fulfilment" and self.fulfilments.of(stream).phase != before:
            self.phases_since[stream] = event

    def _check_position(self, position):
        """Along time positions come in any order; whole logs are checked by require_sound()."""

    def _note_order(self, event):
        data, card = event["data"], self.cards.get(event["stream"])
        if event["type"] == "OrderCreated":
            card = self.cards[event["stream"]] = Card(data["customerId"], event)
            card.customer_name = data.get("personal", {}).get("name", "")
        elif event["type"] == "ItemAdded":
            card.names.setdefault(data["productId"], data.get("name", ""))
        elif event["type"] == "ItemRemoved":
            card.names.pop(data["productId"], None)
        elif event["type"] == "OrderShipped":
            card.tracking = data["trackingNumber"]
        card.updated = event
        phase = self.orders.of(event["stream"]).phase
        if not card.statuses or card.statuses[-1][0] != phase:
            card.statuses.append((phase, event))

    def time_of(self, event):
        """In microseconds; read once."""
        time = self.times.get(event["position"])
        if time is None:
            time = self.times[event["position"]] = microseconds(event["occurredAt"])
        return time

    # --- Orders ---

    def total_of(self, order):
        """What its lines and fee come to; once placed it stands."""
        if order.total is not None:
            return order.total
        return order.fee + sum(pieces * price for pieces, price in order.lines.values())

    def counts(self):
        found = Counter(self.orders.all[order].phase for order in self.cards)
        return {phase: found[phase] for phase in ORDER_PHASES}

    def order_row(self, order_id):
        order, card = self.orders.all[order_id], self.cards[order_id]
        row = {
            "orderId": order_id, "customerId": card.customer, "status": order.phase, "currency": order.currency,
            "total": self.money.written(self.total_of(order), order.currency),
            "amountPaid": self.money.written(sum(order.payments.values()), order.currency),
            "itemCount": len(order.lines), "createdAt": card.created["occurredAt"],
            "updatedAt": card.updated["occurredAt"],
        }
        if self._shows_tracking(order_id):
            row["trackingNumber"] = card.tracking
        return row

    def _shows_tracking(self, order_id):
        return bool(self.cards[order_id].tracking) and self.orders.all[order_id].phase in ("shipped", "delivered")

    def orders_listed(self, wanted):
        """The rows of all orders that are wanted, in the order that is wanted: equal ones by their creation, or by
        the log's order of their last events."""
        found = [order_id for order_id in self.cards if self._is_wanted(order_id, wanted)]
        found.sort(key=lambda order_id: self._place(order_id, wanted.sort), reverse=not wanted.ascending)
        return [self.order_row(order_id) for order_id in found]

    def _place(self, order_id, sort):
        card = self.cards[order_id]
        if sort == "updated":
            return self.time_of(card.updated), card.updated["position"]
        if sort == "total":
            return self.total_of(self.orders.all[order_id]), card.created["position"]
        return self.time_of(card.created), card.created["position"]

    def _is_wanted(self, order_id, wanted):
        order, card = self.orders.all[order_id], self.cards[order_id]
        return ((wanted.customer is None or card.customer == wanted.customer)
                and (not wanted.statuses or order.phase in wanted.statuses)
                and (wanted.currency is None or order.currency == wanted.currency)
                and within(self.total_of(order), wanted.amounts)
                and within(self.time_of(card.created), wanted.created)
                and (wanted.product is None or wanted.product in order.lines)
                and (wanted.text is None or self._is_found(order_id, wanted.text)))

    def _is_found(self, order_id, looked_for):
        order, card = self.orders.all[order_id], self.cards[order_id]
        texts = [order_id, card.customer, card.customer_name, *order.lines, *card.names.values()]
        if self._shows_tracking(order_id):
            texts.append(card.tracking)
        return finds(looked_for, texts, card.created["position"])

    # --- Statistics ---

    def statistics(self, by, sort=None, limit=None):
        """The rows, highest first; equal ones by key and currency. Without a sort by key."""
        sums = {}
        for order_id in self.cards:
            for key, figures in self._shares(order_id, by):
                members = sums.setdefault((key, self.orders.all[order_id].currency), [0] * len(MEASURES))
                for i, figure in enumerate(figures):
                    members[i] += figure
        rows = sorted(sums.items(), key=lambda row: (-self._figure(row, sort), row[0]))
        return [self._statistics_row(*row) for row in rows[:limit]]

    def _shares(self, order_id, by):
        order, card = self.orders.all[order_id], self.cards[order_id]
        total = self.total_of(order)
        if by == "product":
            return [(product, (1, total, pieces, pieces * price)) for product, (pieces, price) in order.lines.items()]
        key = {"customer": card.customer, "day": card.created["occurredAt"][:10],
               "month": card.created["occurredAt"][:7]}[by]
        lines = order.lines.values()
        return [(key, (1, total, sum(pieces for pieces, _ in lines), sum(pieces * price for pieces, price in lines)))]

    def _figure(self, row, sort):
        (_, currency), figures = row
        if sort is None:
            return 0
        figure = figures[MEASURES.index(sort)]
        if sort in ("total", "revenue"):
            figure *= 10 ** (DECIMALS_MAX - self.money.decimals.get(currency, 0))
        return figure

    def _statistics_row(self, member, figures):
        key, currency = member
        orders, total, quantity, revenue = figures
        return {"key": key, "orders": orders, "total": self.money.written(total, currency), "quantity": quantity,
                "revenue": self.money.written(revenue, currency), "currency": currency}

    # --- Stock and fulfilments ---

    def stock_levels(self):
        return [self._stock_level(product) for product in sorted(self.stocks.all)]

    def _stock_level(self, product):
        stock, last = self.stocks.all[product], self.tales["stock", product][-1]
        promised = sum(pieces for pieces, is_back_order in stock.reservations.values() if is_back_order)
        return {"productId": product, "received": stock.received, "adjusted": stock.adjusted,
                "available": stock.available, "reserved": stock.reserved, "shipped": stock.shipped,
                "backOrdered": promised, "backShipped": stock.back_orders_shipped,
                "updatedAt": last["occurredAt"], "position": last["position"]}

    def fulfilment_counts(self):
        found = Counter(fulfilment.phase for fulfilment in self.fulfilments.all.values())
        return {phase: found[phase] for phase in FULFILMENT_PHASES}

    def fulfilments_in(self, phases):
        """{order: what the board shows of its fulfilment}."""
        return {order: {"status": fulfilment.phase, "version": fulfilment.version,
                        "position": self.tales["fulfilment", order][-1]["position"],
                        "since": self.phases_since[order]["occurredAt"]}
                for order, fulfilment in self.fulfilments.all.items() if fulfilment.phase in phases}

    # --- One order with everything about it ---

    def details(self, order_id):
        order = self.orders.all[order_id]
        row = self.order_row(order_id)
        return {
            "order": {name: row[name] for name in ("orderId", "customerId", "status", "currency", "total",
                                                   "amountPaid", "createdAt", "updatedAt")}
            | {"version": order.version, "position": self.cards[order_id].updated["position"],
               "lines": [[product, pieces, self.money.written(price, order.currency)]
                         for product, (pieces, price) in order.lines.items()]},
            "payments": {payment.id: payment.phase for payment in self.payments.all.values()
                         if payment.order == order_id},
            "shipments": {shipment.id: shipment.phase for shipment in self.shipments.all.values()
                          if shipment.order == order_id},
            "timeline": self.timeline(order_id),
            "statusHistory": self.status_history(order_id),
        }

    def timeline(self, order_id):
        """What happened to the order, its payments, its shipments and in its fulfilment, as it was recorded."""
        streams = [("order", order_id), ("fulfilment", order_id)]
        streams += [("payment", each.id) for each in self.payments.all.values() if each.order == order_id]
        streams += [("shipment", each.id) for each in self.shipments.all.values() if each.order == order_id]
        events = [event for stream in streams for event in self.tales.get(stream, ())]
        return [{"position": event["position"], "occurredAt": event["occurredAt"], "recordedAt": event["recordedAt"],
                 "about": event["streamType"], "id": event["stream"], "type": event["type"]}
                for event in sorted(events, key=lambda event: event["position"])]

    def status_history(self, order_id):
        statuses = self.cards[order_id].statuses
        periods = [{"status": phase, "since": event["occurredAt"], "position": event["position"]}
                   for phase, event in statuses]
        for period, (_, ends) in zip(periods, statuses[1:]):
            period["until"] = ends["occurredAt"]
        return periods


def within(value, bounds):
    """Both ends are included; None is no end."""
    first, last = bounds
    return (first is None or first <= value) and (last is None or value <= last)


def models_now(log):
    models = ReadModels()
    for event in log.events:
        models.apply(event)
    return models


def walk(log, moments):
    """(moment, the models as they were at it) for each moment that is not now. They are the same models, carried on
    from one moment to the next along its axis, so they must be looked at before the next is asked for."""
    for axis, place_of in (("time", lambda moment: moment.as_of), ("position", lambda moment: moment.at)):
        models, events = ReadModels(), iter(log.along(axis))
        ahead = next(events, None)
        for moment in sorted((m for m in moments if place_of(m) is not None), key=place_of):
            while ahead is not None and ahead[0] <= place_of(moment):
                models.apply(ahead[1])
                ahead = next(events, None)
            yield moment, models
