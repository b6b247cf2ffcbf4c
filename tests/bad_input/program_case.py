"""What the tests of bad input share: a database with one good order in it, and what must hold after each mistake."""

import json
import os
import shutil

from docket_program import Docket
from folder_case import FolderCase

NOBODY = 65_534  # The user without rights, by custom.

CREATE = {"command": "createOrder", "orderId": "order-001", "commandId": "c-1", "customerId": "cust-1",
          "currency": "USD", "shippingFee": "5.00",
          "items": [{"productId": "widget", "quantity": 2, "unitPrice": "29.99"}]}


def command(kind, order="order-001", **fields):
    """A command line as text."""
    return json.dumps({"command": kind, "orderId": order, **fields})


def creation(order, **fields):
    return json.dumps({**CREATE, "orderId": order, "commandId": f"{order}:1", **fields})


def as_bytes(lines):
    return b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)


class ProgramCase(FolderCase):
    """The program in a folder of its own, and what must hold after a mistake."""

    def start_over(self):
        """From here on another, new database."""
        self.database = self.folder / f"orders-{len(list(self.folder.iterdir()))}.db"

    def bind_to_permissions(self):
        """From here on the program runs as a user whom permissions bind: where this is root, as nobody."""
        if os.geteuid() != 0:
            return
        if shutil.which("setpriv") is None:
            self.skipTest("permissions do not bind root, and there is no setpriv to become another user")
        program = self.folder / "docket"  # The build folder may be one that only root enters.
        shutil.copy(self.docket.binary, program)
        self.docket = Docket(program, ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"))
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)

    # --- Running. ---

    def run_docket(self, name, *arguments, **options):
        return self.docket.run(name, *arguments, "--db", self.database, **options)

    def apply(self, *lines, options=()):
        """Applies lines, each text or bytes, from a file."""
        file = self.folder / "commands.jsonl"
        file.write_bytes(as_bytes(lines))
        return self.run_docket("apply", file, *options)

    def apply_well(self, *lines, options=()):
        """The summary of lines that are all accepted."""
        outcome = self.apply(*lines, options=("--json", *options))
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertEqual(outcome.json["accepted"], len(lines), outcome.stdout)
        return outcome.json

    def apply_good_order(self):
        """order-001, pending, in a database of its own: three versions short of being placed. Answers the head."""
        return self.apply_well(json.dumps(CREATE))["head"]

    def head(self):
        outcome = self.run_docket("verify", "--json")
        self.assertEqual(outcome.status, 0, outcome.stdout + outcome.stderr)
        head = outcome.json["head"]
        return {"position": head["position"], "hash": head["hash"]}  # As `apply --json` states it.

    # --- What must hold. ---

    def assert_one_line(self, outcome, status, *words):
        """The status, exactly one line on standard error with these words in it, and nothing on standard output."""
        self.assertEqual(outcome.status, status, outcome.stderr)
        lines = outcome.stderr.splitlines()
        self.assertEqual(len(lines), 1, outcome.stderr)
        self.assertEqual(outcome.stdout, "")
        for word in words:
            self.assertIn(word, lines[0])

    def assert_malformed(self, bad_line, *words):
        """The line between two good ones is reported by number; the good ones take effect and nothing else does."""
        outcome = self.apply(creation("before"), bad_line, creation("after"), options=("--json",))
        self.assertEqual(outcome.status, 1, outcome.stderr)
        summary = outcome.json
        self.assertEqual((summary["accepted"], summary["refused"], summary["malformed"]), (2, 0, 1), outcome.stdout)
        lines = outcome.stderr.splitlines()
        self.assertEqual(len(lines), 1, outcome.stderr)
        for word in ("line 2", *words):
            self.assertIn(word, lines[0])
        self.assertEqual(self.head(), summary["head"])
        self.assertEqual(summary["head"]["position"], 4)

    def assert_refused(self, rule, bad_line):
        """A rule refuses the command for order-001, and the log stays as it was."""
        before = self.apply_good_order()
        outcome = self.apply(bad_line, options=("--json",))
        self.assertEqual(outcome.json["refusedBy"], {rule: 1}, outcome.stdout + outcome.stderr)
        self.assertEqual(outcome.json["accepted"], 0)
        self.assertEqual(self.head(), before)
