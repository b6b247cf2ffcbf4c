"""Over TLS, and beyond this machine."""

import http.client
import json
import shutil
import ssl
import subprocess
import warnings

from http_case import HttpCase, WIDGETS
from served_docket import PATIENCE_S, ServedDocket, read_all


class Tls(HttpCase):
    def setUp(self):
        if shutil.which("openssl") is None:
            self.skipTest("there is no openssl to make a certificate with")
        super().setUp()
        self.service.stop()
        self.certificate, self.key = self.folder / "server.pem", self.folder / "server.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", self.key, "-out", self.certificate], check=True, capture_output=True)
        self.options = ("--tls-cert", self.certificate, "--tls-key", self.key)

    def calls(self, service):
        trusted = ssl.create_default_context(cafile=self.certificate)
        return http.client.HTTPSConnection("127.0.0.1", service.port, timeout=PATIENCE_S, context=trusted)

    def test_commands_and_large_answers_come_over_tls(self):
        with self.serve() as service:
            self.assertEqual(service.scheme, "https")
            connection = self.calls(service)
            for number in range(20):
                connection.request("POST", "/orders", json.dumps({**WIDGETS, "orderId": f"order-{number}"}),
                                   {"Content-Type": "application/json"})
                answer = connection.getresponse()
                self.assertEqual((answer.status, answer.read()[:10]), (201, b'{"orderId"'))
            connection.request("GET", "/events?limit=1000")
            self.assertEqual(connection.getresponse().read().count(b'"eventId"'), 40)
            connection.close()

    def test_old_protocols_and_talk_in_the_clear_are_not_answered(self):
        with self.serve() as service:
            self.assertNotIn(b"HTTP/1.1 2", service.say(b"GET /orders HTTP/1.1\r\nHost: here\r\n\r\n"))
            old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
            with warnings.catch_warnings(action="ignore"):
                old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
            with self.assertRaises((ssl.SSLError, OSError)), service.connect() as wire:
                old.wrap_socket(wire)

    def test_bytes_that_are_no_request_are_answered_over_tls_too(self):
        with self.serve() as service:
            trusted = ssl.create_default_context(cafile=self.certificate)
            with trusted.wrap_socket(service.connect(), server_hostname="127.0.0.1") as wire:
                wire.sendall(b"nonsense\r\n\r\n")
                self.assertTrue(read_all(wire).startswith(b"HTTP/1.1 400 "))

    def test_beyond_this_machine_it_takes_tls_and_tokens_or_the_word_insecure(self):
        everywhere = ("serve", "--listen", "0.0.0.0:0", "--db", self.database)
        without_tokens = self.docket.run(*everywhere, *self.options)
        self.assertEqual(without_tokens.status, 2)
        self.assertIn("docket token create", without_tokens.stderr)
        made = self.docket.run("token", "create", "shop", "--role", "command", "--db", self.database)
        self.assertEqual(made.status, 0, made.stderr)
        self.assertEqual(self.docket.run(*everywhere).status, 2)  # Tokens in the clear.
        for options in (self.options, ("--insecure",)):
            with ServedDocket(self.docket, self.database, "--listen", "0.0.0.0:0", *options) as service:
                self.assertGreater(service.port, 0)
