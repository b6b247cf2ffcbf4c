#!/usr/bin/env python3
"""The real program over real connections; see README.md. Takes unittest's options too."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "program"))

from http_case import HttpCase  # noqa: E402
from suite import run_suite, tests_beside  # noqa: E402


def load_tests(loader, tests, pattern):
    """All the test files of this folder, as one suite."""
    return loader.suiteClass(tests_beside(__file__, loader))


if __name__ == "__main__":
    run_suite(HttpCase)
