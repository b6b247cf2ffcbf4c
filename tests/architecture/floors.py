"""Who may include what. A floor includes from itself and from those before it, never from those after."""

import re

from sources import Source

FLOORS = ["domain", "persistence", "actors", "simulation", "service", "app"]

# The packages by the beginning of their headers' paths, and the floors that may use them.
PACKAGES = {
    "tl/": {"domain"},
    "fmt/": set(FLOORS),
    "nlohmann/": {"persistence", "actors", "app", "simulation", "service"},
    "sqlite3.h": {"persistence", "simulation"},
    "SQLiteCpp/": {"persistence"},
    "openssl/": {"persistence", "service"},
    "restinio/": {"service"},
    "zstd.h": {"persistence"},
    "caf/": {"actors", "simulation"},
    "spdlog/": {"actors", "app"},
    "CLI/": {"app"},
    "httplib.h": {"service", "app"},
    "mimalloc": {"app"},
}
# What the operating system and the compiler give, beyond the standard library.
SYSTEM = re.compile(r"^(sys|linux|sanitizer|arpa|netinet)/|^[a-z_0-9]+\.h$")
STANDARD = re.compile(r"^[a-z_0-9]+$")

# A rule that reads the time or throws dice, or speaks to the world, is no pure rule.
IMPURE = {"random", "thread", "mutex", "future", "atomic", "iostream", "fstream", "filesystem", "cstdio", "ctime"}

EVERYWHERE = {"docket/version.hpp"}
PUBLIC_LIST = "cmake/public_headers.txt"


def floor_of(source: Source) -> str | None:
    """The floor a file stands on, or is a test of; None for files that may include what they like."""
    parts = source.path.parts
    floor = parts[1] if parts[0] == "tests" and len(parts) > 2 else parts[0]
    return floor if floor in FLOORS else None


def is_test(source: Source) -> bool:
    return source.path.parts[0] == "tests"


def check_own(source: Source, floor: str, path: str) -> str | None:
    if not path.startswith("docket/"):
        return None if is_test(source) else f'"{path}" is not written as "docket/<floor>/<path>"'
    if path in EVERYWHERE:
        return None
    target = path.split("/")[1]
    if target in ("engine.hpp", "queries.hpp"):
        target = "actors"
    if target not in FLOORS:
        return f'"{path}" is on no floor'
    if FLOORS.index(target) > FLOORS.index(floor):
        return f"{floor} includes from {target}, which stands on top of it"
    return None


def check_package(floor: str, path: str) -> str | None:
    for beginning, floors in PACKAGES.items():
        if path.startswith(beginning):
            return None if floor in floors else f"<{path}> is for {', '.join(sorted(floors))}, not for {floor}"
    if STANDARD.match(path):
        return f"<{path}> has no place in pure rules" if floor == "domain" and path in IMPURE else None
    if SYSTEM.match(path):
        return f"<{path}> has no place in pure rules" if floor == "domain" else None
    return f"<{path}> belongs to no package that tests/architecture/floors.py knows"


def check_includes(sources: list[Source]) -> list[str]:
    faults = []
    for source in sources:
        floor = floor_of(source)
        if not source.is_cpp or floor is None:
            continue
        for include in source.includes():
            if include.quoted:
                why = check_own(source, floor, include.path)
            elif is_test(source):
                why = None
            else:
                why = check_package(floor, include.path)
            if why:
                faults.append(source.fault(why, include.line))
    return faults


def public_headers(sources: list[Source]) -> set[str]:
    """The headers that are installed: all of the domain's and those that the list names."""
    headers = {s.path.as_posix() for s in sources if s.path.parts[0] == "domain" and s.path.suffix == ".hpp"}
    for source in sources:
        if source.path.as_posix() == PUBLIC_LIST:
            headers.update(line for line in source.lines if line)
    return headers


def check_public_headers(sources: list[Source]) -> list[str]:
    """Whoever includes a public header needs the public headers, tl::expected and the standard library only."""
    by_path = {s.path.as_posix(): s for s in sources}
    public = public_headers(sources)
    faults = []
    for path in sorted(public):
        if path not in by_path:
            faults.append(f"{PUBLIC_LIST}:1: {path} does not exist")
            continue
        for include in by_path[path].includes():
            if include.quoted and include.path.removeprefix("docket/") not in public and include.path not in EVERYWHERE:
                faults.append(by_path[path].fault(f"a public header includes a private one: {include.path}", include.line))
            elif not include.quoted and not STANDARD.match(include.path) and not include.path.startswith("tl/"):
                faults.append(by_path[path].fault(f"a public header shows <{include.path}>", include.line))
    return faults
