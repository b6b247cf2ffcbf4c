#!/usr/bin/env python3
"""One order whose provider throws every time, beside many good ones: it is parked, and they do not wait for it.

Prints how long the good ones took with it and without it, in turns; asserts only what does not depend on the machine.
"""

import argparse
import json
import statistics
import sys
import tempfile
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program")]

from docket_program import add_docket_argument, require_program  # noqa: E402
from shop_run import Shop, hasty_settings  # noqa: E402

POISONED = "order-poisoned"


def write_workload(path, orders):
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({"command": "receiveStock", "productId": "widget", "quantity": 1_000_000}) + "\n")
        for number in range(orders):
            order = POISONED if number == orders // 2 else f"order-{number}"
            file.write(json.dumps({
                "command": "createOrder", "orderId": order, "commandId": f"{order}:1", "customerId": "cust-1",
                "currency": "USD", "place": True,
                "items": [{"productId": "widget", "quantity": 1, "unitPrice": "9.99"}]}) + "\n")


def run_once(docket, lines, poisoned):
    settings = hasty_settings(transit_ms=10, poisoned=[POISONED] if poisoned else [])
    settings["fulfilment"]["attempts_max"] = 5
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(docket, folder, settings)
        summary = shop.apply(lines)
        shop.verify()
        parked = docket.run("fulfilment", "list", "--stuck", "--db", shop.database, "--json").json
        return summary, parked, good_ones_took(shop)


def good_ones_took(shop):
    """Seconds from the first order that was placed to the last fulfilment that completed."""
    placed, completed = [], []
    with open(shop.events(), encoding="utf-8") as file:
        for line in file:
            event = json.loads(line)
            if event["type"] == "OrderPlaced":
                placed.append(event["recordedAt"])
            elif event["type"] == "FulfilmentCompleted":
                completed.append(event["recordedAt"])
    return (datetime.fromisoformat(max(completed)) - datetime.fromisoformat(min(placed))).total_seconds()


def check(summary, parked, orders, poisoned):
    ends = summary["fulfilments"]
    good = orders - 1 if poisoned else orders
    if ends["completed"] != good or ends["parked"] != (1 if poisoned else 0):
        raise AssertionError(f"expected {good} completed: {json.dumps(ends)}")
    names = [each["orderId"] for each in parked["fulfilments"]]
    if names != ([POISONED] if poisoned else []):
        raise AssertionError(f"listed as stuck: {names}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_docket_argument(parser)
    parser.add_argument("--orders", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    docket = require_program(options.docket)
    took = {False: [], True: []}
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "orders.jsonl"
        write_workload(lines, options.orders)
        for _ in range(options.rounds):
            for poisoned in (False, True):
                summary, parked, seconds = run_once(docket, lines, poisoned)
                check(summary, parked, options.orders, poisoned)
                took[poisoned].append(seconds)
    print(f"{options.orders} orders: {statistics.median(took[False]):.2f} s without a poisoned one, "
          f"{statistics.median(took[True]):.2f} s beside one (medians of {options.rounds})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
