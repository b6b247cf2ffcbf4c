"""Slow, idle and departing clients, and a service that is told to stop."""

import json
import tempfile
import time
from pathlib import Path

from http_case import HttpCase, WIDGETS
from served_docket import read_all, statuses

IMPATIENT = {"http": {"request_within_ms": 1_000, "idle_ms": 1_000, "write_within_ms": 1_000}}
BEGINNING = b"POST /orders HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"


class Impatient(HttpCase):
    def setUp(self):
        self.config = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="docket-http-config-"))) / "docket.json"
        self.config.write_text(json.dumps(IMPATIENT))
        self.options = ("--config", self.config)
        super().setUp()

    def test_who_sends_drop_by_drop_is_told_that_it_takes_too_long(self):
        with self.service.connect() as wire:
            wire.sendall(BEGINNING)
            try:
                while True:
                    wire.sendall(b" ")
                    time.sleep(0.02)
            except OSError:
                pass
            answer = read_all(wire)
        self.assertIn(statuses(answer), ([408], []))  # A reset may have taken the answer back.

    def test_who_says_nothing_is_closed_and_holds_up_nobody(self):
        with self.service.connect() as silent, self.service.connect() as half:
            half.sendall(BEGINNING)
            self.assertEqual(self.service.post("/orders", WIDGETS).status, 201)
            self.assertEqual(statuses(read_all(silent)), [])
            self.assertEqual(statuses(read_all(half)), [])


class Waiting(HttpCase):
    def test_connections_that_sent_much_once_do_not_keep_the_room_for_it(self):
        long = (b"POST /orders HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
                + b'{"customerId":"cust-1","items":[]}'.ljust(1_000_000))

        def send_long(wire):
            wire.sendall(long)
            self.assertIn(b"HTTP/1.1 ", wire.recv(64))

        for _ in range(150):  # Memory that is freed and not yet given back, as with sanitizers, counts before, too.
            with self.service.connect() as wire:
                send_long(wire)
        before = self.service.resident_bytes()
        for _ in range(100):
            send_long(self.enterContext(self.service.connect()))
        self.assertLess(self.service.resident_bytes() - before, 50 * len(long))


class Stopping(HttpCase):
    def test_what_was_acknowledged_before_the_end_is_there(self):
        sent = [self.service.post("/orders", WIDGETS).json["orderId"] for _ in range(50)]
        self.service.stop()
        for order in sent:
            self.assertEqual(self.docket.run("show", order, "--db", self.database).status, 0)

    def test_connections_that_are_open_do_not_keep_it_from_stopping(self):
        with self.service.connect() as idle, self.service.connect() as half:
            half.sendall(BEGINNING)
            self.service.stop()
            self.assertEqual(read_all(idle), b"")
            self.assertEqual(statuses(read_all(half)), [])

    def test_two_services_do_not_share_a_database(self):
        outcome = self.docket.run("serve", "--listen", "127.0.0.1:0", "--db", self.database)
        self.assertEqual(outcome.status, 1)
        self.assertIn("is in use by process", outcome.stderr)

    def test_a_port_that_is_taken_is_named(self):
        other = self.folder / "other.db"
        outcome = self.docket.run("serve", "--listen", f"127.0.0.1:{self.service.port}", "--db", other)
        self.assertEqual(outcome.status, 1)
        self.assertIn(str(self.service.port), outcome.stderr)

    def test_what_others_could_reach_is_not_served_in_the_clear(self):
        for arguments, status, words in [(("--listen", "0.0.0.0:0"), 2, "--insecure"),
                                         (("--listen", "nonsense"), 2, "127.0.0.1:8080"),
                                         (("--listen", "127.0.0.1:99999"), 2, "127.0.0.1:8080"),
                                         (("--tls-cert", "c.pem"), 2, "--tls-key"),
                                         (("--tls-cert", "none", "--tls-key", "none"), 1, "none")]:
            with self.subTest(arguments):
                outcome = self.docket.run("serve", *arguments, "--db", self.folder / "other.db")
                self.assertEqual(outcome.status, status, outcome.stderr)
                self.assertIn(words, outcome.stderr)
