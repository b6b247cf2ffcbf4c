"""show, history, events and verify: what they print of the order that everybody knows."""

from shop_case import ShopCase, known_order


class ShowTest(ShopCase):
    def setUp(self):
        super().setUp()
        self.apply_known_order()

    def test_for_people_it_has_lines_sums_payments_shipment_and_times(self):
        page = self.run_well("show", "order-001").stdout
        for expected in (r"Order order-001  \(number \w+\)", "shipped, version 8, position 8", r"\(cust-1\)",
                         "zoe@example.com", r"widget +Widget +2 +29.99 +59.98", r"gadget +Gadget +1 +49.99 +49.99",
                         r"Total +109.97  USD", r"Due +0.00", r"2026-03-01T10:06:00Z +109.97 USD +card",
                         r"Carrier +UPS", r"Tracking number +1Z999AA10123456784", r"Placed +2026-03-01T10:04:00Z"):
            self.assertRegex(page, expected)

    def test_a_name_cannot_steer_the_terminal(self):
        page = self.run_well("show", "order-001").stdout
        self.assertNotIn("\x1b", page)
        self.assertIn("Zoë \N{REPLACEMENT CHARACTER}[31mRed", page)

    def test_for_programs_it_is_one_object(self):
        shown = self.run_well("show", "order-001", "--json").json
        self.assertEqual((shown["orderId"], shown["version"], shown["status"]), ("order-001", 8, "shipped"))
        self.assertEqual((shown["total"], shown["amountPaid"]), ("109.97", "109.97"))
        self.assertEqual(shown["lines"][0], {"productId": "widget", "name": "Widget", "quantity": 2,
                                             "unitPrice": "29.99"})

    def test_it_shows_the_order_as_it_was(self):
        self.assertEqual(len(self.run_well("show", "order-001", "--version", "2", "--json").json["lines"]), 1)
        paid = self.run_well("show", "order-001", "--as-of", "2026-03-01T10:06:30Z", "--json").json
        self.assertEqual((paid["status"], paid["version"]), ("paid", 6))
        self.assertRegex(self.run_well("show", "order-001", "--version", "2").stdout, "pending, version 2, position 2")

    def test_a_version_that_is_not_there_yet_is_said_not_to_be(self):
        outcome = self.run_docket("show", "order-001", "--version", "9")
        self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        self.assertIn("no version 9; its last is 8", outcome.stderr)

    def test_the_database_may_be_named_before_the_command(self):
        outcome = self.docket.run("--db", self.database, "show", "order-001")
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertEqual(outcome.stdout, self.run_well("show", "order-001").stdout)


class HistoryTest(ShopCase):
    def setUp(self):
        super().setUp()
        self.apply_known_order()

    def test_each_event_has_version_time_type_user_correlation_and_a_sentence(self):
        lines = self.run_well("history", "order-001").stdout.splitlines()
        self.assertRegex(lines[0], r"Order order-001  \(number \w+\), 8 events")
        events = lines[3:]
        self.assertEqual(len(events), 8)
        self.assertRegex(events[1], r" 2  2026-03-01T10:02:00Z  ItemAdded +anna  basket-order-001  2 × Widget at 29.99 USD")

    def test_for_programs_it_is_one_object(self):
        history = self.run_well("history", "order-001", "--json").json
        self.assertEqual((history["orderId"], history["version"]), ("order-001", 8))
        self.assertEqual([event["version"] for event in history["events"]], list(range(1, 9)))
        self.assertEqual(history["events"][4]["type"], "PaymentReceived")
        self.assertIn("109.97 USD", history["events"][4]["description"])
        printed = self.run_well("events").json_lines
        self.assertEqual([{**event, "description": None} for event in history["events"]],
                         [{**event, "description": None} for event in printed])


class EventsTest(ShopCase):
    def setUp(self):
        super().setUp()
        self.apply([text for order in ("a", "b") for text in known_order(order)])

    def events(self, *options):
        return self.run_well("events", *options).json_lines

    def test_all_of_them_stand_in_log_order(self):
        self.assertEqual([event["position"] for event in self.events()], list(range(1, 17)))

    def test_each_has_every_field(self):
        first = self.events("--limit", "1")[0]
        self.assertEqual(set(first), {"position", "stream", "streamType", "version", "eventId", "type", "schemaVersion",
                                      "occurredAt", "recordedAt", "data", "metadata"})
        self.assertEqual(first["type"], "OrderCreated")
        self.assertEqual(first["metadata"]["correlationId"], "basket-" + first["stream"])

    def test_they_begin_and_end_where_asked(self):
        self.assertEqual([event["position"] for event in self.events("--from", "15")], [15, 16])
        self.assertEqual([event["position"] for event in self.events("--from", "4", "--limit", "3")], [4, 5, 6])
        self.assertEqual(self.events("--from", "17"), [])
        self.assertEqual(self.events("--limit", "0"), [])

    def test_a_stream_has_only_its_own(self):
        self.assertEqual([event["version"] for event in self.events("--stream", "b")], list(range(1, 9)))
        self.assertEqual(self.events("--stream", "order/b"), self.events("--stream", "b"))
        self.assertEqual([event["version"] for event in self.events("--stream", "b", "--limit", "2")], [1, 2])

    def test_types_can_be_chosen_also_within_a_stream(self):
        self.assertEqual(len(self.events("--type", "ItemAdded")), 4)
        self.assertEqual(len(self.events("--type", "ItemAdded", "--type", "OrderPaid")), 6)
        self.assertEqual(len(self.events("--stream", "a", "--type", "ItemAdded", "--limit", "1")), 1)
        self.assertEqual(self.events("--type", "NoSuchThing"), [])

    def test_an_unknown_stream_is_an_error(self):
        outcome = self.run_docket("events", "--stream", "nobody")
        self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        self.assertIn("nobody", outcome.stderr)


class VerifyTest(ShopCase):
    def test_a_whole_log_is_said_to_be_whole_with_its_head(self):
        head = self.apply_known_order()["head"]
        self.assertRegex(self.run_well("verify").stdout,
                         rf"The log is whole: 8 events in \d+ commits? and 1 stream.\n.*{head['hash']}\n")
        self.run_well("verify", "--expect-head", head["hash"])

    def test_a_head_that_the_log_never_had_is_damage(self):
        self.apply_known_order()
        outcome = self.run_docket("verify", "--expect-head", "ab" * 32)
        self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        self.assertEqual(len(outcome.stderr.splitlines()), 1)
        as_json = self.run_docket("verify", "--expect-head", "ab" * 32, "--json")
        self.assertEqual((as_json.status, as_json.json["whole"]), (1, False))
        self.assertTrue(as_json.json["damage"])

    def test_for_programs_it_is_one_object(self):
        head = self.apply_known_order()["head"]
        report = self.run_well("verify", "--json").json
        self.assertEqual((report["whole"], report["events"], report["streams"]), (True, 8, 1))
        self.assertEqual(report["head"]["hash"], head["hash"])
