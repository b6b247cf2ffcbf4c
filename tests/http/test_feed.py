"""The log as Server-Sent Events, over real connections."""

import http.client
import json
import signal

from http_case import HttpCase
from served_docket import PATIENCE_S


class Listener:
    """A client of the feed that reads when it is told to."""

    def __init__(self, service, target="/events", **headers):
        self.connection = http.client.HTTPConnection(service.host, service.port, timeout=PATIENCE_S)
        self.connection.request("GET", target, headers={"Accept": "text/event-stream",
                                                        **{k.replace("_", "-"): v for k, v in headers.items()}})
        self.response = self.connection.getresponse()

    def next(self):
        """The next event with data; None at the stream's end."""
        fields = {}
        while line := self.response.readline():
            name, _, value = line.decode().rstrip("\n").partition(": ")
            fields[name] = value
            if line == b"\n":
                if "data" in fields:
                    return int(fields["id"]), fields["event"], json.loads(fields["data"])
                fields = {}
        return None

    def positions(self, last):
        """Those of the events up to this one."""
        seen = []
        while not seen or seen[-1] < last:
            seen.append(self.next()[0])
        return seen

    def close(self):
        self.response.close()
        self.connection.close()


class Feed(HttpCase):
    def listen(self, *arguments, **headers):
        listener = Listener(self.service, *arguments, **headers)
        self.addCleanup(listener.close)
        return listener

    def test_each_event_comes_once_as_it_is_committed(self):
        self.create("order-001", place=True)
        listener = self.listen("/events?from=0")
        self.assertEqual(listener.response.status, 200)
        self.assertEqual(listener.response.getheader("content-type"), "text/event-stream; charset=utf-8")
        self.create("order-002")
        self.assertEqual(listener.positions(5), [1, 2, 3, 4, 5])
        self.service.post("/orders/order-002/place")
        position, kind, event = listener.next()
        self.assertEqual((position, kind, event["stream"]), (6, "OrderPlaced", "order-002"))

    def test_who_was_cut_off_goes_on_where_it_was(self):
        for number in range(20):
            self.create(f"order-{number}")
        first = self.listen("/events?from=0")
        last = first.positions(7)[-1]
        first.close()
        second = self.listen("/events?from=0", Last_Event_ID=str(last))
        self.assertEqual(second.positions(40), list(range(8, 41)))

    def test_one_that_reads_nothing_holds_up_nobody_and_misses_nothing(self):
        long = "x" * 1_000
        address = {part: long for part in ("name", "line1", "line2", "city", "region", "postalCode")}
        stuck, other = self.listen(), self.listen()
        # More than the connection's buffers and the service keep for it.
        for number in range(400):
            self.create(f"order-{number}", shippingAddress=address, billingAddress=address)
        self.assertEqual(other.positions(800), list(range(1, 801)))
        seen = []
        while not seen or seen[-1] < 800:
            if event := stuck.next():
                seen.append(event[0])
            else:  # The service may have had enough of it; it comes back as every client does.
                stuck = self.listen(Last_Event_ID=str(seen[-1]))
        self.assertEqual(seen, list(range(1, 801)))

    def test_streams_end_when_the_service_stops(self):
        listener = self.listen()
        self.create("order-001")
        self.assertEqual(listener.positions(2), [1, 2])
        self.service.process.send_signal(signal.SIGTERM)
        self.assertIsNone(listener.next())
        self.assertEqual(self.service.process.wait(timeout=PATIENCE_S), 0)

    def test_streams_that_cannot_be_meant_are_refused(self):
        headers = {"Accept": "text/event-stream"}
        self.assert_refused(self.service.call("GET", "/events?from=7", headers=headers), 400,
                            "at_position_past_the_end")
        self.assert_refused(self.service.call("GET", "/events?order=", headers=headers), 400, "bad_parameter")
