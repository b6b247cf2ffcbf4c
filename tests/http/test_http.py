#!/usr/bin/env python3
"""The real program over real connections; see README.md. Takes unittest's options too."""

import argparse
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "program"))

from docket_program import add_docket_argument, require_program  # noqa: E402
from http_case import HttpCase  # noqa: E402


def load_tests(loader, tests, pattern):
    """All the test files of this folder, as one suite."""
    for file in sorted(HERE.glob("test_*.py")):
        if file != Path(__file__).resolve():
            tests.addTests(loader.loadTestsFromName(file.stem))
    return tests


def main():
    parser = argparse.ArgumentParser(description="Calls docket serve as clients do, good and bad ones.", add_help=False)
    add_docket_argument(parser)
    arguments, rest = parser.parse_known_args()
    HttpCase.docket = require_program(arguments.docket)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
