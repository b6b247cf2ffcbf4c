#!/usr/bin/env python3
"""Kills projections -9 while they catch up, again and again; at the end every view is complete, and right.

The kills of one life of the views are spread over the time that catching up takes, so that they meet views that are
being made, that are far behind, and that are nearly there; then all views are begun anew.
"""

import argparse
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parent / "fulfilment")]

from differences import differences  # noqa: E402
from docket_program import run_in_folder  # noqa: E402
from questions import CATCH_UP, Questions  # noqa: E402
from read_models import models_now  # noqa: E402
from shops import demo, log_of  # noqa: E402


def remove_views(database):
    """So that the next catching up begins with nothing."""
    for file in Path(f"{database}.views").glob("*"):
        file.unlink()


def longest_catching_up(docket, database):
    """Seconds; kills are spread over so long."""
    began = time.monotonic()
    outcome = docket.run(*CATCH_UP, "--db", database)
    if outcome.status != 0:
        raise AssertionError(f"catching up ended with {outcome.status}: {outcome.stderr}")
    return time.monotonic() - began


def kill_again_and_again(docket, database, options, dice):
    """How many of the kills found the projections running, and how often a view was begun anew."""
    longest, kills, begun = longest_catching_up(docket, database), 0, 0
    for number in range(options.kills):
        if number % options.kills_a_life == 0:
            remove_views(database)
            begun += 1
        kills += docket.run_and_kill(dice.uniform(0.005, longest / options.kills_a_life), *CATCH_UP, "--db", database)
    return kills, begun


def run(docket, folder, options):
    database = demo(docket, folder, options.orders)
    log = log_of(docket, database)
    models = models_now(log)
    ask = Questions(docket, database, models.money)
    kills, begun = kill_again_and_again(docket, database, options, random.Random(options.seed))
    ask.catch_up()
    ask.verify_projections()
    wrong = differences(ask, models)
    print(f"seed {options.seed}: {log.head} events; {kills} of {options.kills} kills -9 found projections that caught "
          f"up, {begun} times from the beginning; complete by hash")
    for name in wrong:
        print(f"not what the fold has: {name}")
    return 1 if wrong or kills == 0 else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=10, help="10 unless given; 200 is the long form")
    parser.add_argument("--kills-a-life", type=int, default=5, help="before the views are begun anew")
    parser.add_argument("--orders", type=int, default=2_000, help="of the demo; 2,000 unless given")
    parser.add_argument("--seed", type=int, default=1)
    return run_in_folder(parser, run)


if __name__ == "__main__":
    sys.exit(main())
