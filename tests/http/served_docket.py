"""`docket serve` as a subject of tests: starts it at a free port, calls it, ends it."""

import http.client
import json
import re
import resource
import signal
import socket
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_S = 60  # For anything that a good service does within a second.


@dataclass(frozen=True)
class Answer:
    """One response, read whole."""

    status: int
    headers: dict = field(default_factory=dict)  # By small-lettered names.
    body: bytes = b""

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def rule(self):
        """Of a problem."""
        return self.json["rule"]


class ServedDocket:
    """One running service. A context manager: leaving it stops the service and demands that it ended well."""

    def __init__(self, docket, database, *options):
        place = () if "--listen" in options else ("--listen", "127.0.0.1:0")
        self.process = docket.start("serve", *place, "--db", database, *options,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        told = re.search(r"at (https?)://([^:]+):(\d+)$", line.strip())
        if told is None:
            complaint = self.process.communicate(timeout=PATIENCE_S)[1].decode()
            raise AssertionError(f"docket serve said {line!r} and {complaint!r}")
        self.scheme, self.host, self.port = told[1], told[2], int(told[3])
        self._local = threading.local()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.stop() if kind is None else self.kill()

    def resident_bytes(self):
        """Its memory, as the kernel counts it."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * resource.getpagesize()

    # --- Calling. ---

    def call(self, method, path, body=None, headers=None):
        """One request on this thread's connection; a body that is no bytes is sent as JSON."""
        sent = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        connection = self._connection()
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        except (OSError, http.client.HTTPException):
            self._local.connection = None
            raise

    def get(self, path, **headers):
        return self.call("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, body=None, **headers):
        return self.call("POST", path, body, {k.replace("_", "-"): v for k, v in headers.items()})

    def _connection(self):
        if getattr(self._local, "connection", None) is None:
            self._local.connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_S)
        return self._local.connection

    def connect(self):
        return socket.create_connection((self.host, self.port), timeout=PATIENCE_S)

    def say(self, request, end=True):
        """Bytes as they are, on a connection of their own; all that comes back until it is closed."""
        with self.connect() as wire:
            try:
                wire.sendall(request)
                if end:
                    wire.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # It was closed while we spoke; what it had said is still to be read.
            return read_all(wire)

    # --- Ending. ---

    def stop(self):
        """As an operator does; answers what it wrote to standard error."""
        self.process.send_signal(signal.SIGTERM)
        complaint = self.process.communicate(timeout=PATIENCE_S)[1].decode()
        self.hang_up()
        assert self.process.returncode == 0, f"status {self.process.returncode}: {complaint}"
        return complaint

    def kill(self):
        self.process.kill()
        self.process.communicate()
        self.hang_up()

    def hang_up(self):
        """Closes this thread's connection."""
        if getattr(self._local, "connection", None) is not None:
            self._local.connection.close()
            self._local.connection = None


def read_all(wire):
    got = b""
    try:
        while part := wire.recv(65_536):
            got += part
    except ConnectionResetError:
        pass
    return got


def statuses(bytes_read):
    """The status codes of all responses in what was read from one connection."""
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3}) ", bytes_read)]
