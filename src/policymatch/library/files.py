"""Which files a folder of rules holds, their order, and what they say: each is read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policymatch.problems import Place, Problem

VOCABULARY_FILE = "vocabulary.yaml"
CONDITIONS_FILE = "conditions.yaml"
# A file of derived facts is called so, with anything in front: size-class.derived.yaml.
DERIVED_FILE = "derived.yaml"
# Of rosters: listing.roster.yaml.
ROSTER_FILE = "roster.yaml"
# Read before all others, in this order, since rules of any file may use what they declare.
_FIRST = (VOCABULARY_FILE, CONDITIONS_FILE, DERIVED_FILE)
MAX_FILES = 20_000
# As many as the reader of YAML looks at: it refuses what is longer.
MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file as it was read: its bytes, one more than is allowed at most, or why there are none."""

    path: Path
    raw: bytes = b""
    error: OSError | None = None


def shipped_rules() -> Path:
    """Return the folder of the rules that ship with policymatch."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    # In a checkout (an editable install) the rules stand at its top, beside src/.
    return inside if inside.is_dir() else package.parents[1] / "rules"


# Named conditions, and facts as the law defines them: every library has them.
COMMON_FOLDER = "common"


@cache
def shipped_common() -> tuple[RuleFile, ...]:
    """Return the files that every library has unless one of its folders has a `common` folder of its own."""
    return tuple(_read(path) for path in sorted((shipped_rules() / COMMON_FOLDER).glob("*.yaml")))


def all_files(folders: Iterable[Path], problems: list[Problem]) -> list[RuleFile]:
    """Return the files of a library: those of its folders, and what every library has."""
    listed = tuple(folders)
    own = any((folder / COMMON_FOLDER).is_dir() for folder in listed)
    found = [file for folder in listed for file in rule_files(folder, problems)]
    return found if own else [*shipped_common(), *found]


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
    found.sort(key=lambda path: (_rank(kind_of_file(path)), inside[path].as_posix()))
    return [_read(path) for path in found]


def kind_of_file(path: Path) -> str:
    """Return what kind of file it is: one of the names above, or that of a file of rules."""
    name = path.name
    several = (DERIVED_FILE, ROSTER_FILE)
    return next((kind for kind in several if name == kind or name.endswith(f".{kind}")), name)


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _read(path: Path) -> RuleFile:
    try:
        with path.open("rb") as file:
            return RuleFile(path, file.read(MAX_BYTES + 1))
    except OSError as error:
        return RuleFile(path, error=error)


def version_of(files: Iterable[RuleFile]) -> str:
    """Return the library's version, which changes with any name or content; line ends do not count.

    No policy depends on a roster: files of rosters leave what was decided, and its id, as it was.
    """
    return _digest(one for one in files if kind_of_file(one.path) != ROSTER_FILE)


def version_of_rosters(file: RuleFile) -> str:
    """Return the version of the rosters of one file."""
    return _digest((file,))


def _digest(files: Iterable[RuleFile]) -> str:
    digest = hashlib.sha256()
    for one in files:
        if one.error is None:
            digest.update(one.path.name.encode() + b"\0" + one.raw.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]
