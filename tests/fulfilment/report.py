"""What the books come to, for people and for programs."""

from collections import Counter, defaultdict


def money_by_currency(log):
    sums = defaultdict(lambda: [0, 0])
    for payment in log.payments.all.values():
        if payment.currency:
            sums[payment.currency][0] += payment.captured
            sums[payment.currency][1] += payment.refunded
    return {
        currency: {
            "captured": log.money.written(captured, currency),
            "refunded": log.money.written(refunded, currency),
            "kept": log.money.written(captured - refunded, currency),
        }
        for currency, (captured, refunded) in sorted(sums.items())
    }


def stock_totals(log):
    stocks = log.stocks.all.values()
    return {
        "products": len(stocks),
        "received": sum(stock.received for stock in stocks),
        "adjusted": sum(stock.adjusted for stock in stocks),
        "available": sum(stock.available for stock in stocks),
        "reserved": sum(stock.reserved for stock in stocks),
        "shipped": sum(stock.shipped for stock in stocks),
        "backOrdersShipped": sum(stock.back_orders_shipped for stock in stocks),
    }


def summary(log):
    """Orders that were never placed are counted apart: nothing was promised to anybody."""
    orders = [order for order in log.orders.all.values() if order.phase != "none"]
    placed = [order for order in orders if order.was_placed]
    reasons = Counter(order.reason for order in placed if order.phase == "cancelled")
    return {
        "events": log.position,
        "orders": len(placed),
        "neverPlaced": len(orders) - len(placed),
        "delivered": sum(order.phase == "delivered" for order in placed),
        "cancelled": reasons.total(),
        "cancelledBy": dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        "money": money_by_currency(log),
        "stock": stock_totals(log),
    }


def as_json(log):
    findings = log.findings
    return {
        **summary(log),
        "balanced": len(findings) == 0,
        "violations": len(findings),
        "violatedRules": dict(sorted(findings.by_rule.items())),
        "firstViolations": [{"rule": v.rule, "subject": v.subject, "message": v.message} for v in findings.kept],
    }


def as_text(log):
    totals = summary(log)
    stock = totals["stock"]
    lines = [f"{totals['events']:,} events, {totals['orders']:,} orders placed, {totals['neverPlaced']:,} never placed",
             f"  delivered  {totals['delivered']:>9,}",
             f"  cancelled  {totals['cancelled']:>9,}"]
    lines += [f"    {count:>9,}  {reason}" for reason, count in totals["cancelledBy"].items()]
    lines += [f"money: {sums['captured']} {currency} captured, {sums['refunded']} refunded, {sums['kept']} kept"
              for currency, sums in totals["money"].items()]
    lines += [f"stock of {stock['products']:,} products: {stock['received']:,} received {stock['adjusted']:+,} adjusted = "
              f"{stock['available']:,} available + {stock['reserved']:,} reserved + {stock['shipped']:,} shipped; "
              f"{stock['backOrdersShipped']:,} back-ordered ones shipped"]
    lines += [str(violation) for violation in log.findings.kept]
    unsaid = len(log.findings) - len(log.findings.kept)
    lines += [f"... and {unsaid:,} more"] if unsaid else []
    count = len(log.findings)
    lines += [f"The books do not balance: {count:,} violations." if count else "The books balance."]
    return "\n".join(lines)
