#!/usr/bin/env python3
"""What a crowd does to others: p50 and p99 of GET and POST over 16 connections while nobody else is there, beside 10,000 idle
connections and 100 that send their requests drop by drop, and beside 1,000 readers of the feed, one of whom never reads. Each is
measured in turns with the quiet state, in one run. The last lines say whether every reader was told every event once."""

import argparse
import json
import resource
import selectors
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "tests" / "program"), str(ROOT / "tests" / "http"), str(HERE)]

import load  # noqa: E402
from docket_program import Docket  # noqa: E402
from served_docket import ServedDocket  # noqa: E402

SLOW_REQUEST = b"POST /orders HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"


class Crowd:
    """Connections that are open and say nothing, and some that say something now and then."""

    def __init__(self, service, idle, slow):
        self.wires = [service.connect() for _ in range(idle + slow)]
        self.slow = self.wires[:slow]
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._drip)
        self.thread.start()

    def _drip(self):
        for wire in self.slow:
            wire.sendall(SLOW_REQUEST)
        while not self.stopping.wait(0.1):
            for wire in self.slow:
                try:
                    wire.sendall(b" ")
                except OSError:
                    pass  # It was told that it takes too long.

    def leave(self):
        self.stopping.set()
        self.thread.join()
        for wire in self.wires:
            wire.close()


class Listeners:
    """Readers of the feed, read by one thread; the stuck one is never read."""

    def __init__(self, service, count):
        self.selector = selectors.DefaultSelector()
        self.positions = {}
        self.rest = {}
        self.beats = set()  # Who is being told a heartbeat.
        self.gaps = 0
        for _ in range(count):
            wire = service.connect()
            wire.sendall(b"GET /events HTTP/1.1\r\nHost: here\r\nAccept: text/event-stream\r\n\r\n")
            wire.setblocking(False)
            self.selector.register(wire, selectors.EVENT_READ)
            self.positions[wire], self.rest[wire] = None, b""
        self.stuck = service.connect()
        self.stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.stuck.sendall(b"GET /events HTTP/1.1\r\nHost: here\r\nAccept: text/event-stream\r\n\r\n")
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def _read(self):
        while not self.stopping.is_set():
            for key, _ in self.selector.select(0.1):
                self._take(key.fileobj)

    def _take(self, wire):
        try:
            part = wire.recv(65_536)
        except OSError:
            part = b""
        if not part:
            self.selector.unregister(wire)
            return
        *lines, self.rest[wire] = (self.rest[wire] + part).split(b"\n")
        for line in lines:
            if line.startswith(b":"):
                self.beats.add(wire)
            elif line.startswith(b"id: "):
                position = int(line[4:])
                last = self.positions[wire]
                step = 0 if wire in self.beats else 1  # A heartbeat tells the position that it has.
                self.beats.discard(wire)
                self.gaps += last is not None and position != last + step
                self.positions[wire] = position

    def caught_up(self, position, within_s):
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if all(at is not None and at >= position for at in self.positions.values()):
                return True
            time.sleep(0.1)
        return False

    def leave(self):
        self.stopping.set()
        self.thread.join()
        for wire in [*self.positions, self.stuck]:
            wire.close()


def measure(url, number):
    posted = load.wrk(url, "post_orders.lua", RUN=f"c{number}")
    orders = max(1, int(posted["per_second"] * load.ARGUMENTS.seconds * 0.9))
    return {"POST": posted, "GET": load.wrk(url, "get_orders.lua", RUN=f"c{number}", ORDERS=orders)}


def compare(name, quiet, crowded):
    for call in ("POST", "GET"):
        before, after = (statistics.median(r[call]["p99"] for r in rounds) for rounds in (quiet, crowded))
        rates = [statistics.median(r[call]["per_second"] for r in rounds) for rounds in (quiet, crowded)]
        print(f"{name:34} {call:4}  p99 {before:7.2f} -> {after:7.2f} ms ({after / before:4.2f} times)   "
              f"{rates[0]:,.0f} -> {rates[1]:,.0f}/s")


def main():
    arguments = load.ARGUMENTS
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory(prefix="docket-crowd-", dir=arguments.folder) as folder:
        config = Path(folder) / "docket.json"
        config.write_text(json.dumps({"http": {"idle_ms": 600_000, "request_within_ms": 600_000}}))
        with ServedDocket(Docket(arguments.docket), Path(folder) / "orders.db", "--config", config) as service:
            url = f"http://127.0.0.1:{service.port}"
            quiet, crowded, heard, number = [], [], [], 0
            for _ in range(arguments.rounds):
                quiet.append(measure(url, number))
                crowd = Crowd(service, arguments.idle, arguments.slow)
                crowded.append(measure(url, number + 1))
                crowd.leave()
                number += 2
            compare(f"{arguments.idle:,} idle, {arguments.slow} slow", quiet, crowded)
            quiet = []
            for _ in range(arguments.rounds):
                quiet.append(measure(url, number))
                listeners = Listeners(service, arguments.listeners)
                heard.append(measure(url, number + 1))
                last = int(service.post("/orders", {"customerId": "last"}).headers["docket-position"])
                caught_up = listeners.caught_up(last, 60)
                listeners.leave()
                number += 2
                print(f"{arguments.listeners:,} readers: gaps or repeats {listeners.gaps}, "
                      f"all at the end: {'yes' if caught_up else 'no'}, beside one that never reads")
            compare(f"{arguments.listeners:,} readers of the feed, one stuck", quiet, heard)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docket", default=ROOT / "build/release/docket")
    parser.add_argument("--connections", type=int, default=16, help="of those who are measured")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--slow", type=int, default=100)
    parser.add_argument("--listeners", type=int, default=1_000)
    parser.add_argument("--folder", help="where the database is made (default: the system's)")
    load.ARGUMENTS = parser.parse_args()
    main()
