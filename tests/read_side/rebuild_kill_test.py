#!/usr/bin/env python3
"""Kills rebuilds -9 while questions are asked: answers stay the same, and the next run goes on to a complete view."""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parent / "fulfilment")]

from docket_program import add_docket_argument, require_program  # noqa: E402
from questions import Questions, Wanted, all_pages  # noqa: E402
from read_models import models_now  # noqa: E402
from shops import demo, log_of  # noqa: E402

REBUILD = ("projections", "rebuild", "order_list")


def answers(docket, database, ask):
    """The whole list and the counts, asked while a rebuild holds the views."""
    counts = docket.run("counts", "--json", "--db", database)
    if counts.status != 0:
        raise AssertionError(f"a question ended with {counts.status}: {counts.stderr}")
    rows = all_pages(lambda cursor: ask.page(Wanted(), limit=ask.PAGE_MAX, cursor=cursor), "orders")
    return counts.json["counts"], rows


def generation_of(ask):
    return next(view["generation"] for view in ask.projections()["projections"] if view["name"] == "order_list")


def time_of_a_rebuild(docket, database):
    began = time.monotonic()
    outcome = docket.run(*REBUILD, "--db", database)
    if outcome.status != 0:
        raise AssertionError(f"a rebuild ended with {outcome.status}: {outcome.stderr}")
    return time.monotonic() - began


def run(docket, folder, options):
    database = demo(docket, folder, options.orders)
    models = models_now(log_of(docket, database))
    ask = Questions(docket, database, models.money)
    ask.catch_up()
    expected = (models.counts(), models.orders_listed(Wanted()))
    dice, longest, kills, wrong = random.Random(options.seed), time_of_a_rebuild(docket, database), 0, 0
    for _ in range(options.kills):
        rebuild = docket.start(*REBUILD, "--db", database, stdout=subprocess.DEVNULL)
        until = time.monotonic() + dice.uniform(0.01, longest)
        wrong += answers(docket, database, ask) != expected
        time.sleep(max(0.0, until - time.monotonic()))
        rebuild.kill()
        kills += rebuild.wait() == -signal.SIGKILL
        wrong += answers(docket, database, ask) != expected
    before = generation_of(ask)
    resumed = ask.ask(*REBUILD)["projections"][0]
    ask.verify_projections()
    wrong += answers(docket, database, ask) != expected or not resumed["switched"] or generation_of(ask) <= before
    print(f"seed {options.seed}: {kills} of {options.kills} rebuilds killed -9, {wrong} wrong answers; the last one "
          f"{'went on' if resumed['resumed'] else 'began anew'} and was switched to; complete by hash")
    return 1 if wrong or kills == 0 else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_docket_argument(parser)
    parser.add_argument("--kills", type=int, default=8, help="8 unless given")
    parser.add_argument("--orders", type=int, default=2_000, help="of the demo; 2,000 unless given")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    docket = require_program(options.docket)
    with tempfile.TemporaryDirectory(prefix="docket-rebuild-") as folder:
        return run(docket, folder, options)


if __name__ == "__main__":
    sys.exit(main())
