#!/usr/bin/env python3
"""Rebuilds all views while they are asked, and kills the rebuild -9 again and again: every answer is the same all the
time, before the switch, across it and after it, and what was killed goes on until it is done."""

import argparse
import random
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parent / "fulfilment")]

from differences import differences  # noqa: E402
from docket_program import run_in_folder  # noqa: E402
from questions import Questions  # noqa: E402
from read_models import models_now  # noqa: E402
from shops import demo, log_of  # noqa: E402

REBUILD = ("projections", "rebuild")


class Asking(threading.Thread):
    """Asks everything over and over, and compares, until it is told to end."""

    def __init__(self, ask, models):
        super().__init__()
        self.ask, self.models = ask, models
        self.ending = threading.Event()
        self.rounds = 0
        self.wrong = []

    def run(self):
        while not self.ending.is_set():
            try:
                self.wrong += differences(self.ask, self.models)
            except AssertionError as refused:
                self.wrong.append(str(refused))
            self.rounds += 1

    def end(self):
        self.ending.set()
        self.join()


def rebuild(docket, database):
    began = time.monotonic()
    outcome = docket.run(*REBUILD, "--db", database, "--json")
    if outcome.status != 0:
        raise AssertionError(f"rebuilding ended with {outcome.status}: {outcome.stderr}")
    return time.monotonic() - began


def generations(database):
    return sorted(file.name for file in Path(f"{database}.views").glob("*.db") if file.name != "registry.db")


def run(docket, folder, options):
    database, dice = demo(docket, folder, options.orders), random.Random(options.seed)
    log = log_of(docket, database)
    ask = Questions(docket, database, models_now(log).money)
    ask.catch_up()
    before, longest = generations(database), rebuild(docket, database)
    asking = Asking(ask, models_now(log))
    asking.start()
    kills = sum(docket.run_and_kill(dice.uniform(0.005, longest), *REBUILD, "--db", database)
                for _ in range(options.kills))
    rebuild(docket, database)
    asking.end()
    ask.verify_projections()
    after, wrong = generations(database), asking.wrong + differences(ask, asking.models)
    print(f"seed {options.seed}: {kills} of {options.kills} kills -9 found a rebuild; everything was asked "
          f"{asking.rounds} times beside it; {before[0]} became {after[0]}")
    for what in wrong:
        print(f"not what the fold has: {what}")
    return 1 if wrong or kills == 0 or set(before) & set(after) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10, help="10 unless given")
    parser.add_argument("--orders", type=int, default=600, help="of the demo; 600 unless given")
    parser.add_argument("--seed", type=int, default=1)
    return run_in_folder(parser, run)


if __name__ == "__main__":
    sys.exit(main())
