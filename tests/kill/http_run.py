"""The same command lines over HTTP: a service on the database, and clients that each send their orders' lines in turn."""

import http.client
import json
import queue
import threading
import time

from served_docket import ServedDocket

# Of each command, where it is sent and which fields the path has.
ROUTES = {"createOrder": ("POST", "/orders"), "addItem": ("POST", "/orders/{orderId}/items"),
          "removeItem": ("DELETE", "/orders/{orderId}/items/{productId}"),
          "changeQuantity": ("PATCH", "/orders/{orderId}/items/{productId}"),
          "placeOrder": ("POST", "/orders/{orderId}/place"), "recordPayment": ("POST", "/orders/{orderId}/payments"),
          "confirmOrder": ("POST", "/orders/{orderId}/confirm"), "shipOrder": ("POST", "/orders/{orderId}/ship"),
          "deliverOrder": ("POST", "/orders/{orderId}/deliver"), "cancelOrder": ("POST", "/orders/{orderId}/cancel"),
          "recordRefund": ("POST", "/orders/{orderId}/refunds")}
REFUSED = {404, 409, 412, 422}


class Unexpected(Exception):
    """The service answered what it must not."""


class Clients:
    """Sends lines by so many clients at once, in file order within an order, until all are answered or it is cut off."""

    def __init__(self, service, lines, count):
        self.service, self.receipts, self.complaints = service, [], []
        self.waiting = queue.Queue()
        by_order = {}
        for number, line in enumerate(lines, start=1):
            by_order.setdefault(line.order_id, []).append((number, line))
        for orders_lines in by_order.values():
            self.waiting.put(orders_lines)
        self.threads = [threading.Thread(target=self._work) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def _work(self):
        try:
            while True:
                for number, line in self.waiting.get_nowait():
                    self._send(number, line)
        except (queue.Empty, OSError, http.client.HTTPException):
            pass  # All is sent, or the service is gone.
        except Unexpected as unexpected:
            self.complaints.append(str(unexpected))
        finally:
            self.service.hang_up()

    def _send(self, number, line):
        fields = json.loads(line.text)
        method, pattern = ROUTES[fields.pop("command")]
        path = pattern.format(**fields)
        for name in ("orderId", "productId"):
            if "{" + name + "}" in pattern:
                fields.pop(name)
        answer = self.service.call(method, path, fields, {"Idempotency-Key": fields.pop("commandId")})
        if answer.status in (200, 201):
            said = answer.json
            self.receipts.append({"line": number, "commandId": line.command_id, "version": said["version"],
                                  "position": said["position"], "repeated": said["repeated"]})
        elif answer.status not in REFUSED:
            raise Unexpected(f"{line.text} was answered {answer.status} {answer.body}")

    def wait(self, within_s):
        """Whether everything was answered by then."""
        until = time.monotonic() + within_s
        for thread in self.threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self.threads)


def send_over_http(docket, database, config, lines, clients, kill_after):
    """One run; kill_after None: to the end. Answers the receipts, and whether the kill found it at work."""
    service = ServedDocket(docket, database, "--config", config)
    sending = Clients(service, lines, clients)
    finished = sending.wait(1e9 if kill_after is None else kill_after)
    if finished:
        service.stop()
    else:
        service.kill()
        sending.wait(1e9)
    if sending.complaints:
        raise Unexpected(sending.complaints[0])
    return sending.receipts, not finished
