"""Payments, folded from their events."""

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


class PaymentBook:
    def __init__(self, findings, money):
        self.findings = findings
        self.money = money
        self.payments = {}
        self.effects = {
            "PaymentRequested": self._requested, "PaymentAuthorised": self._becomes("authorised"),
            "PaymentCaptured": self._captured, "PaymentDeclined": self._becomes("declined"),
            "PaymentVoided": self._becomes("voided"), "PaymentRefunded": self._refunded,
        }

    def of(self, stream):
        payment = self.payments.get(stream)
        if payment is None:
            payment = self.payments[stream] = Payment(stream)
        return payment

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

    @staticmethod
    def _becomes(phase):
        def become(payment, _data):
            payment.phase = phase
        return become
