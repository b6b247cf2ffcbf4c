"""What the tests of the program share: runs on a database of their own, and the order that everybody knows."""

import json

from folder_case import FolderCase


def line(kind, order, number, **fields):
    """A command line with an id of its own, at a minute of its own."""
    return json.dumps({"command": kind, "orderId": order, "commandId": f"{order}:{number}",
                       "occurredAt": f"2026-03-01T10:{number:02}:00Z", "userId": "anna",
                       "correlationId": f"basket-{order}", **fields})


def known_order(order="order-001"):
    """Two Widgets and a Gadget, paid by card, shipped: 8 lines, of which the wrong payment is refused."""
    return [
        line("createOrder", order, 1, customerId="cust-1", currency="USD",
             customer={"name": "Zoë \x1b[31mRed", "email": "zoe@example.com"}),
        line("addItem", order, 2, productId="widget", name="Widget", quantity=2, unitPrice="29.99"),
        line("addItem", order, 3, productId="gadget", name="Gadget", quantity=1, unitPrice=49.99),
        line("placeOrder", order, 4),
        line("recordPayment", order, 5, paymentId=f"{order}-a", amount="100.00", method="card"),
        line("recordPayment", order, 6, paymentId=f"{order}-b", amount="109.97", method="card"),
        line("confirmOrder", order, 7),
        line("shipOrder", order, 8, trackingNumber="1Z999AA10123456784", carrier="UPS"),
    ]


class ShopCase(FolderCase):
    """The program in a folder of its own."""

    maxDiff = None

    def run_docket(self, *arguments, **options):
        """Runs in the test's folder, on the test's database."""
        return self.docket.run(*arguments, "--db", self.database, cwd=self.folder, **options)

    def run_well(self, *arguments, **options):
        outcome = self.run_docket(*arguments, **options)
        self.assertEqual((outcome.status, outcome.stderr), (0, ""), outcome.stdout)
        return outcome

    def write_lines(self, lines, name="commands.jsonl"):
        file = self.folder / name
        file.write_text("".join(text + "\n" for text in lines))
        return file

    def apply(self, lines, *options):
        """The outcome of applying lines from a file, with a summary in JSON."""
        return self.run_docket("apply", self.write_lines(lines), "--json", *options)

    def apply_known_order(self):
        outcome = self.apply(known_order())
        self.assertEqual(outcome.json["refusedBy"], {"payment_below_amount_due": 1}, outcome.stderr)
        return outcome.json

    def records(self, name):
        return [json.loads(text) for text in (self.folder / name).read_text().splitlines()]
