#!/usr/bin/env python3
"""Says where the source tree is not built as docs/architecture.md has it.

usage: check_tree.py ROOT
"""

import sys
from pathlib import Path

from documents import check_links, check_quoted_code
from files import check_headers, check_lengths, check_readmes, check_unfinished
from floors import check_includes, check_public_headers
from sources import read_tree

RULES = [
    check_includes,
    check_public_headers,
    check_lengths,
    check_readmes,
    check_unfinished,
    check_headers,
    check_quoted_code,
    check_links,
]


def check(root: Path) -> list[str]:
    sources = read_tree(root)
    return [fault for rule in RULES for fault in rule(sources)]


def main() -> int:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__.strip(), file=sys.stderr)
        return 2
    faults = check(Path(sys.argv[1]).resolve())
    print("\n".join(faults) if faults else "The tree is as it should be.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
