"""What is wrong with the books, and what cannot be read at all."""

from collections import Counter
from dataclasses import dataclass


class Unreadable(Exception):
    """The input is no log or no ledger; nothing can be said of it."""


@dataclass(frozen=True)
class Violation:
    rule: str  # Stable; README.md has them all.
    subject: str  # "order o-1", "product p-1", "payment o-1", "order o-1, product p-1", ...
    message: str

    def __str__(self):
        return f"{self.rule}: {self.subject}: {self.message}"


class Findings:
    """Violations in the order in which they were found. A log that is wrong everywhere fills no memory."""

    KEPT = 1_000

    def __init__(self):
        self.kept = []
        self.by_rule = Counter()

    def add(self, rule, subject, message):
        self.by_rule[rule] += 1
        if len(self.kept) < self.KEPT:
            self.kept.append(Violation(rule, subject, message))

    def __len__(self):
        return self.by_rule.total()
