#!/usr/bin/env python3
"""What the service takes, beside RESTinio with nothing behind it, in one run: `wrk` with 256 connections against the empty
endpoint, POST /orders (durable when it is answered) and GET /orders/{id}, scattered over 10,000 orders and over all that
were made. Prints requests a second, p50, p99 and the share of the empty endpoint, each the median of several rounds that
take turns."""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "tests" / "program"), str(ROOT / "tests" / "http")]

from docket_program import Docket  # noqa: E402
from served_docket import ServedDocket  # noqa: E402

MS = {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * MS[unit]


def wrk(url, script=None, **environment):
    """Requests a second, p50 and p99 in milliseconds, and how many answers were no success."""
    command = ["wrk", "-t", "1", "-c", str(ARGUMENTS.connections), "-d", f"{ARGUMENTS.seconds}s", "--latency"]
    if script:
        command += ["-s", str(HERE / script)]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True,
                          env={**os.environ, **{k: str(v) for k, v in environment.items()}}).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    percentile = {p: milliseconds(re.search(rf"^ +{p}% +(\S+)", said, re.MULTILINE)[1]) for p in (50, 99)}
    errors = re.search(r"Socket errors: (.*)", said)
    return {"per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), "p50": percentile[50],
            "p99": percentile[99], "bad": int(bad[1]) if bad else 0, "errors": errors[1] if errors else "none"}


def settle(service):
    """Until the views have what was written, so that they do not take part in what is measured next."""
    while any(view["lagEvents"] > 0 for view in service.get("/operations/status").json["projections"]):
        time.sleep(0.2)


def report(name, rounds, empty):
    middle = {key: statistics.median(r[key] for r in rounds) for key in ("per_second", "p50", "p99")}
    print(f"{name:18} {middle['per_second']:10,.0f}/s  {middle['per_second'] / empty:5.2f} of the empty endpoint   "
          f"p50 {middle['p50']:7.2f} ms   p99 {middle['p99']:7.2f} ms   not 2xx: {sum(r['bad'] for r in rounds)}   "
          f"socket errors: {'; '.join(sorted({r['errors'] for r in rounds}))}")


def main():
    with tempfile.TemporaryDirectory(prefix="docket-load-", dir=ARGUMENTS.folder) as folder:
        empty = subprocess.Popen([ARGUMENTS.empty], stdout=subprocess.PIPE, text=True)
        port = int(empty.stdout.readline())
        try:
            with ServedDocket(Docket(ARGUMENTS.docket), Path(folder) / "orders.db") as service:
                url = f"http://127.0.0.1:{service.port}"
                seen = {"empty endpoint": [], "POST /orders": [], "GET, 10,000 orders": [], "GET, all orders": []}
                for number in range(ARGUMENTS.rounds):
                    seen["empty endpoint"].append(wrk(f"http://127.0.0.1:{port}/"))
                    posted = wrk(url, "post_orders.lua", RUN=f"r{number}")
                    seen["POST /orders"].append(posted)
                    settle(service)
                    orders = int(posted["per_second"] * ARGUMENTS.seconds * 0.9)
                    for name, count in (("GET, 10,000 orders", min(orders, 10_000)), ("GET, all orders", orders)):
                        seen[name].append(wrk(url, "get_orders.lua", RUN=f"r{number}", ORDERS=count))
        finally:
            empty.kill()
            empty.communicate()
    limit = statistics.median(r["per_second"] for r in seen["empty endpoint"])
    print(f"{ARGUMENTS.connections} connections, {ARGUMENTS.rounds} rounds of {ARGUMENTS.seconds} s, "
          f"{os.cpu_count()} cores that wrk shares")
    for name, rounds in seen.items():
        report(name, rounds, limit)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docket", default=ROOT / "build/release/docket")
    parser.add_argument("--empty", default=ROOT / "build/release/bench/http/docket_empty_endpoint")
    parser.add_argument("--connections", type=int, default=256)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where the database is made (default: the system's)")
    ARGUMENTS = parser.parse_args()
    main()
