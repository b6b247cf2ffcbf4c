"""A served shop whose every answer is held against the document."""

import json
import tempfile
import unittest
from pathlib import Path

from document import Document
from served_docket import ServedDocket

# Fulfilments that soon come to their ends.
HASTY = {"mode": "pay_first", "answer_within_ms": 300, "back_off_first_ms": 10, "back_off_max_ms": 50,
         "attempts_max": 3, "look_every_ms": 20}
ROLES = {"reader": ["read"], "sender": ["read", "command"], "operator": ["operate"]}


class DescribedCase(unittest.TestCase):
    """One service with tokens for each class. `docket` is set by run_suite()."""

    docket = None
    options = ()  # Of docket serve.
    document = Document()
    seen = set()  # (operationId, status), of all classes.

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="docket-openapi-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.database = cls.folder / "orders.db"
        cls.prepare()
        cls.tokens = {name: cls.make_token(name, roles) for name, roles in ROLES.items()}
        cls.service = ServedDocket(cls.docket, cls.database, *cls.options)
        cls.addClassCleanup(cls.service.stop)

    @classmethod
    def prepare(cls):
        """Before the service starts."""

    @classmethod
    def make_token(cls, name, roles):
        words = [word for role in roles for word in ("--role", role)]
        made = cls.docket.run("token", "create", name, *words, "--db", cls.database)
        assert made.status == 0, made.stderr
        return made.stdout.strip()

    @classmethod
    def apply(cls, lines, *options):
        """Carries out command lines beside the service, or before it; none is refused."""
        file = cls.folder / "lines.jsonl"
        file.write_text("".join(lines))
        outcome = cls.docket.run("apply", file, "--db", cls.database, "--json", *options)
        assert outcome.json["refusedBy"] == {}, outcome

    @classmethod
    def token_for(cls, role):
        """Of one who has the role, or of anybody."""
        return next(cls.tokens[name] for name, roles in ROLES.items() if not role or role in roles)

    @classmethod
    def token_without(cls, role):
        return next(cls.tokens[name] for name, roles in ROLES.items() if role not in roles)

    # --- Calling. ---

    def call(self, operation, status, place=None, body=None, query=None, token="", prefix="", **headers):
        """Calls an operation, which must answer with the status, and as the document says. `token` None: without one;
        "": of one who may. `body` bytes: as they are. A body that is refused as malformed must be so for the document,
        too; one that is not, must not."""
        one = self.document.operations[operation]
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            sent["Authorization"] = f"Bearer {token or self.token_for(one.role)}"
        answer = self.service.call(one.method, prefix + one.target(place or {}, query or {}), body, sent)
        self.check(one, status, answer)
        if status < 400:
            self.assertEqual(one.faults_of_query(query or {}), [], (operation, query))
            self.assertTrue(one.takes_body(body), (operation, "the document refuses what was taken", body))
        elif status == 400 and not query and "Idempotency-Key" not in sent and "If-Match" not in sent:
            self.assertFalse(one.takes_body(body), (operation, "the document takes what was refused", body))
        return answer

    def check(self, operation, status, answer):
        said = (operation.id, status, answer.headers, answer.body[:2_000])
        self.assertEqual(answer.status, status, said)
        self.assertEqual(operation.faults_of_answer(answer), [], said)
        self.assertEqual(answer.headers.get("x-content-type-options", "nosniff"), "nosniff")
        self.seen.add((operation.id, status))


def json_line(**fields):
    return json.dumps(fields) + "\n"
