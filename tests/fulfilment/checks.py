"""The checks between the books. Each names every violation with the order, product or payment it is about."""

from collections import defaultdict

from order_book import SHIPPED
from payment_book import FINAL

NOTHING = ()


def by_order(subjects):
    found = defaultdict(list)
    for subject in subjects:
        found[subject.order].append(subject)
    return found


class Checks:
    def __init__(self, log, ledgers):
        self.log = log
        self.ledgers = ledgers
        self.add = log.findings.add
        self.payments_of = by_order(log.payments.all.values())
        self.shipments_of = by_order(log.shipments.all.values())

    def run(self):
        for order in self.log.orders.all.values():
            self._check_order(order)
        for stock in self.log.stocks.all.values():
            self._check_stock(stock)
        for fulfilment in self.log.fulfilments.all.values():
            self._check_fulfilment(fulfilment)
        self._check_payment_orders()
        self._check_captures()
        if self.ledgers.payments is not None:
            self._check_payment_ledger()
        if self.ledgers.shipments is not None:
            self._check_carrier_ledger()

    def _written(self, amount, currency):
        return f"{self.log.money.written(amount, currency)} {currency}"

    # --- Orders ---

    def _check_order(self, order):
        if order.phase == "none":
            return self.add("order_unknown", f"order {order.id}", "stock was shipped for an order that there is not")
        if order.was_shipped and order.phase == "cancelled":
            self.add("shipped_and_cancelled", f"order {order.id}", "it was shipped, and cancelled as well")
        if order.was_placed and not order.has_ended:
            return self.add("order_not_ended", f"order {order.id}", f"it was placed and is {order.phase}")
        if order.has_ended:
            self._check_money(order)
            self._check_shipments(order)
            self._check_pieces(order)
        return None

    def _check_money(self, order):
        payments = self.payments_of.get(order.id, NOTHING)
        for payment in payments:
            if payment.phase not in FINAL:
                self.add("payment_not_final", f"order {order.id}, payment {payment.id}",
                         f"the order is {order.phase}, the payment still {payment.phase}")
        kept = sum(payment.kept for payment in payments)
        due = order.due()
        if kept != due:
            self.add("money_kept", f"order {order.id}",
                     f"it is {order.phase}: {self._written(due, order.currency)} should be kept, "
                     f"{self._written(kept, order.currency)} are")
        self._check_recorded(order, payments)

    def _check_recorded(self, order, payments):
        """What the order says was paid and refunded, and what its payments say."""
        captured = {payment.id: payment.captured for payment in payments}
        for payment_id, paid in order.payments.items():
            if captured.get(payment_id, 0) != paid:
                self.add("recorded_payment_differs", f"order {order.id}, payment {payment_id}",
                         f"the order says {self._written(paid, order.currency)}, "
                         f"the payment {self._written(captured.get(payment_id, 0), order.currency)}")
        for payment in payments:
            if payment.id not in order.payments and payment.kept != 0:
                self.add("payment_not_recorded", f"order {order.id}, payment {payment.id}",
                         f"{self._written(payment.kept, order.currency)} are kept, and the order does not know")
        refunded = sum(payment.refunded for payment in payments if payment.id in order.payments)
        if refunded != order.refunded:
            self.add("recorded_refunds_differ", f"order {order.id}",
                     f"the order says {self._written(order.refunded, order.currency)}, "
                     f"its payments {self._written(refunded, order.currency)}")

    def _check_shipments(self, order):
        phases = [shipment.phase for shipment in self.shipments_of.get(order.id, NOTHING)]
        if order.phase == "delivered" and phases and "delivered" not in phases:
            self.add("shipment_differs", f"order {order.id}", f"it is delivered, its shipment {phases[-1]}")
        if order.phase == "cancelled" and not order.was_shipped:
            if "delivered" in phases:
                self.add("delivered_though_cancelled", f"order {order.id}", "its parcel was not recalled in time")
            elif "dispatched" in phases:
                self.add("shipped_and_cancelled", f"order {order.id}", "its parcel is on its way")
        if "requested" in phases:
            self.add("shipment_not_final", f"order {order.id}", f"it is {order.phase}, its shipment still requested")

    def _check_pieces(self, order):
        """Pieces that left the house, against those of orders that did. A parcel nobody could stop has left too."""
        has_left = order.was_shipped or order.phase in SHIPPED or any(
            shipment.phase == "delivered" for shipment in self.shipments_of.get(order.id, NOTHING))
        expected = {product: pieces for product, (pieces, _) in order.lines.items()} if has_left else {}
        if expected == order.stock_shipped:
            return
        for product in sorted(expected.keys() | order.stock_shipped.keys()):
            wanted, shipped = expected.get(product, 0), order.stock_shipped.get(product, 0)
            if wanted != shipped:
                self.add("pieces_shipped_differ", f"order {order.id}, product {product}",
                         f"it is {order.phase}: {wanted} pieces should have left the stock, {shipped} did")

    # --- Stocks, fulfilments, payments ---

    def _check_stock(self, stock):
        there = stock.received + stock.adjusted
        counted = stock.available + stock.reserved + stock.shipped
        if there != counted:
            self.add("stock_unbalanced", f"product {stock.product}",
                     f"received {stock.received} adjusted {stock.adjusted:+}, but available {stock.available} "
                     f"reserved {stock.reserved} shipped {stock.shipped}")
        for order_id, (pieces, _) in stock.reservations.items():
            order = self.log.orders.all.get(order_id)
            if order is None or order.has_ended:
                self.add("stock_still_reserved", f"order {order_id}, product {stock.product}",
                         f"{pieces} pieces, and the order is {order.phase if order else 'unknown'}")

    def _check_fulfilment(self, fulfilment):
        if fulfilment.completed and fulfilment.compensated:
            self.add("completed_and_compensated", f"order {fulfilment.order}", "its fulfilment ended in both ways")
        elif not fulfilment.completed and not fulfilment.compensated:
            self.add("fulfilment_not_ended", f"order {fulfilment.order}",
                     "its fulfilment is neither completed nor compensated")

    def _check_payment_orders(self):
        for payment in self.log.payments.all.values():
            order = self.log.orders.all.get(payment.order)
            if order is None or order.phase == "none":
                self.add("payment_without_order", f"payment {payment.id}", f"there is no order {payment.order}")
            elif payment.currency != order.currency:
                self.add("currency_differs", f"order {order.id}, payment {payment.id}",
                         f"{payment.currency} for an order in {order.currency}")

    def _check_captures(self):
        ledger = self.ledgers.payments or {}
        payments = self.log.payments.all
        for payment_id in sorted(payments.keys() | ledger.keys()):
            counts = (payments[payment_id].captures if payment_id in payments else 0,
                      ledger[payment_id].captures if payment_id in ledger else 0)
            if max(counts) > 1:
                self.add("captured_twice", f"payment {payment_id}",
                         f"captured {counts[0]} times by the log, {counts[1]} times by the gateway")

    # --- The gateways' ledgers ---

    def _check_payment_ledger(self):
        payments, ledger = self.log.payments.all, self.ledgers.payments
        for payment_id in sorted(payments.keys() | ledger.keys()):
            ours, theirs = payments.get(payment_id), ledger.get(payment_id)
            if theirs and theirs.captures > 1:
                continue  # Told already.
            difference = self._difference(ours, theirs)
            if difference:
                self.add("gateway_differs", f"payment {payment_id}", difference)

    def _difference(self, ours, theirs):
        if ours is None:
            return "the gateway knows it, the log does not"
        if theirs is None:
            moved = ours.captured or ours.refunded
            return "money moved by the log, and the gateway does not know it" if moved else None
        if theirs.orders != {ours.order}:
            return f"the gateway has it for {', '.join(sorted(theirs.orders))}, the log for {ours.order}"
        if theirs.currencies != {ours.currency}:
            return f"the gateway has it in {', '.join(sorted(theirs.currencies))}, the log in {ours.currency}"
        for what, mine, other in (("captured", ours.captured, theirs.captured),
                                  ("refunded", ours.refunded, theirs.refunded)):
            if mine != other:
                return (f"{what} {self._written(mine, ours.currency)} by the log, "
                        f"{self._written(other, ours.currency)} by the gateway")
        return None

    def _check_carrier_ledger(self):
        shipments, ledger = self.log.shipments.all, self.ledgers.shipments
        for shipment_id in sorted(shipments.keys() | ledger.keys()):
            ours, theirs = shipments.get(shipment_id), ledger.get(shipment_id)
            if theirs and theirs.dispatches > 1:
                self.add("dispatched_twice", f"shipment {shipment_id}", f"{theirs.dispatches} parcels went out")
            if ours is None:
                self.add("carrier_differs", f"shipment {shipment_id}", "the carrier knows it, the log does not")
                continue
            order = self.log.orders.all.get(ours.order)
            if order is not None and not order.has_ended:
                continue  # Told already; what is under way may differ.
            self._compare_shipment(ours, theirs.last if theirs else None)

    def _compare_shipment(self, ours, last):
        """Delivered is delivered on both sides, and what the carrier has on its way is so in the log."""
        on_its_way = ("dispatched", "delivered")
        if (ours.phase in on_its_way or last in on_its_way) and ours.phase != last:
            self.add("carrier_differs", f"shipment {ours.id}",
                     f"{ours.phase} by the log, {last or 'unknown'} by the carrier")
