"""The calls of the README, from top to bottom, by curl; what they print is what stands there, but for … ."""

import re
import shutil
import subprocess

from docket_program import PROJECT_ROOT
from http_case import HttpCase

README = PROJECT_ROOT / "README.md"
PLACE = "localhost:8080"


def transcript():
    """Each command of the README's session with the service, and the lines that it prints."""
    block = re.search(r"```console\n(.*?)```", README.read_text(), re.DOTALL)
    steps = []
    for line in block[1].splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps[-1][0].count("'") % 2 == 1:  # Within a text that goes on.
            steps[-1] = (steps[-1][0] + "\n" + line, [])
        else:
            steps[-1][1].append(line)
    return steps


class Readme(HttpCase):
    def setUp(self):
        if shutil.which("curl") is None:
            self.skipTest("there is no curl")
        super().setUp()

    def test_what_the_readme_calls_prints_what_the_readme_says(self):
        (serve, said), *calls = transcript()
        self.assertIn("docket serve", serve)
        self.assertEqual(said, ["Serving docket.db at http://127.0.0.1:8080"])
        self.assertGreater(len(calls), 6)
        for command, expected in calls:
            self.assertIn(PLACE, command)
            here = command.replace(PLACE, f"{self.service.host}:{self.service.port}")
            ran = subprocess.run(["bash", "-c", here], capture_output=True, text=True, cwd=self.folder, timeout=60)
            pattern = "\n".join(".*".join(map(re.escape, line.split("…"))) for line in expected)
            self.assertRegex(ran.stdout.strip(), f"\\A{pattern}\\Z", command)
