"""The test files of a folder as one suite, which asks one program."""

import argparse
import sys
import unittest
from pathlib import Path

from docket_program import add_docket_argument, require_program


def tests_beside(main_file, loader):
    """A suite for each test file of the folder, but the one that runs them."""
    itself = Path(main_file).resolve()
    return [loader.loadTestsFromName(file.stem) for file in sorted(itself.parent.glob("test_*.py")) if file != itself]


def run_suite(case):
    """Runs the tests of the script that was started. `case` is the class from which they have their program, in
    `docket`. All but --docket is for unittest: -h, -v, -k WORD."""
    parser = argparse.ArgumentParser(add_help=False)
    add_docket_argument(parser)
    arguments, rest = parser.parse_known_args()
    case.docket = require_program(arguments.docket)
    unittest.main(argv=[sys.argv[0], *rest])
