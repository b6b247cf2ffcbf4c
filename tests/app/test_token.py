"""docket token and docket log-level."""

import hashlib
import http.server
import json
import os
import stat
import threading
from contextlib import contextmanager

from shop_case import ShopCase


class TokenTest(ShopCase):
    @property
    def file(self):
        return self.database.with_name("orders.db.tokens")

    def create(self, name, *options):
        return self.run_well("token", "create", name, "--role", "read", *options).stdout.strip()

    def names(self):
        return [token["name"] for token in self.run_well("token", "list", "--json").json["tokens"]]

    def assert_failed(self, status, words, *arguments):
        outcome = self.run_docket("token", *arguments)
        self.assertEqual(outcome.status, status, outcome.stderr)
        self.assertIn(words, outcome.stderr)
        self.assertEqual(outcome.stdout, "")

    def test_a_token_is_printed_once_and_kept_as_its_hash(self):
        token = self.create("shop", "--role", "command")
        self.assertRegex(token, r"^docket_[0-9a-f]{64}$")
        kept = self.file.read_text()
        self.assertNotIn(token, kept)
        self.assertIn(hashlib.sha256(token.encode()).hexdigest(), kept)
        self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o600)
        listed = self.run_well("token", "list", "--json").json["tokens"]
        self.assertEqual([(one["name"], one["roles"]) for one in listed], [("shop", ["read", "command"])])
        self.assertNotIn("token", listed[0])

    def test_a_token_in_json_says_when_it_expires(self):
        made = self.run_well("token", "create", "report", "--role", "read", "--expires", "2100-01-01T01:00:00+01:00",
                             "--json").json
        self.assertEqual(made["expiresAt"], "2100-01-01T00:00:00Z")
        self.assertTrue(made["token"].startswith("docket_"))
        self.assertIn("2100-01-01T00:00:00Z", self.run_well("token", "list").stdout)

    def test_a_revoked_token_is_gone_and_the_last_one_opens_the_service(self):
        self.create("shop")
        self.create("report")
        self.assertEqual(self.run_well("token", "revoke", "shop").stdout, "The token shop is revoked\n")
        self.assertEqual(self.names(), ["report"])
        self.assertIn("everybody may do everything", self.run_well("token", "revoke", "report").stdout)
        self.assertEqual(self.run_well("token", "list").stdout, "There are no tokens\n")

    def test_what_cannot_be_a_token_is_refused_and_nothing_is_written(self):
        self.assert_failed(2, "there is no role reader", "create", "shop", "--role", "reader")
        self.assert_failed(2, "--role", "create", "shop")
        self.assert_failed(2, "name", "create", "a b", "--role", "read")
        self.assert_failed(2, "has passed", "create", "shop", "--role", "read", "--expires", "2020-01-01T00:00:00Z")
        self.assert_failed(2, "--expires", "create", "shop", "--role", "read", "--expires", "tomorrow")
        self.assert_failed(1, "there are no tokens", "revoke", "shop")
        self.assertFalse(self.file.exists())

    def test_a_name_stands_once(self):
        self.create("shop")
        self.assert_failed(1, "docket token revoke shop first", "create", "shop", "--role", "read")
        self.assert_failed(1, "there is no token report", "revoke", "report")
        self.assertEqual(self.names(), ["shop"])

    def test_a_damaged_file_is_neither_read_nor_replaced(self):
        self.create("shop")
        damaged = self.file.read_text().replace("shop read", "shop read,operate")
        self.file.write_text(damaged)
        for arguments in (["list"], ["create", "report", "--role", "read"], ["revoke", "shop"]):
            self.assert_failed(1, "damaged or was edited", *arguments)
        self.assertEqual(self.file.read_text(), damaged)

    def test_tokens_that_are_made_at_once_are_all_kept(self):
        threads = [threading.Thread(target=self.create, args=(f"t-{n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(self.names()), [f"t-{n}" for n in range(8)])


@contextmanager
def service(answer):
    """A service that gives each request to answer(method, path, headers, body), which says the status and the body."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def serve(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            asked.append((self.command, self.path, self.headers.get("Authorization"), body))
            status, text = answer(self.command, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_PUT = serve

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


class LogLevelTest(ShopCase):
    def log_level(self, *arguments):
        return self.docket.run("log-level", *arguments, cwd=self.folder)

    def test_it_asks_and_sets_the_level_with_the_token_of_a_file(self):
        token = self.folder / "operator.token"
        token.write_text("docket_1234\n")
        with service(lambda method, body: (200, body or '{"level":"info"}')) as (url, asked):
            well = self.log_level("--server", url)
            self.assertEqual((well.status, well.stdout), (0, "info\n"), well.stderr)
            well = self.log_level("debug", "--server", url + "/orders/", "--token-file", str(token))
            self.assertEqual((well.status, well.stdout), (0, "debug\n"), well.stderr)
        self.assertEqual(asked, [("GET", "/log-level", None, ""),
                                 ("PUT", "/orders/log-level", "Bearer docket_1234", '{"level":"debug"}')])

    def test_a_refusal_is_told_in_the_words_of_the_service(self):
        problem = json.dumps({"status": 401, "detail": "This needs a token.", "rule": "token_missing"})
        with service(lambda *_: (401, problem)) as (url, _):
            outcome = self.log_level("--server", url)
        self.assertEqual(outcome.status, 1)
        self.assertIn("This needs a token.", outcome.stderr)

    def test_what_answers_otherwise_is_no_docket_service(self):
        for status, text in ((200, "hello"), (200, "{}"), (404, "nothing"), (200, '{"level":1}')):
            with service(lambda *_, told=(status, text): told) as (url, _):
                outcome = self.log_level("--server", url)
            self.assertEqual(outcome.status, 1)
            self.assertIn("docket service", outcome.stderr)

    def test_wrong_usage_asks_nobody(self):
        for arguments in (["loud"], ["--server", "127.0.0.1:8080"], ["--server", "http://"],
                          ["--server", "http://user@host"]):
            self.assertEqual(self.log_level(*arguments).status, 2, arguments)

    def test_a_file_without_a_token_is_said_to_have_none(self):
        outcome = self.log_level("--token-file", "nothing")
        self.assertEqual(outcome.status, 1)
        self.assertIn("there is no token in nothing", outcome.stderr)

    def test_a_service_that_does_not_answer_is_said_not_to(self):
        with service(lambda *_: (200, "")) as (url, _):
            pass
        outcome = self.log_level("--server", url)
        self.assertEqual(outcome.status, 1)
        self.assertIn(f"cannot ask {url}: it cannot be connected to", outcome.stderr)
