"""The docket program as a subject of tests: finds it, runs it, reads what it prints."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 77  # The exit status that tells CTest "skipped" (SKIP_RETURN_CODE).


@dataclass(frozen=True)
class Outcome:
    """What one run of the program came to."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self):
        """The one JSON object on standard output."""
        return json.loads(self.stdout)

    @property
    def json_lines(self):
        return [json.loads(line) for line in self.stdout.splitlines()]


class Docket:
    """Runs of one program. `prefix` goes before its path: a wrapper such as setpriv."""

    def __init__(self, binary, prefix=()):
        self.binary = Path(binary).resolve()
        self.prefix = tuple(prefix)

    def command(self, *arguments):
        return [*self.prefix, str(self.binary), *map(str, arguments)]

    def run(self, *arguments, stdin=None, timeout=600, **options):
        """Runs to the end. `stdin` is text or bytes. A run that dies of a signal has a negative status."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        source = {"input": given} if given is not None else {"stdin": subprocess.DEVNULL}
        ended = subprocess.run(self.command(*arguments), capture_output=True, timeout=timeout, **source, **options)
        return Outcome(ended.returncode, ended.stdout.decode(errors="replace"), ended.stderr.decode(errors="replace"))

    def run_into(self, stdout, *arguments):
        """Runs to the end with standard output going into an open file."""
        ended = subprocess.run(self.command(*arguments), stdin=subprocess.DEVNULL, stdout=stdout,
                               stderr=subprocess.PIPE, timeout=600)
        return Outcome(ended.returncode, "", ended.stderr.decode(errors="replace"))

    def peak_memory_of(self, *arguments):
        """Runs to the end and answers the largest resident size in bytes. A small process starts the run, because
        what a process had in memory before it became the program counts as the program's."""
        measure = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
                   "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        ended = subprocess.run([sys.executable, "-c", measure, *self.command(*arguments)], capture_output=True,
                               stdin=subprocess.DEVNULL, timeout=600, check=True)
        return int(ended.stdout) << 10

    def start(self, *arguments, **options):
        """Starts a run and leaves it to the caller."""
        return subprocess.Popen(self.command(*arguments), stdin=subprocess.DEVNULL, **options)

    def run_and_kill(self, after_seconds, *arguments):
        """Starts a run and kills it -9 after a while. True when the kill found it running."""
        process = self.start(*arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=after_seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def finds_a_log_in(self, database):
        """False where a kill came before the database's first transaction: no file, or one with nothing in it."""
        if not database.exists() or database.stat().st_size == 0:
            return False
        return "nothing was written to it" not in self.run("verify", "--db", database).stderr


def default_binary():
    return Path(os.environ.get("DOCKET_BIN") or PROJECT_ROOT / "build" / "release" / "docket")


def add_docket_argument(parser):
    parser.add_argument("--docket", metavar="PROGRAM", type=Path, default=default_binary(),
                        help="the program to test; $DOCKET_BIN or build/release/docket unless given")


def require_program(binary):
    """The program, or the end of this test with one line that says what to do."""
    if not os.access(binary, os.X_OK) or Path(binary).is_dir():
        sys.exit(f"there is no program at {binary}: build it, or name it with --docket or DOCKET_BIN")
    return Docket(binary)


def run_in_folder(parser, run):
    """Runs with the program, a folder that is gone afterwards, and the options, and answers what that answers."""
    add_docket_argument(parser)
    options = parser.parse_args()
    docket = require_program(options.docket)
    with tempfile.TemporaryDirectory(prefix="docket-test-") as folder:
        return run(docket, folder, options)


def skip(why):
    """Ends the test as skipped, and says so."""
    print(f"skipped: {why}")
    sys.exit(SKIPPED)
