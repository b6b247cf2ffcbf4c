"""Payments, folded from their events."""

from book import Book, becomes

FINAL = ("captured", "declined", "voided", "refunded")


class Payment:
    __slots__ = ("id", "order", "currency", "phase", "captured", "captures", "refunded", "version")

    def __init__(self, payment_id):
        self.id = payment_id
        self.order = None
        self.currency = None
        self.phase = "none"
        self.captured = 0
        self.captures = 0
        self.refunded = 0
        self.version = 0

    @property
    def kept(self):
        return self.captured - self.refunded


class PaymentBook(Book):
    def __init__(self, findings, money):
        self.findings = findings
        self.money = money
        super().__init__(Payment, {
            "PaymentRequested": self._requested, "PaymentAuthorised": becomes("authorised"),
            "PaymentCaptured": self._captured, "PaymentDeclined": becomes("declined"),
            "PaymentVoided": becomes("voided"), "PaymentRefunded": self._refunded,
        })

    def _requested(self, payment, data):
        payment.phase = "requested"
        payment.order = data["orderId"]
        payment.currency = data["currency"]
        self.money.minor_units(data["total"], payment.currency)

    def _captured(self, payment, data):
        payment.phase = "captured"
        payment.captures += 1
        payment.captured += self._amount(payment, data)

    def _refunded(self, payment, data):
        payment.refunded += self._amount(payment, data)
        if payment.kept <= 0:
            payment.phase = "refunded"

    def _amount(self, payment, data):
        if data["currency"] != payment.currency:
            self.findings.add("currency_differs", f"payment {payment.id}",
                              f"{data['amount']} {data['currency']} moved for a payment in {payment.currency}")
        return self.money.minor_units(data["amount"], data["currency"])
