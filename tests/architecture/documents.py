"""What documents say of the tree: links lead somewhere, and code comes from the program that CI builds and runs."""

import re
from pathlib import PurePosixPath

from sources import Source

QUOTED = re.compile(r"<!-- from (\S+) -->\n```[a-z]*\n(.*?)```", re.S)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def check_quoted_code(sources: list[Source]) -> list[str]:
    texts = {source.path.as_posix(): "\n".join(source.lines) + "\n" for source in sources}
    faults = []
    for source in documents(sources):
        for match in QUOTED.finditer(texts[source.path.as_posix()]):
            if match[2] not in texts.get(match[1], ""):
                faults.append(source.fault(f"the code that follows does not stand in {match[1]}", line_of(match)))
    return faults


def check_links(sources: list[Source]) -> list[str]:
    present = {source.path.as_posix() for source in sources}
    present |= {parent.as_posix() for source in sources for parent in source.path.parents}
    faults = []
    for source in documents(sources):
        for number, text in enumerate(source.lines, 1):
            for target in LINK.findall(text):
                if ":" not in target and resolve(source, target) not in present:
                    faults.append(source.fault(f"the link to {target} leads nowhere", number))
    return faults


def documents(sources: list[Source]) -> list[Source]:
    return [source for source in sources if source.path.suffix == ".md"]


def line_of(match: re.Match) -> int:
    return match.string.count("\n", 0, match.start()) + 1


def resolve(source: Source, target: str) -> str:
    parts = []
    for part in (PurePosixPath(source.path.as_posix()).parent / target).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) or "."
