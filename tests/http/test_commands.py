"""An order's life over HTTP, and what keeps it from being lived twice."""

import threading

from http_case import HttpCase, WIDGETS


class Commands(HttpCase):
    def test_an_order_lives_over_http(self):
        created = self.create("order-001")
        self.assertEqual(created.headers["location"], "/orders/order-001")
        self.assertEqual(created.json, {"orderId": "order-001", "version": 2, "position": 2, "events": 2,
                                        "repeated": False})
        steps = [("POST", "/orders/order-001/items", {"productId": "gadget", "quantity": 1, "unitPrice": "49.99"}, 3),
                 ("PATCH", "/orders/order-001/items/gadget", {"quantity": 3}, 4),
                 ("DELETE", "/orders/order-001/items/gadget", None, 5),
                 ("POST", "/orders/order-001/place", None, 6),
                 ("POST", "/orders/order-001/payments", {"paymentId": "p", "amount": "59.98", "method": "card"}, 8),
                 ("POST", "/orders/order-001/confirm", {}, 9),
                 ("POST", "/orders/order-001/ship", {"trackingNumber": "1Z", "carrier": "UPS"}, 10),
                 ("POST", "/orders/order-001/deliver", None, 11)]
        for method, path, body, version in steps:
            answer = self.service.call(method, path, body)
            self.assertEqual((answer.status, answer.json["version"]), (200, version), (path, answer.body))
            self.assertEqual(answer.headers["etag"], f'"{version}"')
            self.assertEqual(answer.headers["docket-version"], str(version))
            self.assertEqual(answer.headers["docket-position"], str(answer.json["position"]))
        self.service.stop()
        shown = self.docket.run("show", "order-001", "--db", self.database, "--json").json
        self.assertEqual((shown["status"], shown["version"], shown["total"]), ("delivered", 11, "59.98"))

    def test_the_calls_of_tutorials_work_as_they_stand(self):
        body = {"customerId": "cust-001",
                "lines": [{"productId": "prod-1", "productName": "Widget", "price": 29.99, "quantity": 2}]}
        for prefix in ("", "/api"):
            answer = self.service.post(f"{prefix}/orders", body)
            self.assertEqual(answer.status, 201, answer.body)
            self.assertEqual(answer.headers["location"], f"{prefix}/orders/{answer.json['orderId']}")
            cancelled = self.service.post(f"{prefix}/orders/{answer.json['orderId']}/cancel", {"reason": "no more"})
            self.assertEqual(cancelled.status, 200, cancelled.body)

    def test_a_rule_that_refuses_is_named_with_its_facts_and_the_version(self):
        self.create("order-001", place=True)
        answer = self.service.post("/orders/order-001/payments", {"paymentId": "p", "amount": "1.00", "method": "x"})
        self.assert_refused(answer, 409, "payment_below_amount_due")
        self.assertEqual(answer.json["version"], 3)
        self.assertEqual(answer.json["type"], "/problems/payment_below_amount_due")
        self.assertIn("59.98", answer.json["facts"].values())

    def test_what_is_not_there_is_not_found(self):
        self.assert_refused(self.service.post("/orders/none/place"), 404, "order_not_found")
        self.assert_refused(self.service.post("/stock/none/adjust", {"difference": 1, "reason": "x"}), 404,
                            "product_unknown")
        self.assert_refused(self.service.get("/commands/none"), 404, "command_not_found")

    def test_a_command_with_a_key_takes_effect_once(self):
        first = self.service.post("/orders", WIDGETS, Idempotency_Key="key-1")
        again = self.service.post("/orders", WIDGETS, Idempotency_Key='"key-1"')
        self.assertEqual((first.status, again.status), (201, 201))
        self.assertEqual({**first.json, "repeated": True}, again.json)
        self.assertEqual(first.headers["location"], again.headers["location"])
        other = {**WIDGETS, "customerId": "cust-2"}
        self.assert_refused(self.service.post("/orders", other, Idempotency_Key="key-1"), 422, "command_id_reused")

    def test_a_key_that_is_under_way_is_refused_and_does_nothing_twice(self):
        self.create("order-001")
        item = {"productId": "gadget", "quantity": 1, "unitPrice": "1.00"}
        seen = []

        def send():
            seen.append(self.service.post("/orders/order-001/items", item, Idempotency_Key="one"))
            self.service.hang_up()

        threads = [threading.Thread(target=send) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for answer in seen:
            if answer.status == 409:
                self.assertEqual(answer.rule, "command_in_flight")
            else:
                self.assertEqual((answer.status, answer.json["version"]), (200, 3))
        self.assertEqual(sum(a.status == 200 and not a.json["repeated"] for a in seen), 1)

    def test_a_command_for_another_version_is_refused_unless_it_is_a_repeat(self):
        self.create("order-001")
        stale = self.service.post("/orders/order-001/place", If_Match='"1"')
        self.assert_refused(stale, 412, "version_not_current")
        self.assertEqual(stale.json["version"], 2)
        for _ in range(2):
            placed = self.service.post("/orders/order-001/place", If_Match='"2"', Idempotency_Key="place")
            self.assertEqual((placed.status, placed.json["version"]), (200, 3))
        for bad in ("3", 'W/"3"', '"3", "4"', '"x"', '""'):
            self.assert_refused(self.service.post("/orders/order-001/confirm", If_Match=bad), 400, "bad_if_match")

    def test_who_does_not_wait_asks_later(self):
        answer = self.service.post("/api/orders", {**WIDGETS, "orderId": "order-001"}, Prefer="respond-async",
                                   Idempotency_Key="later")
        self.assertEqual((answer.status, answer.headers["location"]), (202, "/api/commands/later"))
        self.assertEqual(answer.headers["preference-applied"], "respond-async")
        while (told := self.service.get("/api/commands/later").json)["state"] == "pending":
            pass
        self.assertEqual((told["status"], told["answer"]["orderId"]), (201, "order-001"))
        refused = self.service.post("/orders/order-001/ship", {"trackingNumber": "1", "carrier": "c"},
                                    Prefer="respond-async")
        while (told := self.service.get(refused.headers["location"]).json)["state"] == "pending":
            pass
        self.assertEqual((told["status"], told["answer"]["rule"]), (409, "order_not_paid"))

    def test_a_body_says_what_it_is_and_not_what_the_path_says_otherwise(self):
        self.create("order-001")
        place = "/orders/order-001/place"
        self.assert_refused(self.service.call("POST", place, b"{}"), 415, "not_json")
        self.assert_refused(self.service.post(place, b"{}", Content_Type="text/plain"), 415, "not_json")
        self.assert_refused(self.service.post(place, {"orderId": "other"}), 400, "body_and_path_differ")
        self.assert_refused(self.service.post(place, {"command": "cancelOrder"}), 400, "unknown_field")
        self.assert_refused(self.service.post(place, {"plaice": 1}), 400, "unknown_field")
        self.assert_refused(self.service.post(place + "?x=1"), 400, "unknown_parameter")
        self.assert_refused(self.service.post(place, {}, Idempotency_Key="not an id"), 400, "invalid_id")
        self.assert_refused(self.service.post(place, {"commandId": "a"}, Idempotency_Key="b"), 400, "two_command_ids")
        self.assertEqual(self.service.post(place, b"{}", Content_Type="application/json; charset=utf-8").status, 200)

    def test_other_sites_pages_change_nothing(self):
        self.create("order-001")
        answer = self.service.post("/orders/order-001/place", Sec_Fetch_Site="cross-site")
        self.assert_refused(answer, 403, "cross_site")
        self.assertEqual(self.service.post("/orders/order-001/place", Sec_Fetch_Site="same-origin").status, 200)

    def test_a_path_that_is_none_and_a_method_that_is_none(self):
        self.assert_refused(self.service.get("/nothing"), 404, "no_such_path")
        answer = self.service.call("PUT", "/orders/x/place")
        self.assert_refused(answer, 405, "method_not_allowed")
        self.assertEqual(answer.headers["allow"], "POST, OPTIONS")

    def test_a_head_and_what_is_known_already_tell_the_length_of_what_they_do_not_send(self):
        self.create("order-001")
        for path in ("/orders/order-001", "/openapi.json", "/"):
            whole = self.service.get(path)
            head = self.service.call("HEAD", path)
            known = self.service.get(path, If_None_Match=whole.headers["etag"])
            self.assertEqual((whole.status, head.status, known.status), (200, 200, 304), path)
            for answer in (head, known):
                self.assertEqual((answer.headers["content-length"], answer.body), (str(len(whole.body)), b""), path)
        self.assertEqual(self.service.get("/healthz").status, 200)  # On the same connection: nothing came too much.
        self.assertEqual(self.service.call("OPTIONS", "/orders/x/place").headers["allow"], "POST, OPTIONS")
        self.assert_refused(self.service.post("/orders/%zz/place"), 400, "bad_path")
        self.assert_refused(self.service.post("/orders/a%2Fb/place"), 400, "invalid_id")
        self.assert_refused(self.service.post("/orders//place"), 404, "no_such_path")
