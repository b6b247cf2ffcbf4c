"""Money as whole minor units: 29.99 USD is 2999. No floating point, no rounding."""

import re

from findings import Unreadable

WRITTEN = re.compile(r"-?[0-9]+(?:\.([0-9]+))?", re.ASCII)


class Money:
    """Reads and writes amounts, which always have exactly their currency's decimals; the first one tells how many."""

    def __init__(self):
        self.decimals = {}

    def minor_units(self, written, currency):
        match = WRITTEN.fullmatch(written) if isinstance(written, str) else None
        if not match:
            raise Unreadable(f"{written!r} is no amount")
        decimals = len(match[1] or "")
        if self.decimals.setdefault(currency, decimals) != decimals:
            raise Unreadable(f"{written} {currency} has {decimals} decimals, others have {self.decimals[currency]}")
        return int(written.replace(".", ""))

    def written(self, minor_units, currency):
        decimals = self.decimals.get(currency, 0)
        digits = str(abs(minor_units)).rjust(decimals + 1, "0")
        whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
        return ("-" if minor_units < 0 else "") + whole + ("." + part if part else "")
