"""Folders of rules → a PolicyLibrary, or every problem of every file at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from policymatch.library.policies import build_policies
from policymatch.names import nearest
from policymatch.policy import Policy
from policymatch.problems import NotFoundError, Place, Problem, RulesError
from policymatch.vocabulary import Vocabulary, base_vocabulary, extended
from policymatch.yamlio import Source, read_file

VOCABULARY_FILE = "vocabulary.yaml"
MAX_FILES = 20_000

# What the command line calls the rules inside the package.
SHIPPED = "shipped"


@dataclass(frozen=True)
class PolicyLibrary:
    """Policies by id, the vocabulary they are written in, and a version that changes with any rule."""

    policies: Mapping[str, Policy]
    vocabulary: Vocabulary = field(repr=False)
    version: str

    @classmethod
    def load(cls, *folders: str | os.PathLike[str]) -> PolicyLibrary:
        """Load folders of rules (none: the shipped ones). Raises RulesError with every problem."""
        library, problems = load_library(*(folders or (shipped_rules(),)))
        if problems:
            raise RulesError(problems)
        return library

    def __iter__(self) -> Iterator[Policy]:
        return iter(self.policies.values())

    def __len__(self) -> int:
        return len(self.policies)

    def get(self, policy_id: str) -> Policy:
        """Return one policy. Raises NotFoundError, which names the nearest id."""
        found = self.policies.get(policy_id)
        if found is None:
            near = nearest(policy_id, self.policies)
            raise NotFoundError(Problem("unknown-policy", values={"found": policy_id}, nearest=near))
        return found


def shipped_rules() -> Path:
    """Return the folder of the rules that ship with policymatch."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    # In a checkout (an editable install) the rules stand at its top, beside src/.
    return inside if inside.is_dir() else package.parents[1] / "rules"


def load_library(*folders: str | os.PathLike[str]) -> tuple[PolicyLibrary, list[Problem]]:
    """Return the sound policies of `folders` as one library, and everything that is wrong in them."""
    problems: list[Problem] = []
    digest = hashlib.sha256()
    vocabulary = base_vocabulary()
    rule_sources: list[Source] = []
    for folder in folders:
        for path in _files(Path(folder), problems):
            source = read_file(path)
            digest.update(_content(path))
            if path.name == VOCABULARY_FILE:
                vocabulary = extended(vocabulary, source)
                problems.extend(source.problems)
            else:
                rule_sources.append(source)
    policies: dict[str, Policy] = {}
    for source in rule_sources:
        made = build_policies(source, vocabulary) if source.data is not None or not source.problems else []
        problems.extend(sorted(source.problems, key=_position))
        for policy in made:
            first = policies.setdefault(policy.id, policy)
            if first is not policy:
                values = {"found": policy.id, "first": str(first.place)}
                problems.append(Problem("duplicate-id", policy.place, values, policy_id=policy.id))
    version = digest.hexdigest()[:16]
    return PolicyLibrary(MappingProxyType(policies), vocabulary, version), problems


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    """Return the YAML files below `folder`: vocabularies first, since rules of any file may use them."""
    place = Place(str(folder))
    if not folder.is_dir():
        problems.append(Problem("folder-missing", place, {"found": str(folder)}))
        return []
    found = [
        path
        for pattern in ("*.yaml", "*.yml")
        for path in folder.rglob(pattern)
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not found:
        problems.append(Problem("folder-empty", place, {"found": str(folder)}))
    if len(found) > MAX_FILES:
        problems.append(Problem("folder-too-large", place, {"limit": MAX_FILES}))
        return []
    return sorted(found, key=lambda path: (path.name != VOCABULARY_FILE, path.relative_to(folder).as_posix()))


def _content(path: Path) -> bytes:
    """Return what a file adds to the library's version; line ends do not count."""
    try:
        return path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0"
    except OSError:
        return b""
