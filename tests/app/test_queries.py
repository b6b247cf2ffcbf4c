"""counts, list, search, stats, stock, board and details: what they print, at which moment, and what they refuse."""

import fcntl
import json

from shop_case import ShopCase, known_order, line


def another_order(order="order-002", customer="cust-2"):
    return [line("createOrder", order, 20, customerId=customer, currency="USD",
                 items=[{"productId": "widget", "name": "Widget", "quantity": 5, "unitPrice": "29.99"}])]


class QueryCase(ShopCase):
    """Two orders: order-001, shipped, positions 1 to 8; order-002, pending, positions 9 and 10."""

    def setUp(self):
        super().setUp()
        self.apply(known_order())
        self.apply(another_order())

    def ask(self, *arguments):
        return self.run_well(*arguments, "--json").json

    def refused(self, status, *arguments):
        outcome = self.run_docket(*arguments)
        self.assertEqual((outcome.status, outcome.stdout), (status, ""), outcome.stderr)
        self.assertEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        return outcome.stderr


class CountsTest(QueryCase):
    def test_for_programs_all_seven_statuses_are_there(self):
        counts = self.ask("counts")
        self.assertEqual(counts, {"asOf": None, "position": 10, "counts": {
            "pending": 1, "placed": 0, "paid": 0, "confirmed": 0, "shipped": 1, "delivered": 0, "cancelled": 0}})

    def test_they_are_told_of_a_time_and_of_a_position(self):
        paid = self.ask("counts", "--as-of", "2026-03-01T10:06:30Z")
        self.assertEqual((paid["asOf"], paid["counts"]["paid"], paid["counts"]["shipped"]),
                         ("2026-03-01T10:06:30Z", 1, 0))
        self.assertEqual(self.ask("counts", "--at-position", "3")["counts"]["pending"], 1)

    def test_for_people_it_is_a_table(self):
        page = self.run_well("counts").stdout
        self.assertRegex(page, r"^2 orders at position 10\n")
        self.assertRegex(page, r"shipped +1\n")


class ListTest(QueryCase):
    def test_each_order_has_every_field(self):
        answer = self.ask("list", "--sort", "created", "--order", "asc")
        self.assertEqual([order["orderId"] for order in answer["orders"]], ["order-001", "order-002"])
        self.assertEqual(answer["orders"][0], {
            "orderId": "order-001", "customerId": "cust-1", "status": "shipped", "currency": "USD", "total": "109.97",
            "amountPaid": "109.97", "itemCount": 2, "createdAt": "2026-03-01T10:01:00Z",
            "updatedAt": "2026-03-01T10:08:00Z", "trackingNumber": "1Z999AA10123456784"})
        self.assertEqual((answer["next"], answer["position"]), (None, 10))

    def test_filters_hold_together(self):
        self.assertEqual(self.ids("--status", "pending"), ["order-002"])
        self.assertEqual(self.ids("--status", "pending", "--status", "shipped", "--customer", "cust-1"), ["order-001"])
        self.assertEqual(self.ids("--amount-from", "109.98", "--currency", "USD"), ["order-002"])
        self.assertEqual(self.ids("--product", "gadget"), ["order-001"])
        self.assertEqual(self.ids("--created-from", "2026-03-01T10:20:00Z"), ["order-002"])
        self.assertEqual(self.ids("--status", "cancelled"), [])

    def ids(self, *options):
        return [order["orderId"] for order in self.ask("list", *options)["orders"]]

    def test_pages_fit_together_while_orders_are_written(self):
        first = self.ask("list", "--limit", "1")
        self.apply(another_order("order-003"))
        second = self.ask("list", "--limit", "1", "--cursor", first["next"])
        self.assertEqual([first["orders"][0]["orderId"], second["orders"][0]["orderId"]], ["order-002", "order-001"])
        self.assertEqual((second["next"], second["position"]), (None, 10))

    def test_it_is_answered_as_of_a_time(self):
        orders = self.ask("list", "--as-of", "2026-03-01T10:03:00Z")["orders"]
        self.assertEqual([(order["orderId"], order["status"], order["total"]) for order in orders],
                         [("order-001", "pending", "109.97")])

    def test_bad_input_is_refused_by_name(self):
        self.assertIn("foo", self.refused(2, "list", "--status", "foo"))
        self.assertIn("--as-of", self.refused(2, "list", "--as-of", "2026-03-01T10:00:00"))
        self.assertIn("--limit", self.refused(2, "list", "--limit", "0"))
        self.assertIn("--limit", self.refused(2, "list", "--limit", "1000000"))
        self.assertIn("--sort", self.refused(2, "list", "--sort", "colour"))
        self.assertIn("--amount-from", self.refused(2, "list", "--amount-from", "ten"))
        self.assertIn("(cursor_broken)", self.refused(1, "list", "--cursor", "nonsense"))
        cursor = self.ask("list", "--limit", "1")["next"]
        self.assertIn("(cursor_of_another_query)",
                      self.refused(1, "list", "--limit", "1", "--sort", "total", "--cursor", cursor))
        self.assertIn("(from_after_to)", self.refused(1, "list", "--amount-from", "2", "--amount-to", "1"))
        self.assertIn("(at_position_past_the_end)", self.refused(1, "list", "--at-position", "11"))
        self.refused(2, "list", "--as-of", "2026-03-01T10:00:00Z", "--at-position", "1")


