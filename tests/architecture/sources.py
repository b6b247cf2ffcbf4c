"""The files of the source tree, as the rules see them."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

NOT_OURS = {".git", "build", "__pycache__", ".cache", "node_modules"}
CPP = {".cpp", ".hpp"}
CODE = CPP | {".py", ".cmake", ".sh", ".js", ".mjs", ".css", ".html"}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


@dataclass(frozen=True)
class Include:
    line: int
    quoted: bool
    path: str


class Source:
    """One file: its path from the root, as a POSIX path, and its lines."""

    def __init__(self, root: Path, path: Path):
        self.path = path.relative_to(root)
        data = path.read_bytes()
        self.is_text = b"\0" not in data
        self.lines = data.decode("utf-8", "replace").splitlines() if self.is_text else []
        self.is_script = data.startswith(b"#!")

    @property
    def is_cpp(self) -> bool:
        return self.path.suffix in CPP

    @property
    def is_code(self) -> bool:
        return self.path.suffix in CODE or self.is_script or self.path.name == "CMakeLists.txt"

    def includes(self):
        for number, text in enumerate(self.lines, 1):
            match = INCLUDE.match(text)
            if match:
                yield Include(number, match[1] == '"', match[2])

    def fault(self, message: str, line: int = 1) -> str:
        return f"{self.path.as_posix()}:{line}: {message}"


def read_tree(root: Path) -> list[Source]:
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        for name in sorted(files):
            path = Path(folder, name)
            if path.is_file():
                found.append(Source(root, path))
    return found
