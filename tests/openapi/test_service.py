"""What is the same for all operations: who may, what is too long; and the service's own."""

import json

from described_case import DescribedCase
from document import Document
from jsonschema import Draft202012Validator
from served_docket import Answer

ANYWHERE = {"order": "any", "product": "any", "customer": "any", "command": "any", "by": "product", "projection": "any",
            "position": "1"}


class Doors(DescribedCase):
    def all_with(self, status):
        return [one for one in self.document.operations.values() if status in one.responses]

    def test_who_has_no_token_is_not_let_in(self):
        for one in self.all_with(401):
            self.assertNotEqual(one.role, "")
            self.call(one.id, 401, ANYWHERE, token=None)
            self.call(one.id, 401, ANYWHERE, token="unknown")

    def test_who_has_not_the_role_is_not_let_in(self):
        for one in self.all_with(403):
            answer = self.call(one.id, 403, ANYWHERE, token=self.token_without(one.role))
            self.assertEqual((answer.rule, answer.json["facts"]), ("role_needed", {"role": one.role}))

    def test_pages_of_other_sites_send_no_commands(self):
        self.assertEqual(self.call("createOrder", 403, Sec_Fetch_Site="cross-site").rule, "cross_site")

    def test_a_parameter_that_is_not_described_is_refused(self):
        for one in self.all_with(400):
            if one.id != "setLogLevel":  # Which looks at its body alone.
                self.call(one.id, 400, ANYWHERE, query={"nonsense": "1"})

    def test_what_is_too_long_is_not_read(self):
        for one in self.all_with(413):
            lines = [f"{one.method} {one.target(ANYWHERE, {})} HTTP/1.1", "Host: docket", "Content-Length: 3000000",
                     "Content-Type: application/json", f"Authorization: Bearer {self.token_for(one.role)}", "", ""]
            head = "\r\n".join(lines)
            self.check(one, 413, answer_in(self.service.say(head.encode())))


class ClosedDoors(DescribedCase):
    def test_tokens_that_cannot_be_read_let_nobody_in(self):
        """The way to a 503 that every operation with a token has."""
        file = self.folder / "orders.db.tokens"
        file.write_bytes(file.read_bytes()[:-2])
        while self.service.get("/me", Authorization=f"Bearer {self.tokens['reader']}").status != 503:
            pass  # The file is looked at now and then.
        for one in self.document.operations.values():
            if 503 in one.responses and one.id != "readiness":
                self.assertEqual(self.call(one.id, 503, ANYWHERE).rule, "tokens_unreadable")


class Own(DescribedCase):
    def test_the_document_is_served_as_it_stands(self):
        answer = self.call("getOpenapi", 200, token=None)
        self.assertEqual(answer.json, self.document.root)
        self.call("getOpenapi", 304, token=None, If_None_Match=answer.headers["etag"])

    def test_the_level_of_the_log_is_told_and_set(self):
        self.assertEqual(self.call("getLogLevel", 200).json, {"level": "info"})
        for level in ("debug", "warn", "error", "info"):
            self.assertEqual(self.call("setLogLevel", 200, body={"level": level}).json, {"level": level})
        for malformed in (None, {}, {"level": "loud"}, {"level": "info", "more": 1}, []):
            self.call("setLogLevel", 400, body=malformed)

    def test_who_asks_is_told_who_it_is(self):
        self.assertEqual(self.call("me", 200, token=self.tokens["sender"]).json,
                         {"name": "sender", "roles": ["read", "command"]})


class Itself(DescribedCase):
    """The document alone; no service is asked."""

    @classmethod
    def setUpClass(cls):
        pass

    def test_its_schemas_are_schemas_and_their_examples_are_valid(self):
        for name, schema in self.document.root["components"]["schemas"].items():
            with self.subTest(name):
                Draft202012Validator.check_schema(schema)
                for example in schema.get("examples", []):
                    self.assertEqual(self.document.faults_of(schema, example), [])

    def test_what_is_not_as_described_is_found(self):
        one = Document().operations["me"]
        good = {"content-type": "application/json", "cache-control": "no-store"}
        body = json.dumps({"name": "a", "roles": ["read"]}).encode()
        self.assertEqual(one.faults_of_answer(Answer(200, good, body)), [])
        faulty = [Answer(204), Answer(200, good, b'{"name":"a"}'), Answer(200, good, body[:-1] + b',"more":1}'),
                  Answer(200, {**good, "content-type": "text/html"}, body),
                  Answer(200, {**good, "etag": "1"}, body), Answer(200, {**good, "cache-control": "x"}, body),
                  Answer(200, {"content-type": "application/json"}, body)]
        for answer in faulty:
            self.assertEqual(len(one.faults_of_answer(answer)), 1, answer)


def answer_in(said):
    """The one whole answer that stands in what came over a connection."""
    head, _, body = said.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return Answer(int(first.split()[1]), headers, body)
