"""A disk that is full: told with a time to ask again, nothing lost, and all of it goes in when there is room."""

import unittest

from http_case import HttpCase, WIDGETS
from small_disk import SmallDisk


class FullDisk(HttpCase):
    def serve(self):
        if not hasattr(self, "disk"):
            self.disk = SmallDisk(self, self.folder / "disk", "4m")
            self.database = self.disk.folder / "orders.db"
        return super().serve()

    def order(self, number):
        return self.service.post("/orders", {**WIDGETS, "orderId": f"order-{number}"}, Idempotency_Key=f"key-{number}")

    def order_until_it_is_full(self):
        """The orders that were taken, and the answer to the one that was not."""
        taken = {}
        while True:
            answer = self.order(len(taken))
            if answer.status != 201:
                return taken, answer
            taken[f"order-{len(taken)}"] = answer.json["position"]

    def test_orders_are_refused_with_a_time_to_ask_again_and_those_that_are_there_are_read(self):
        taken, refused = self.order_until_it_is_full()
        self.assertGreater(len(taken), 0)
        self.assertEqual(refused.status, 503, refused.body)
        self.assertIn(refused.rule, ("store_unavailable", "outcome_unknown"))
        self.assertGreater(int(refused.headers["retry-after"]), 0)
        self.assertNotIn(self.database.name, refused.json["detail"])
        self.assertEqual(self.service.get("/healthz").status, 200)
        for order in ("order-0", f"order-{len(taken) - 1}"):
            self.assertEqual(self.service.get(f"/orders/{order}").json["orderId"], order)
        self.order(len(taken))
        told = [line for line in self.service.stop().splitlines() if " error " in line]
        self.assertEqual(len(told), 1, told)
        self.assertRegex(told[0], f"the store refuses commands: .*{self.database.name}.* full")

    def test_what_was_refused_goes_in_with_the_same_key_once_there_is_room(self):
        taken, _ = self.order_until_it_is_full()
        self.disk.grow("64m")
        answer = self.order(len(taken))
        self.assertEqual(answer.status, 201, answer.body)
        for order, position in taken.items():
            self.assertLessEqual(self.service.get(f"/orders/{order}").json["version"], position)
        self.assertIn("the store takes commands again", self.service.stop())
        self.head()


if __name__ == "__main__":
    unittest.main()
