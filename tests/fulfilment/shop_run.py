"""The docket program as a shop that runs by itself: its files, its settings, and what its books say."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Of the provider and the carrier, in parts per 10,000.
FIVE_IN_A_HUNDRED = 500


def hasty_settings(**simulation):
    """A configuration whose waits are short, so that a test does not wait for them."""
    return {
        "fulfilment": {"mode": "pay_first", "answer_within_ms": 400, "back_off_first_ms": 50, "back_off_max_ms": 400,
                       "tracking_every_ms": 400, "attempts_max": 40},
        "simulation": {"latency_ms_min": 1, "latency_ms_max": 10, "transit_ms": 2_000, **simulation},
    }


class Shop:
    """One database with its gateways' ledgers, in a folder."""

    def __init__(self, docket, folder, settings):
        self.docket = docket
        self.folder = Path(folder)
        self.database = self.folder / "shop.db"
        self.settings = self.folder / "docket.json"
        self.settings.write_text(json.dumps(settings))

    def apply_arguments(self, lines):
        return ("apply", lines, "--db", self.database, "--config", self.settings, "--json")

    def apply(self, lines, timeout=1_800):
        """Applies the lines and waits until every fulfilment has ended; the summary."""
        outcome = self.docket.run(*self.apply_arguments(lines), timeout=timeout)
        if outcome.status not in (0, 1) or not outcome.stdout:
            raise AssertionError(f"apply ended with {outcome.status}: {outcome.stderr}")
        return outcome.json

    def start_apply(self, lines):
        return self.docket.start(*self.apply_arguments(lines), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def events(self):
        """The whole log, in a file of JSON Lines."""
        path = self.folder / "events.jsonl"
        with open(path, "wb") as file:
            outcome = self.docket.run_into(file, "events", "--db", self.database)
        if outcome.status != 0:
            raise AssertionError(f"events ended with {outcome.status}: {outcome.stderr}")
        return path

    def verify(self):
        outcome = self.docket.run("verify", "--db", self.database)
        if outcome.status != 0:
            raise AssertionError(f"verify found damage: {outcome.stdout}{outcome.stderr}")

    def books(self):
        """What the independent check makes of log and ledgers; raises when anything does not balance."""
        checked = subprocess.run(
            ["python3", str(HERE / "books.py"), str(self.events()), "--payments", f"{self.database}.payments.jsonl",
             "--carrier", f"{self.database}.shipments.jsonl", "--json"], capture_output=True, text=True)
        if checked.returncode != 0:
            raise AssertionError(f"the books do not balance: {checked.stdout[-4_000:]}{checked.stderr}")
        return json.loads(checked.stdout)