class SearchTest(QueryCase):
    def found(self, *arguments):
        return [order["orderId"] for order in self.ask("search", *arguments)["orders"]]

    def test_orders_are_found_by_ids_names_and_tracking_numbers(self):
        self.assertEqual(self.found("zoë"), ["order-001"])
        self.assertEqual(self.found("1Z999AA"), ["order-001"])
        self.assertEqual(sorted(self.found("widg")), ["order-001", "order-002"])
        self.assertEqual(self.found("nothing-like-it"), [])

    def test_nothing_to_look_for_is_refused(self):
        self.assertIn("(empty_search)", self.refused(1, "search", "!?"))


class StatisticsTest(QueryCase):
    def test_sums_by_product_and_customer(self):
        rows = self.ask("stats", "--by", "product", "--sort", "revenue")["rows"]
        self.assertEqual([(row["key"], row["orders"], row["quantity"], row["revenue"]) for row in rows],
                         [("widget", 2, 7, "209.93"), ("gadget", 1, 1, "49.99")])
        rows = self.ask("stats", "--by", "customer", "--sort", "total", "--limit", "1")["rows"]
        self.assertEqual([(row["key"], row["total"]) for row in rows], [("cust-2", "149.95")])

    def test_days_and_months_come_in_their_order(self):
        self.assertEqual([row["key"] for row in self.ask("stats", "--by", "day")["rows"]], ["2026-03-01"])
        self.assertEqual([row["key"] for row in self.ask("stats", "--by", "month")["rows"]], ["2026-03"])

    def test_before_the_first_order_there_is_nothing(self):
        self.assertEqual(self.ask("stats", "--by", "day", "--as-of", "2020-01-01T00:00:00Z")["rows"], [])
        self.assertIn("No orders", self.run_well("stats", "--by", "day", "--as-of", "2020-01-01T00:00:00Z").stdout)

    def test_what_to_sum_by_must_be_said(self):
        self.refused(2, "stats")
        self.refused(2, "stats", "--by", "colour")


class StockTest(QueryCase):
    def setUp(self):
        super().setUp()
        self.apply([json.dumps({"command": "receiveStock", "productId": "widget", "quantity": 10,
                                "commandId": "s1", "occurredAt": "2026-03-02T00:00:00Z"})])

    def test_levels_are_told_now_and_before(self):
        self.assertEqual([(level["productId"], level["available"]) for level in self.ask("stock")["products"]],
                         [("widget", 10)])
        self.assertEqual(self.ask("stock", "widget", "--as-of", "2026-03-01T00:00:00Z")["products"], [])


class DetailsTest(QueryCase):
    def test_one_order_with_all_that_happened(self):
        details = self.ask("details", "order-001")
        self.assertEqual([period["status"] for period in details["statusHistory"]],
                         ["pending", "placed", "paid", "confirmed", "shipped"])
        self.assertEqual(details["order"]["total"], "109.97")

    def test_both_bounds_at_once(self):
        details = self.ask("details", "order-001", "--as-of", "2026-03-01T10:05:00Z", "--at-position", "3")
        self.assertEqual(details["order"]["version"], 3)

    def test_what_sets_two_versions_apart(self):
        fields = {field["field"]: field.get("after") for field in
                  self.ask("details", "order-001", "--version", "2", "--against", "4")["fields"]}
        self.assertEqual(fields["status"], "placed")

    def test_an_unknown_order_is_refused(self):
        self.assertIn("(order_unknown)", self.refused(1, "details", "nobody"))


