"""service/openapi/openapi.json, and what it says of one answer."""

import json
import re
from urllib.parse import quote, urlencode

from docket_program import PROJECT_ROOT
from jsonschema import Draft202012Validator

FILE = PROJECT_ROOT / "service" / "openapi" / "openapi.json"
METHODS = ("get", "put", "post", "patch", "delete")
# Those of HTTP itself, and the one that every answer has; the document says so in words.
GENERAL_HEADERS = {"content-type", "content-length", "connection", "date", "server", "transfer-encoding",
                   "x-content-type-options"}


class Document:
    def __init__(self):
        self.root = json.loads(FILE.read_text())
        self.operations = {
            operation["operationId"]: Operation(self, method, path, operation)
            for path, methods in self.root["paths"].items()
            for method, operation in methods.items() if method in METHODS
        }

    def resolve(self, node):
        """What a reference leads to; anything else is itself."""
        while "$ref" in node:
            target = node["$ref"]
            node = self.root
            for part in target.removeprefix("#/").split("/"):
                node = node[part]
        return node

    def faults_of(self, schema, value):
        """Why a value is not as a schema of this document says; empty: it is."""
        # References lead into the components, which so stand where they point to.
        validator = Draft202012Validator({**schema, "components": self.root["components"]})
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                for error in validator.iter_errors(value)]

    def faults_of_text(self, schema, text):
        """The same of what stands in a header or a parameter."""
        kind = self.resolve(schema).get("type")
        if kind == "integer" and re.fullmatch(r"-?\d+", text):
            return self.faults_of(schema, int(text))
        if kind == "array":
            return self.faults_of_text(self.resolve(schema)["items"], text)
        return self.faults_of(schema, text)


class Operation:
    def __init__(self, document, method, path, node):
        self.document = document
        self.id = node["operationId"]
        self.method, self.path, self.node = method.upper(), path, node
        self.responses = {int(status): document.resolve(one) for status, one in node["responses"].items()}
        self.parameters = [document.resolve(one) for one in node.get("parameters", [])]
        body = node.get("requestBody")
        self.body_schema = body and body["content"]["application/json"]["schema"]
        self.needs_body = bool(body and body.get("required"))

    @property
    def role(self):
        """None: any token; "": nobody needs one."""
        security = self.node["security"]
        return (security[0]["token"] or [None])[0] if security else ""

    def target(self, place, query):
        path = re.sub(r"\{(\w+)\}", lambda name: quote(place[name[1]], safe=""), self.path)
        return path + ("?" + urlencode(query, doseq=True) if query else "")

    def takes_body(self, body):
        """Whether the document lets this body in; None stands for none."""
        if body is None:
            return not self.needs_body
        return bool(self.body_schema) and not self.document.faults_of(self.body_schema, body)

    def faults_of_query(self, query):
        known = {one["name"]: one["schema"] for one in self.parameters if one["in"] == "query"}
        needed = {one["name"] for one in self.parameters if one["in"] == "query" and one.get("required")}
        faults = [f"the parameter {name} is not described" for name in query if name not in known]
        faults += [f"the parameter {name} is needed, but was not" for name in needed - set(query)]
        for name in set(query) & set(known):
            values = query[name] if isinstance(query[name], list) else [query[name]]
            for value in values:
                faults += [f"parameter {name}: {why}" for why in
                           self.document.faults_of_text(known[name], str(value))]
        return faults

    def faults_of_answer(self, answer):
        """Where an answer is not as the document has it."""
        described = self.responses.get(answer.status)
        if described is None:
            return [f"the status {answer.status} is not described"]
        return self._faults_of_headers(described, answer) + self._faults_of_content(described, answer)

    def _faults_of_headers(self, described, answer):
        known = {name.lower(): self.document.resolve(one) for name, one in described.get("headers", {}).items()}
        faults = [f"the header {name} is not described" for name in answer.headers
                  if name not in known and name not in GENERAL_HEADERS]
        for name, one in known.items():
            if name in answer.headers:
                faults += [f"header {name}: {why}" for why in
                           self.document.faults_of_text(one["schema"], answer.headers[name])]
            elif one.get("required"):
                faults.append(f"the header {name} is missing")
        return faults

    def _faults_of_content(self, described, answer):
        content = described.get("content")
        if not content:
            return ["a body that is not described"] if answer.body else []
        media = answer.headers.get("content-type", "").split(";")[0]
        if media not in content:
            return [f"the content type {media!r} is not described"]
        value = json.loads(answer.body) if media.endswith("json") else answer.body.decode()
        return [f"body {why}" for why in self.document.faults_of(content[media]["schema"], value)]
