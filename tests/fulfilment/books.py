#!/usr/bin/env python3
"""Do the books balance? Folds the log and the gateways' ledgers, without the engine, and checks one against the other.

usage: docket events --db shop.db | books.py - --payments payments.jsonl --carrier parcels.jsonl

Exits with 1 when anything does not balance or cannot be read.
"""

import argparse
import contextlib
import json
import sys

from checks import Checks
from event_log import EventLog
from findings import Unreadable
from gateway_ledgers import GatewayLedgers
from report import as_json, as_text


def audit(events, payments=None, carrier=None):
    """The log with its findings. Everything is read line by line; a ledger that is None is not compared."""
    log = EventLog()
    log.read(events)
    ledgers = GatewayLedgers(log.findings, log.money)
    if payments is not None:
        ledgers.read_payments(payments)
    if carrier is not None:
        ledgers.read_carrier(carrier)
    Checks(log, ledgers).run()
    return log


def opened(stack, path):
    if path is None:
        return None
    if path == "-":
        return sys.stdin
    return stack.enter_context(open(path, encoding="utf-8", newline="\n"))


def main():
    parser = argparse.ArgumentParser(description="Checks that orders, stock and money balance, without the engine.")
    parser.add_argument("events", metavar="EVENTS", help="what `docket events` prints; - for standard input")
    parser.add_argument("--payments", metavar="FILE", help="the payment gateway's ledger")
    parser.add_argument("--carrier", metavar="FILE", help="the carrier's ledger")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    try:
        with contextlib.ExitStack() as stack:
            log = audit(*(opened(stack, path) for path in (arguments.events, arguments.payments, arguments.carrier)))
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        print(f"books: {error}", file=sys.stderr)
        return 1
    print(json.dumps(as_json(log), indent=2, ensure_ascii=False) if arguments.json else as_text(log))
    return 1 if len(log.findings) else 0


if __name__ == "__main__":
    sys.exit(main())
