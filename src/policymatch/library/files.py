"""Which files a folder of rules holds, their order, and what they say: each is read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policymatch.problems import Place, Problem

VOCABULARY_FILE = "vocabulary.yaml"
CONDITIONS_FILE = "conditions.yaml"
# Read before all others, in this order, since rules of any file may use what they declare.
_FIRST = (VOCABULARY_FILE, CONDITIONS_FILE)
MAX_FILES = 20_000
# As many as the reader of YAML looks at: it refuses what is longer.
MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file as it was read: its bytes, one more than is allowed at most, or why there are none."""

    path: Path
    raw: bytes = b""
    error: OSError | None = None


def rule_files(folder: Path, problems: list[Problem]) -> list[RuleFile]:
    """Return the YAML files below `folder`, what rules of any file may use first."""
    place = Place(str(folder))
    if not folder.is_dir():
        problems.append(Problem("folder-missing", place, {"found": str(folder)}))
        return []
    listed = [path for pattern in ("*.yaml", "*.yml") for path in folder.rglob(pattern)]
    inside = {path: path.relative_to(folder) for path in listed}
    found = [
        path
        for path in listed
        if not any(part.startswith(".") for part in inside[path].parts) and path.is_file()
    ]
    if not found:
        problems.append(Problem("folder-empty", place, {"found": str(folder)}))
    if len(found) > MAX_FILES:
        problems.append(Problem("folder-too-large", place, {"limit": MAX_FILES}))
        return []
    found.sort(key=lambda path: (_rank(path.name), inside[path].as_posix()))
    return [_read(path) for path in found]


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _read(path: Path) -> RuleFile:
    try:
        with path.open("rb") as file:
            return RuleFile(path, file.read(MAX_BYTES + 1))
    except OSError as error:
        return RuleFile(path, error=error)


def version_of(files: Iterable[RuleFile]) -> str:
    """Return the library's version, which changes with any name or content; line ends do not count."""
    digest = hashlib.sha256()
    for one in files:
        if one.error is None:
            digest.update(one.path.name.encode() + b"\0" + one.raw.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]