class OtherProcessTest(QueryCase):
    def test_a_view_that_another_process_keeps_is_waited_for_and_said_to_be_behind(self):
        self.ask("counts")
        self.apply(another_order("order-003"))
        with open(f"{self.database}.views/writing.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            why = self.refused(1, "counts", "--within", "0")
            self.assertIn("order_list is at position 10 and did not get to 12", why)
            self.assertEqual(self.ask("projections")["projections"][0]["lagEvents"], 2)
        self.assertEqual(self.ask("counts")["position"], 12)

    def test_who_keeps_the_views_is_told_and_not_refused(self):
        self.ask("counts")
        with open(f"{self.database}.views/writing.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            holder = "process 7 on somewhere since 2026-03-01T00:00:00Z"
            lock.write(holder + "\n")
            lock.flush()
            self.assertEqual(self.ask("projections")["keptBy"], holder)
            self.assertIn(f"They are kept by {holder}.", self.run_well("projections").stdout)
        self.assertIsNone(self.ask("projections")["keptBy"])

    def test_a_database_that_is_not_there_is_said_not_to_be_and_not_made(self):
        outcome = self.docket.run("counts", "--db", self.folder / "none.db")
        self.assertEqual((outcome.status, outcome.stdout), (1, ""))
        self.assertIn("there is no database", outcome.stderr)
        self.assertEqual(list(self.folder.glob("none*")), [])


class ProjectionsTest(QueryCase):
    def test_views_are_built_by_questions_and_told_by_status(self):
        self.ask("counts")
        status = {view["name"]: view for view in self.ask("projections")["projections"]}
        self.assertEqual((status["order_list"]["state"], status["order_list"]["lagEvents"]), ("live", 0))
        self.assertEqual((status["calendar"]["state"], status["calendar"]["lagEvents"]), ("not_built", 10))
        self.apply(another_order("order-003"))
        behind = self.ask("projections")["projections"][0]
        self.assertEqual((behind["state"], behind["lagEvents"], behind["position"]), ("behind", 2, 10))
        self.assertRegex(self.run_well("projections").stdout, r"order_list +behind +10 +2 ")

    def test_all_are_caught_up_and_proven_complete(self):
        self.ask("projections", "catch-up")
        verdict = self.ask("projections", "verify")
        self.assertEqual((verdict["complete"], len(verdict["projections"])), (True, 7))
        self.assertTrue(all(view["built"] and view["complete"] for view in verdict["projections"]))

    def test_a_rebuild_switches_to_the_next_generation_and_nobody_sees_a_difference(self):
        before = self.ask("list")
        rebuilt = self.ask("projections", "rebuild", "order_list", "--diff")["projections"][0]
        self.assertEqual((rebuilt["generation"], rebuilt["switched"], rebuilt["diff"]["same"]), (2, True, True))
        self.assertEqual(self.ask("list"), before)
        self.assertEqual(sorted(file.name for file in self.views().glob("order_list.*.db")), ["order_list.2.db"])

    def views(self):
        return self.folder / f"{self.database.name}.views"

    def test_a_difference_is_shown_row_by_row_and_changes_nothing(self):
        self.ask("projections", "catch-up")
        self.break_view("calendar")
        outcome = self.run_docket("projections", "diff", "calendar", "--json")
        self.assertEqual(outcome.status, 1)
        diff = outcome.json["projections"][0]["diff"]
        self.assertFalse(diff["same"])
        self.assertTrue(diff["first"])
        self.assertEqual(self.ask("projections", "rebuild", "calendar")["projections"][0]["switched"], True)
        self.assertEqual(self.ask("projections", "diff", "calendar")["projections"][0]["diff"]["same"], True)

    def break_view(self, name):
        """One row less in its first table."""
        import sqlite3
        connection = sqlite3.connect(next(self.views().glob(f"{name}.*.db")))
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' "
                                           "AND name NOT LIKE 'view!_%' ESCAPE '!' AND name NOT LIKE 'sqlite%'").fetchall():
            if connection.execute(f"DELETE FROM {table}").rowcount > 0:
                break
        connection.commit()
        connection.close()

    def test_an_event_that_a_view_never_had_is_found(self):
        self.ask("projections", "catch-up")
        import sqlite3
        connection = sqlite3.connect(self.views() / "order_list.1.db")
        connection.execute("UPDATE view_progress SET applied = applied - 1")
        connection.commit()
        connection.close()
        outcome = self.run_docket("projections", "verify", "--json")
        self.assertEqual((outcome.status, outcome.json["complete"]), (1, False))
        self.assertIn("order_list is not complete", outcome.stderr)

    def test_what_is_not_there_is_refused_with_what_there_is(self):
        self.assertIn("order_list", self.refused(2, "projections", "rebuild", "colours"))
        self.assertIn("not being rebuilt", self.refused(1, "projections", "cancel", "order_list"))
        self.assertIn("no dead letter", self.refused(1, "dead-letters", "show", "order_list", "3"))
        self.assertIn("--reason", self.refused(2, "dead-letters", "discard", "order_list", "3", "--by", "anna"))
        self.assertEqual(self.ask("dead-letters", "list"), {"deadLetters": []})


class DeadLettersTest(QueryCase):
    """A rule in the view's own tables that order-003 breaks: its events cannot be applied."""

    def setUp(self):
        super().setUp()
        self.ask("counts")
        self.change_view("CREATE TRIGGER no_third BEFORE INSERT ON order_texts WHEN NEW.id = 'order-003' "
                         "BEGIN SELECT RAISE(ABORT, 'not that one'); END")
        self.apply(another_order("order-003"))  # Positions 11 and 12.
        self.apply(another_order("order-004"))
        outcome = self.run_docket("counts", "--json")
        self.assertEqual((outcome.status, outcome.json["position"]), (0, 14))
        self.assertEqual(outcome.json["counts"]["pending"], 2)  # order-004 went on.
        self.assertRegex(outcome.stderr, "order_list could not be told the event at position 11: .*parked")

    def change_view(self, sql):
        import sqlite3
        connection = sqlite3.connect(self.folder / f"{self.database.name}.views" / "order_list.1.db")
        connection.execute(sql)
        connection.commit()
        connection.close()

    def letters(self):
        return self.ask("dead-letters", "list")["deadLetters"]

    def test_it_is_listed_and_shown_with_its_payload_and_in_the_status(self):
        (letter,) = self.letters()
        self.assertEqual((letter["projection"], letter["position"], letter["stream"], letter["waiting"]),
                         ("order_list", 11, "order-003", 1))
        shown = self.ask("dead-letters", "show", "order_list", "11")
        self.assertEqual((shown["type"], shown["data"]["customerId"]), ("OrderCreated", "cust-2"))
        status = self.ask("projections")["projections"][0]
        self.assertEqual((status["deadLetters"], status["waiting"], status["state"]), (1, 1, "live"))
        self.assertTrue(status["lastError"])
        verdict = self.ask("projections", "verify", "order_list")["projections"][0]
        self.assertEqual((verdict["complete"], verdict["applied"], verdict["ofInterest"]), (True, 12, 14))

    def test_retrying_says_first_what_would_happen(self):
        failing = self.run_docket("dead-letters", "retry", "order_list", "11")
        self.assertEqual(failing.status, 1)
        self.assertIn("still cannot be", failing.stdout)
        self.change_view("DROP TRIGGER no_third")
        self.assertEqual(self.ask("dead-letters", "retry", "order_list", "11"),
                         {"applied": 2, "stillWaiting": 0, "done": False})
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(self.ask("dead-letters", "retry", "order_list", "11", "--apply")["done"], True)
        self.assertEqual(self.letters(), [])
        self.assertEqual(self.ask("counts")["counts"]["pending"], 3)
        self.ask("projections", "verify")

    def test_it_is_done_without_only_by_somebody_for_a_reason(self):
        self.refused(2, "dead-letters", "discard", "order_list", "11", "--by", "anna")
        outcome = self.run_docket("dead-letters", "discard", "order_list", "11", "--by", "anna", "--reason", "a test")
        self.assertEqual((outcome.status, self.letters()), (0, []))
        verdict = self.ask("projections", "verify", "order_list")["projections"][0]
        self.assertEqual((verdict["complete"], verdict["discarded"]), (True, 1))
        self.assertIn("no dead letter", self.refused(1, "dead-letters", "retry", "order_list", "11"))
