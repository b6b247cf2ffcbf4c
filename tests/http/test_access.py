"""Tokens, roles, and what stays of requests, over real connections."""

import json
import time

from http_case import HttpCase, WIDGETS

PERSON = {"customer": {"name": "Zoe Quux", "email": "zoe.quux@example.org", "phone": "+49 30 1234567"},
          "shippingAddress": {"name": "Zoe Quux", "line1": "Lindenweg 7", "city": "Xanten", "country": "DE"}}
PERSONAL_WORDS = ("Zoe", "Quux", "zoe.quux", "1234567", "Lindenweg", "Xanten")


class Access(HttpCase):
    def setUp(self):
        self.tokens = {}
        super().setUp()

    def serve(self):
        self.access_log = self.folder / "access.jsonl"
        self.options = ("--access-log", self.access_log, "--log-level", "debug")
        return super().serve()

    def token(self, *roles):
        name = "-".join(roles)
        words = [word for role in roles for word in ("--role", role)]
        made = self.docket.run("token", "create", name, *words, "--db", self.database)
        self.assertEqual(made.status, 0, made.stderr)
        self.tokens[name] = made.stdout.strip().split()[-1]
        return {"Authorization": f"Bearer {self.tokens[name]}"}

    def until_known(self, headers):
        """The service looks at its tokens now and then."""
        while (answer := self.service.call("GET", "/me", headers=headers)).json.get("name") in (None, "anonymous"):
            time.sleep(0.05)
        return answer

    def until_closed(self):
        while self.service.get("/orders").status != 401:
            time.sleep(0.05)

    def test_who_has_no_token_is_let_in_only_while_there_are_none(self):
        self.assertEqual(self.service.get("/orders").status, 200)
        reader = self.token("read")
        self.until_closed()
        refused = self.service.get("/orders")
        self.assert_refused(refused, 401, "token_missing")
        self.assertTrue(refused.headers["www-authenticate"].startswith("Bearer"))
        self.assert_refused(self.service.get("/orders", Authorization="Bearer docket_nonsense"), 401, "token_unknown")
        self.assertEqual(self.until_known(reader).json, {"name": "read", "roles": ["read"]})
        self.assertEqual(self.service.call("GET", "/orders", headers=reader).status, 200)

    def test_a_role_that_is_not_enough_is_named(self):
        reader = self.token("read")
        self.until_known(reader)
        answer = self.service.call("POST", "/orders", WIDGETS, headers=reader)
        self.assert_refused(answer, 403, "role_needed")
        self.assertEqual(answer.json["facts"], {"role": "command"})

    def test_a_token_that_is_revoked_opens_nothing_more(self):
        reader, other = self.token("read"), self.token("command")
        self.until_known(reader)
        self.assertEqual(self.docket.run("token", "revoke", "read", "--db", self.database).status, 0)
        while self.service.call("GET", "/orders", headers=reader).status == 200:
            time.sleep(0.05)
        self.assert_refused(self.service.call("GET", "/orders", headers=reader), 401, "token_unknown")
        self.assertEqual(self.until_known(other).status, 200)

    def test_a_token_is_kept_as_a_hash_only(self):
        self.token("read", "command")
        for file in self.folder.iterdir():
            if file.is_file():
                self.assertNotIn(self.tokens["read-command"].encode(), file.read_bytes(), file)

    def test_readers_see_nothing_personal(self):
        reader, clerk = self.token("read"), self.token("read", "command")
        self.until_known(reader)
        order = {**WIDGETS, "orderId": "order-001", **PERSON}
        self.assertEqual(self.service.call("POST", "/orders", order, headers=clerk).status, 201)
        for path in ("/orders/order-001", "/orders/order-001/history", "/orders/order-001/events", "/events",
                     "/orders/order-001/details?atLeast=2", "/orders?atLeast=2", "/search?q=zoe&atLeast=2"):
            with self.subTest(path):
                answer = self.service.call("GET", path, headers=reader)
                self.assertEqual(answer.status, 200, answer.body)
                for word in PERSONAL_WORDS:
                    self.assertNotIn(word.encode(), answer.body)
        self.assertIn(b"Lindenweg", self.service.call("GET", "/orders/order-001", headers=clerk).body)
        found = self.service.call("GET", "/search?q=zoe&atLeast=2", headers=clerk).json["orders"]
        self.assertEqual([one["orderId"] for one in found], ["order-001"])

    def test_the_record_says_who_did_what_and_nothing_personal(self):
        clerk = self.token("read", "command", "operate")
        self.until_known(clerk)
        order = {**WIDGETS, "orderId": "order-001", **PERSON}
        self.service.call("POST", "/orders", order, headers={**clerk, "Idempotency-Key": "c-1"})
        self.service.call("POST", "/orders/Zoe%20Quux/place", headers=clerk)
        self.service.call("GET", "/search?q=Zoe+Quux&limit=5", headers=clerk)
        self.service.call("GET", "/orders?text=Lindenweg&status=pending", headers=clerk)
        self.service.call("GET", "/orders/order-001?version=1", headers=clerk)
        self.service.say(b"GET /orders/Zoe HTTP/1.1\r\nHost: Xanten\r\nX: Lindenweg\n\r\n")
        said = self.service.stop()
        records = self.access_log.read_text()
        for word in (*PERSONAL_WORDS, self.tokens["read-command-operate"]):
            self.assertNotIn(word, records)
            self.assertNotIn(word, said)
        lines = [json.loads(line) for line in records.splitlines()]
        by_operation = {line["operation"]: line for line in lines if "operation" in line}
        created = by_operation["createOrder"]
        self.assertEqual((created["caller"], created["method"], created["path"], created["status"], created["position"]),
                         ("read-command-operate", "POST", "/orders", 201, 2))
        self.assertEqual(by_operation["getOrder"]["query"], "version=1")
