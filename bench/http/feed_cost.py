#!/usr/bin/env python3
"""What listeners of the feed cost the service: processor time of all its threads per event and listener, beyond what the same
orders cost without listeners. Processor time says more than latency on a machine that is shared with the readers. Once at a
steady pace, once with as many orders as 16 connections get."""

import argparse
import os
import re
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "tests" / "program"), str(ROOT / "tests" / "http"), str(HERE)]

from crowd import Listeners  # noqa: E402
from docket_program import Docket  # noqa: E402
from served_docket import ServedDocket  # noqa: E402

ORDER = {"customerId": "cust-1", "currency": "USD",
         "items": [{"productId": "widget", "name": "Widget", "quantity": 2, "unitPrice": "29.99"}]}


def processor_seconds(pid):
    """Of each thread that is there now, and of all, those that have ended too."""
    def of(path):
        fields = path.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    process = Path(f"/proc/{pid}")
    return {"all": of(process / "stat"), **{int(t.name): of(t / "stat") for t in (process / "task").iterdir()}}


class Load:
    """Orders from some connections, each at its pace (0: as fast as they are answered), and how long each took."""

    def __init__(self, service, connections, per_second):
        self.service, self.pause = service, connections / per_second if per_second else 0
        self.took = []
        self.connections = connections

    def run(self, seconds):
        self.until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._post) for _ in range(self.connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _post(self):
        due = time.monotonic()
        while due < self.until and time.monotonic() < self.until:
            time.sleep(max(0.0, due - time.monotonic()))
            began = time.monotonic()
            assert self.service.post("/orders", ORDER).status == 201
            self.took.append(time.monotonic() - began)
            due += self.pause

    def at(self, share):
        return sorted(self.took)[int(len(self.took) * share)] * 1e3


def position_of(service):
    return int(re.search(r"\ndocket_log_position (\d+)", service.get("/metrics").body.decode())[1])


def measure(service, arguments, connections, per_second, count):
    listeners = Listeners(service, count)
    while f"\ndocket_feed_listeners {count + 1}\n" not in service.get("/metrics").body.decode():
        time.sleep(0.05)
    load, first, before = Load(service, connections, per_second), position_of(service), processor_seconds(service.process.pid)
    load.run(arguments.seconds)
    last = position_of(service)
    caught_up = count == 0 or listeners.caught_up(last, 120)
    after = processor_seconds(service.process.pid)
    listeners.leave()
    used = {thread: after[thread] - before.get(thread, 0.0) for thread in after}
    busiest = sorted((seconds for thread, seconds in used.items() if thread != "all"), reverse=True)[:3]
    print(f"  {count:5,} listeners: {len(load.took):6,} orders, {last - first:7,} events, processor {used['all']:6.2f} s "
          f"(busiest threads {', '.join(f'{s:.2f}' for s in busiest)}), POST p50 {load.at(0.5):.2f} p99 {load.at(0.99):.2f} ms, "
          f"gaps {listeners.gaps}, all told: {'yes' if caught_up else 'no'}")
    return used["all"], last - first


def main(arguments):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    for name, connections, per_second in (("steady pace", 2, arguments.rate), ("as many as 16 connections get", 16, 0)):
        with tempfile.TemporaryDirectory(prefix="docket-feed-", dir=arguments.folder) as folder:
            with ServedDocket(Docket(arguments.docket), Path(folder) / "orders.db") as service:
                print(name)
                alone, events_alone = measure(service, arguments, connections, per_second, 0)
                heard, events = measure(service, arguments, connections, per_second, arguments.listeners)
                cost = (heard - alone * events / events_alone) / (events * arguments.listeners)
                print(f"  {cost * 1e6:.3f} µs of the service per event and listener")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docket", default=ROOT / "build/release/docket")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rate", type=int, default=50, help="orders per second of the steady pace")
    parser.add_argument("--listeners", type=int, default=1_000)
    parser.add_argument("--folder", help="where the database is made (default: the system's)")
    main(parser.parse_args())
