"""Lines that are no commands: each is reported by its number, and the lines around it take effect."""

import json
import re

from program_case import ProgramCase, as_bytes, command, creation

LONG_LINE_BYTES = 100 << 20


class MalformedJsonTest(ProgramCase):
    def test_text_that_is_no_json_is_malformed(self):
        for bad in ("hello", "{", '{"command":"placeOrder"', '{"command":"placeOrder",}', "{'command':'placeOrder'}",
                    '{"command":"placeOrder","orderId":"a"} {}', '{"a":01}', '{"a":NaN}'):
            with self.subTest(line=bad):
                self.start_over()
                self.assert_malformed(bad)

    def test_json_that_is_no_object_is_malformed(self):
        for bad in ("[]", "1", '"placeOrder"', "null", "true"):
            with self.subTest(line=bad):
                self.start_over()
                self.assert_malformed(bad)

    def test_a_key_that_stands_twice_is_malformed_and_named(self):
        self.assert_malformed('{"command":"placeOrder","orderId":"before","orderId":"other"}', "orderId")

    def test_a_key_that_stands_twice_deep_inside_is_malformed_and_named(self):
        item = '{"productId":"p","quantity":1,"quantity":2,"unitPrice":"1"}'
        self.assert_malformed('{"command":"createOrder","orderId":"o","customerId":"c","currency":"USD","items":['
                              + item + "]}", "quantity")

    def test_a_key_that_stands_twice_in_different_spelling_is_malformed(self):
        self.assert_malformed(r'{"command":"placeOrder","orderId":"before","order\u0049d":"other"}', "orderId")

    def test_json_nested_a_hundred_thousand_deep_is_malformed(self):
        self.assert_malformed("[" * 100_000 + "]" * 100_000)
        self.start_over()
        self.assert_malformed('{"command":' * 50_000 + "1" + "}" * 50_000)


class UnknownWordsTest(ProgramCase):
    def test_an_unknown_command_is_malformed_and_named(self):
        self.assert_malformed(command("explodeOrder", "before"), "explodeOrder")

    def test_a_missing_command_or_order_is_malformed_and_named(self):
        self.assert_malformed('{"orderId":"before"}', "command")
        self.start_over()
        self.assert_malformed('{"command":"placeOrder"}', "orderId")

    def test_an_unknown_field_is_malformed_and_named(self):
        self.assert_malformed(command("placeOrder", "before", urgent=True), "urgent")

    def test_an_unknown_field_deep_inside_is_malformed_and_named(self):
        item = {"productId": "p", "quantity": 1, "unitPrice": "1", "colour": "red"}
        self.assert_malformed(creation("o", items=[item]), "colour")

    def test_a_field_of_another_command_is_malformed_and_named(self):
        self.assert_malformed(command("placeOrder", "before", reason="none"), "reason")

    def test_a_missing_field_is_malformed_and_named(self):
        self.assert_malformed(command("addItem", "before", quantity=1, unitPrice="1"), "productId")

    def test_a_wrong_type_is_malformed_and_the_field_named(self):
        cases = {"quantity": "two", "unitPrice": {"amount": 1}, "productId": 7, "name": ["Widget"]}
        for field, value in cases.items():
            with self.subTest(field=field):
                self.start_over()
                item = {"productId": "p", "quantity": 1, "unitPrice": "1", field: value}
                self.assert_malformed(command("addItem", "before", **item), field)

    def test_null_is_no_value(self):
        self.assert_malformed(command("cancelOrder", "before", reason=None), "reason")


