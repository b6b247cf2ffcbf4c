#!/usr/bin/env python3
"""Kills the real program -9 under load, again and again, and holds it to every word it gave.

After each kill the log must hold every command that was acknowledged, at the version and position that were said,
`docket verify` must be clean and still know the head before the kill, and no command may have taken effect twice. At
the end of each campaign (one database, many kills) everything is sent until nothing is missing, and every order must be
what an independent fold says.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / name) for name in ("program", "olist", "http")]

from docket_program import add_docket_argument, require_program  # noqa: E402
from event_fold import EventFold  # noqa: E402
from fold import Fold, Limits  # noqa: E402
from http_run import Unexpected, send_over_http  # noqa: E402
from workload import make_workload  # noqa: E402

CONCURRENCIES = {"apply": (1, 16, 64, 512, 4_096), "http": (1, 4, 16, 64)}
LINES_A_SECOND_OVER_HTTP = 2_000  # What these clients send, about.


class Broken(Exception):
    """The program broke its word; the message says which."""


def require(condition, message):
    if not condition:
        raise Broken(message)


@dataclass
class Figures:
    """What was seen over all campaigns."""

    kills: int = 0
    kills_before_first_answer: int = 0
    finished_before_kill: int = 0
    acknowledged: int = 0
    lost_answers: int = 0  # Commands in the log whose answer the kill cut off: allowed, and a repeat finds them.
    repeated_again: int = 0
    events: int = 0
    by_concurrency: Counter = field(default_factory=Counter)


def read_receipts(path):
    """The acknowledgements that were written whole; a kill may cut the last line."""
    if not path.exists():
        return []
    whole, _, _ = path.read_bytes().rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


class Campaign:
    """One database and one client that keeps what it was promised."""

    def __init__(self, docket, folder, dice, figures, over="apply"):
        self.docket, self.folder, self.dice, self.figures, self.over = docket, folder, dice, figures, over
        self.database = folder / "kill.db"
        self.log = EventFold()      # What is in the log.
        self.expected = Fold(Limits("split"))
        self.waiting = []           # Lines without an acknowledgement, in the order they were first sent.
        self.answered = []          # Lines with one.
        self.head = None            # The hash of the log's head when it was last verified.

    # --- Sending and killing. ---

    def send_and_kill(self, fresh, seconds):
        """One run over what is waiting, some that was answered before, and fresh lines; killed after a while."""
        self.waiting += fresh
        again = self.dice.sample(self.answered, min(50, len(self.answered)))
        lines = again + self.waiting
        concurrency = self.dice.choice(CONCURRENCIES[self.over])
        run = self._run_over_http if self.over == "http" else self._run
        receipts, killed = run(lines, concurrency, self.dice.uniform(0, seconds))
        self._count(receipts, killed, concurrency)
        self.check_after_kill(lines, receipts)

    def _run(self, lines, concurrency, kill_after):
        sent, receipts = self.folder / "sent.jsonl", self.folder / "receipts.jsonl"
        write_lines(sent, lines)
        receipts.unlink(missing_ok=True)
        process = self.docket.start("apply", sent, "--db", self.database, "--payments", "split",
                                    "--concurrency", concurrency, "--receipts", receipts,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _, complaint = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            _, complaint = process.communicate()
        require(process.returncode in (0, 1, -signal.SIGKILL),
                f"apply ended with {process.returncode}: {complaint.decode()}")
        return read_receipts(receipts), process.returncode == -signal.SIGKILL

    def _run_over_http(self, lines, concurrency, kill_after):
        config = self.folder / "docket.json"
        config.write_text(json.dumps({"orders": {"payments": "split"}}))
        try:
            return send_over_http(self.docket, self.database, config, lines, concurrency, kill_after)
        except Unexpected as unexpected:
            raise Broken(str(unexpected)) from unexpected

    def _count(self, receipts, killed, concurrency):
        if killed:
            self.figures.kills += 1
            self.figures.by_concurrency[concurrency] += 1
            self.figures.kills_before_first_answer += not receipts
        else:
            self.figures.finished_before_kill += 1
        self.figures.acknowledged += len(receipts)

    # --- Holding it to its word. ---

    def check_after_kill(self, lines, receipts):
        if self.head is None and not self.docket.finds_a_log_in(self.database):
            require(not receipts, "commands were acknowledged and there is no log")
            return
        self.verify()
        known_before = set(self.log.took_effect)
        self.read_new_events()
        for receipt in receipts:
            self.check_receipt(receipt, lines[receipt["line"] - 1])
        answered = {lines[receipt["line"] - 1].key for receipt in receipts}
        self.figures.lost_answers += len(self.log.took_effect.keys() - known_before - answered)
        self.settle(answered)

    def verify(self):
        """The log is whole, and everything up to the last verified head is still in it."""
        since = ("--expect-head", self.head) if self.head else ()
        outcome = self.docket.run("verify", "--db", self.database, "--json", *since)
        require(outcome.status == 0, f"verify: {outcome.stdout}{outcome.stderr}")
        head = outcome.json["head"]
        self.head = head["hash"] if head["position"] else None

    def read_new_events(self):
        """EventFold finds gaps, and commands that took effect twice."""
        outcome = self.docket.run("events", "--db", self.database, "--from", self.log.position + 1)
        require(outcome.status == 0, f"events: {outcome.stderr}")
        self.log.apply_lines(outcome.stdout.splitlines())

    def check_receipt(self, receipt, sent):
        require(sent.command_id == receipt["commandId"], f"{receipt} answers another line: {sent.text}")
        in_log = self.log.took_effect.get(sent.key)
        require(in_log is not None, f"{receipt} was acknowledged and is not in the log")
        require(in_log == (receipt["version"], receipt["position"]),
                f"{receipt} was acknowledged and stands at version and position {in_log}")
        self.figures.repeated_again += bool(receipt.get("repeated"))

    def settle(self, answered):
        """What was answered waits no more, nor what was refused: the order has taken a later command since."""
        still_waiting, went_on = [], set()
        for line in reversed(self.waiting):
            in_log = line.key in self.log.took_effect
            if line.key in answered:
                self.answered.append(line)
            elif in_log or line.order_id not in went_on:
                still_waiting.append(line)
            if in_log:
                went_on.add(line.order_id)
        self.waiting = still_waiting[::-1]

    # --- The end. ---

    def finish(self, all_lines):
        """Sends everything that has no answer, then everything once more: nothing may change any more."""
        self._apply_all(self.waiting)
        self._apply_all(all_lines)
        self.verify()
        self.read_new_events()
        for line in all_lines:
            self.expected.apply(json.loads(line.text))
        expected, found = self.expected.states(), self.log.states()
        require(expected.keys() == found.keys(), f"orders {sorted(expected.keys() ^ found.keys())[:5]} differ")
        for order_id, state in expected.items():
            require(found[order_id] == state, f"{order_id} is {found[order_id]} and should be {state}")
        require(set(self.log.took_effect) == self.expected.took_effect, "other commands took effect than should have")
        self.figures.events += self.log.position

    def _apply_all(self, lines):
        sent = self.folder / "all.jsonl"
        write_lines(sent, lines)
        outcome = self.docket.run("apply", sent, "--db", self.database, "--payments", "split", "--json")
        require(outcome.status in (0, 1), f"apply: {outcome.stderr}")
        require(outcome.json["malformed"] == 0, f"apply found malformed lines: {outcome.stderr}")


def write_lines(path, lines):
    path.write_text("".join(line.text + "\n" for line in lines))


def measure(docket, lines, folder):
    """Seconds that a run over such lines takes undisturbed."""
    sent = folder / "measure.jsonl"
    write_lines(sent, lines)
    started = time.monotonic()
    outcome = docket.run("apply", sent, "--db", folder / "measure.db", "--payments", "split")
    require(outcome.status in (0, 1), f"apply: {outcome.stderr}")
    return time.monotonic() - started


def run_campaign(docket, number, kills, arguments, figures):
    dice = random.Random(f"{arguments.seed}/{number}")
    with tempfile.TemporaryDirectory(prefix="docket-kill-", dir=arguments.folder) as made:
        folder = Path(made)
        sample = make_workload(dice, "measure", arguments.orders)
        seconds = (len(sample) / LINES_A_SECOND_OVER_HTTP if arguments.over == "http"
                   else measure(docket, sample, folder))
        campaign = Campaign(docket, folder, dice, figures, arguments.over)
        all_lines, before, round_number = [], figures.kills, 0
        while figures.kills - before < kills:
            fresh = make_workload(dice, f"c{number}-r{round_number}", arguments.orders)
            all_lines += fresh
            campaign.send_and_kill(fresh, seconds)
            round_number += 1
            require(round_number < 20 * kills, "the program ends before it can be killed: give it more --orders")
        campaign.finish(all_lines)


def run_campaigns(docket, arguments):
    figures, started, number = Figures(), time.monotonic(), 0
    while figures.kills < arguments.kills:
        kills = min(arguments.kills_per_database, arguments.kills - figures.kills)
        run_campaign(docket, number, kills, arguments, figures)
        number += 1
        print(f"{figures.kills} kills, {figures.acknowledged} acknowledgements kept, {figures.events} events, "
              f"{time.monotonic() - started:.0f} s", flush=True)
    return figures


def print_figures(figures, seed):
    print(f"seed {seed}: {figures.kills} kills -9 "
          f"({figures.kills_before_first_answer} before a run's first answer; "
          f"{figures.finished_before_kill} more runs had ended before theirs)")
    print(f"kills by commands in flight: {dict(sorted(figures.by_concurrency.items()))}")
    print(f"{figures.acknowledged} acknowledgements, every one in the log at its version and position "
          f"({figures.repeated_again} of them repeats)")
    print(f"{figures.lost_answers} commands took effect whose answer the kill cut off; none took effect twice")
    print(f"{figures.events} events; every log verified after every kill; every order as the fold has it")


def parse_arguments():
    parser = argparse.ArgumentParser(description="Kills docket -9 under load and checks that it kept its word.")
    add_docket_argument(parser)
    parser.add_argument("--over", choices=("apply", "http"), default="apply",
                        help="how commands reach it: docket apply, or clients of docket serve; apply unless given")
    parser.add_argument("--kills", type=int, default=200, help="200 unless given")
    parser.add_argument("--seed", type=int, default=1, help="of the workload and the kills' moments; 1 unless given")
    parser.add_argument("--orders", type=int, default=500, help="fresh orders for each run; 500 unless given")
    parser.add_argument("--kills-per-database", type=int, default=20, help="20 unless given")
    parser.add_argument("--folder", type=Path, help="where the databases are made; the system's temporary folder")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    docket = require_program(arguments.docket)
    try:
        print_figures(run_campaigns(docket, arguments), arguments.seed)
    except Broken as broken:
        sys.exit(f"kill_test.py: seed {arguments.seed}: {broken}")


if __name__ == "__main__":
    main()
