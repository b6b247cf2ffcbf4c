#!/usr/bin/env python3
"""The real program against its OpenAPI document; see README.md. Takes unittest's options too."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "program"), str(HERE.parent / "http")]

from docket_program import skip  # noqa: E402
from suite import run_suite, tests_beside  # noqa: E402

try:
    from described_case import DescribedCase  # noqa: E402
except ModuleNotFoundError as missing:
    if missing.name != "jsonschema":
        raise
    skip("there is no python3-jsonschema")

# What is described and cannot be brought about from outside, by status, and why.
NOT_PROVOKED = {500: "a fault of the program: whoever knew one would mend it"}


class Everything(unittest.TestCase):
    """Runs last."""

    def test_every_operation_and_every_described_status_was_seen(self):
        described = {(one.id, status) for one in DescribedCase.document.operations.values() for status in one.responses}
        unseen = {pair for pair in described - DescribedCase.seen if pair[1] not in NOT_PROVOKED}
        self.assertEqual(unseen, set())
        provoked = {status for _, status in DescribedCase.seen} & set(NOT_PROVOKED)
        self.assertEqual(provoked, set(), "it can be provoked after all")


def load_tests(loader, tests, pattern):
    """All the test files of this folder, as one suite, and then what they must have seen."""
    return unittest.TestSuite([*tests_beside(__file__, loader), loader.loadTestsFromTestCase(Everything)])


if __name__ == "__main__":
    run_suite(DescribedCase)