class TextTest(ProgramCase):
    def test_invalid_utf8_is_malformed(self):
        for bad in (b"\xff\xfe", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"):
            with self.subTest(bytes=bad):
                self.start_over()
                self.assert_malformed(b'{"command":"cancelOrder","orderId":"before","reason":"' + bad + b'"}')

    def test_a_lone_surrogate_is_malformed(self):
        self.assert_malformed(r'{"command":"cancelOrder","orderId":"before","reason":"\ud800"}')

    def test_the_character_zero_is_malformed_raw_and_escaped(self):
        self.assert_malformed(b'{"command":"cancelOrder","orderId":"before","reason":"a\x00b"}')
        self.start_over()
        self.assert_malformed(r'{"command":"cancelOrder","orderId":"before","reason":"a\u0000b"}')

    def test_ids_are_held_to_their_letters_and_length(self):
        for bad in ("../../etc/passwd", "a/b", 'quo"te', "it's", "a b", "", "é", "x" * 129, "a\\b", "a\nb", "a;--"):
            with self.subTest(id=bad):
                self.start_over()
                self.assert_malformed(command("placeOrder", bad), "orderId")

    def test_every_kind_of_id_is_held_to_them_and_named(self):
        cases = {
            "customerId": creation("o", customerId="../c"),
            "commandId": creation("o", commandId="x" * 129),
            "productId": command("removeItem", "before", productId="'; DROP TABLE events"),
            "paymentId": command("recordPayment", "before", paymentId="a/b", amount="1", method="card"),
        }
        for field, line in cases.items():
            with self.subTest(field=field):
                self.start_over()
                self.assert_malformed(line, field)

    def test_an_id_of_128_characters_is_taken(self):
        self.apply_well(creation("x" * 128, commandId="y" * 128))

    def test_a_complaint_stays_one_line_whatever_stands_in_the_input(self):
        self.assert_malformed(command("explode\nOrder\r\x1b[31m", "before"))


class NumberTest(ProgramCase):
    def test_a_quantity_must_be_a_count_from_one_to_a_million(self):
        for bad in (0, -1, 1_000_001, 2**63, -2**63, 2**64, 10**400, 1.5, "1"):
            with self.subTest(quantity=str(bad)[:30]):
                self.start_over()
                self.assert_malformed(command("addItem", "before", productId="p", quantity=bad, unitPrice="1"),
                                      "quantity")

    def test_money_must_be_written_as_a_plain_decimal(self):
        for bad in ("", "1e3", "+1", "1.", ".5", "1,50", "0x10", " 1", "1 ", "--1", "NaN", "1_000", "١"):
            with self.subTest(money=bad):
                self.start_over()
                self.assert_malformed(command("addItem", "before", productId="p", quantity=1, unitPrice=bad),
                                      "unitPrice")

    def test_money_beyond_64_bits_is_malformed(self):
        for bad in ("9223372036854775808", "9" * 400, '9' * 19 + ".99"):
            with self.subTest(money=bad[:30]):
                self.start_over()
                self.assert_malformed(command("addItem", "before", productId="p", quantity=1, unitPrice=bad),
                                      "unitPrice")

    def test_a_number_is_read_from_its_text_and_not_by_way_of_floating_point(self):
        self.apply_well(creation("o"), '{"command":"addItem","orderId":"o","commandId":"o:2","productId":"p",'
                                       '"quantity":1,"unitPrice":90071992547409.93}')
        shown = self.run_docket("show", "o", "--json").json
        self.assertEqual(shown["lines"][1]["unitPrice"], "90071992547409.93")

    def test_an_unknown_currency_is_malformed(self):
        for bad in ("usd", "XXL", "", "US", "DOLLARS"):
            with self.subTest(currency=bad):
                self.start_over()
                self.assert_malformed(creation("o", currency=bad), "currency")

    def test_a_time_must_be_rfc_3339_with_a_zone(self):
        for bad in ("yesterday", "2026-03-01", "2026-03-01T10:15:00", "2026-02-30T10:15:00Z", "2026-03-01T25:00:00Z",
                    "2026-03-01T10:15:00.1234567Z", 1772360100):
            with self.subTest(time=bad):
                self.start_over()
                self.assert_malformed(command("placeOrder", "before", occurredAt=bad), "occurredAt")


class RefusedByRuleTest(ProgramCase):
    """What only the order's own state or currency can tell: refused by name, not malformed."""

    def test_more_decimals_than_the_currency_has_are_refused(self):
        self.assert_refused("too_many_decimals", command("addItem", productId="p", quantity=1, unitPrice="1.999"))

    def test_a_total_beyond_64_bits_is_refused(self):
        self.assert_refused("amount_overflow", command("addItem", productId="p", quantity=1_000_000,
                                                       unitPrice="92233720368547758.07"))

    def test_a_creation_whose_items_overflow_leaves_no_order_behind(self):
        items = [{"productId": f"p{n}", "quantity": 1, "unitPrice": "60000000000000000.00"} for n in (1, 2)]
        self.assert_refused("amount_overflow", creation("huge", items=items))
        self.assert_one_line(self.run_docket("show", "huge"), 1, "huge")

    def test_a_negative_price_is_refused(self):
        self.assert_refused("price_negative", command("addItem", productId="p", quantity=1, unitPrice="-0.01"))

    def test_a_payment_of_nothing_or_less_is_refused(self):
        for amount in ("0", "0.00", "-1"):
            with self.subTest(amount=amount):
                self.start_over()
                before = self.apply_well(creation("o", place=True))["head"]
                outcome = self.apply(command("recordPayment", "o", paymentId="p", amount=amount, method="card"),
                                     options=("--json",))
                self.assertEqual(outcome.json["refusedBy"], {"payment_not_positive": 1}, outcome.stdout)
                self.assertEqual(self.head(), before)

    def test_a_command_for_an_order_that_is_not_there_is_refused(self):
        self.assert_refused("order_not_found", command("placeOrder", "order-404"))

    def test_a_time_before_the_last_event_is_refused(self):
        self.assert_refused("occurs_before_last_event", command("placeOrder", occurredAt="1999-12-31T23:59:59Z"))

    def test_a_command_id_with_another_payload_is_refused(self):
        again = creation("order-001", commandId="c-1", customerId="somebody-else")
        self.assert_refused("command_id_reused", again)


class LongLineTest(ProgramCase):
    def test_a_line_of_a_hundred_megabytes_is_reported_and_the_rest_takes_effect(self):
        line = b'{"command":"cancelOrder","orderId":"before","reason":"' + b"x" * LONG_LINE_BYTES + b'"}'
        self.assert_malformed(line)

    def test_so_is_one_that_never_ends_at_the_end_of_a_pipe(self):
        outcome = self.run_docket("apply", "-", "--json", stdin=as_bytes([creation("before")]) + b"x" * LONG_LINE_BYTES)
        self.assertEqual(outcome.status, 1, outcome.stderr)
        self.assertEqual((outcome.json["accepted"], outcome.json["malformed"]), (1, 1))
        self.assertIn("line 2", outcome.stderr)

    def test_it_is_not_kept_in_memory(self):
        short, long = self.folder / "short.jsonl", self.folder / "long.jsonl"
        short.write_bytes(b"x")
        long.write_bytes(b"x" * LONG_LINE_BYTES)
        peaks = [self.docket.peak_memory_of("apply", file, "--db", self.database) for file in (short, long)]
        self.assertLess(peaks[1] - peaks[0], LONG_LINE_BYTES // 4)


class ManyMistakesTest(ProgramCase):
    def test_the_first_ten_malformed_lines_are_reported_by_number_and_the_rest_counted(self):
        lines = [creation(f"o-{n}") if n % 3 else "nonsense" for n in range(1, 301)]
        outcome = self.apply(*lines, options=("--json",))
        self.assertEqual((outcome.json["accepted"], outcome.json["malformed"]), (200, 100))
        *first, last = outcome.stderr.splitlines()
        self.assertEqual([int(re.search(r"line (\d+)", line)[1]) for line in first], list(range(3, 33, 3)))
        self.assertRegex(last, r"\b90\b.*malformed")

    def test_the_rejects_file_has_every_malformed_line_with_its_number(self):
        rejects = self.folder / "rejects.jsonl"
        lines = [creation(f"o-{n}") if n % 3 else "nonsense" for n in range(1, 301)]
        self.apply(*lines, options=("--rejects", rejects))
        written = [json.loads(line) for line in rejects.read_text().splitlines()]
        self.assertEqual([entry["line"] for entry in written], list(range(3, 301, 3)))

    def test_refusals_go_to_the_rejects_file_with_their_numbers(self):
        rejects = self.folder / "rejects.jsonl"
        outcome = self.apply(creation("o"), command("shipOrder", "o", trackingNumber="t", carrier="c"), "nonsense",
                             options=("--json", "--rejects", rejects))
        self.assertEqual((outcome.json["refused"], outcome.json["malformed"]), (1, 1))
        written = [json.loads(line) for line in rejects.read_text().splitlines()]
        self.assertEqual({entry["line"]: entry["rule"] for entry in written},
                         {2: "order_not_paid", 3: "malformed_json"})
