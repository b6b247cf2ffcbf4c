#!/usr/bin/env python3
"""Kills a shop that runs by itself -9, again and again, while its provider and its carrier go wrong now and then.

At the end every order is delivered or cancelled, and the books balance to the cent and the piece: checked over
`docket events` and the gateways' own ledgers, without the engine.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program")]

from docket_program import add_docket_argument, require_program  # noqa: E402
from shop_run import FIVE_IN_A_HUNDRED, Shop, hasty_settings  # noqa: E402

PRODUCTS = 500
CANCELLED_BY_CUSTOMERS = 0.02


def stock_lines(pieces):
    for product in range(PRODUCTS):
        yield {"command": "receiveStock", "commandId": f"stock-{product}", "productId": f"prod-{product}",
               "quantity": pieces}


def order_lines(number, dice):
    """One order, and sometimes a customer who thinks better of it at once."""
    products = dice.sample(range(PRODUCTS), dice.randint(1, 3))
    order = f"order-{number}"
    yield {"command": "createOrder", "orderId": order, "commandId": f"{order}:1", "customerId": f"cust-{number % 997}",
           "currency": "EUR", "shippingFee": "4.90", "place": True,
           "items": [{"productId": f"prod-{product}", "quantity": dice.randint(1, 3),
                      "unitPrice": f"{dice.randint(100, 9_999) / 100:.2f}"} for product in products]}
    if dice.random() < CANCELLED_BY_CUSTOMERS:
        yield {"command": "cancelOrder", "orderId": order, "commandId": f"{order}:2", "reason": "customer"}


def make_batches(orders, count, dice):
    """The lines of all orders, in as many parts as there will be kills, the stock in the first. What is wanted most
    sells out: of each product there are as many pieces as are wanted on average."""
    batches = [list(stock_lines(max(1, orders * 4 // PRODUCTS)))] + [[] for _ in range(count - 1)]
    for number in range(orders):
        batches[number * count // orders] += order_lines(number, dice)
    return batches


def write_lines(path, lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def kill_once(shop, lines, after):
    """True if it was still running when its time had come."""
    process = shop.start_apply(lines)
    try:
        _, complaint = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    if process.returncode not in (0, 1):
        raise AssertionError(f"apply ended with {process.returncode}: {complaint.decode()}")
    return False


def run(docket, folder, options, dice):
    faults = {name: FIVE_IN_A_HUNDRED for name in ("declines", "timeouts_before_effect", "timeouts_after_effect",
                                                   "duplicate_answers")}
    shop = Shop(docket, folder, hasty_settings(seed=options.seed, **faults))
    lines = Path(folder) / "orders.jsonl"
    batches = make_batches(options.orders, options.kills, dice)
    began, kills = time.monotonic(), 0
    for batch in batches:
        write_lines(lines, batch)
        kills += kill_once(shop, lines, dice.uniform(0.05, options.longest))
        if docket.finds_a_log_in(shop.database):
            shop.verify()
    write_lines(lines, [line for batch in batches for line in batch])
    summary = shop.apply(lines)
    shop.verify()
    books = shop.books()
    took = time.monotonic() - began
    print(f"seed {options.seed}: {options.orders} orders, {kills} kills -9 ({options.kills - kills} runs had ended "
          f"before theirs), {took:.0f} s")
    print(json.dumps(summary.get("fulfilments", {})))
    print(json.dumps(books))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_docket_argument(parser)
    parser.add_argument("--orders", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--longest", type=float, default=1.5, metavar="SECONDS", help="the latest moment of a kill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="FOLDER", help="make the shop in this new folder, and leave it there")
    options = parser.parse_args()
    docket = require_program(options.docket)
    if options.keep:
        Path(options.keep).mkdir(parents=True)
        return run(docket, options.keep, options, random.Random(options.seed))
    with tempfile.TemporaryDirectory() as folder:
        return run(docket, folder, options, random.Random(options.seed))


if __name__ == "__main__":
    sys.exit(main())
