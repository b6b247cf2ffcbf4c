"""What holds for every file and folder, whatever is in it."""

import re

from sources import Source

LINES_MAX = 400
# Put together from parts, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME"]) + r")\b")


def check_lengths(sources: list[Source]) -> list[str]:
    return [
        source.fault(f"{len(source.lines)} lines; {LINES_MAX} are the most")
        for source in sources
        if source.is_code and len(source.lines) > LINES_MAX
    ]


def check_readmes(sources: list[Source]) -> list[str]:
    present = {source.path.as_posix() for source in sources}
    folders = {source.path.parent for source in sources if source.is_code and source.path.parent.name}
    hidden = {folder for folder in folders if any(part.startswith(".") for part in folder.parts)}
    return [
        f"{folder.as_posix()}:1: holds sources and no README.md"
        for folder in sorted(folders - hidden)
        if (folder / "README.md").as_posix() not in present
    ]


def check_unfinished(sources: list[Source]) -> list[str]:
    return [
        source.fault("a mark of unfinished work", number)
        for source in sources
        for number, text in enumerate(source.lines, 1)
        if UNFINISHED.search(text)
    ]


def check_headers(sources: list[Source]) -> list[str]:
    faults = []
    for source in sources:
        if source.path.suffix != ".hpp":
            continue
        if "#pragma once" not in source.lines:
            faults.append(source.fault("a header without #pragma once"))
        for number, text in enumerate(source.lines, 1):
            if re.match(r"\s*using namespace\b", text):
                faults.append(source.fault("using namespace in a header", number))
    return faults
