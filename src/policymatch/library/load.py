"""Folders of rules → a PolicyLibrary, or every problem of every file at once."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policymatch.cache import cache_folder
from policymatch.derivation import Derivation
from policymatch.library.cached import keep_library, kept_library, library_key
from policymatch.library.files import all_files, shipped_rules, version_of
from policymatch.names import nearest
from policymatch.policy import Policy
from policymatch.problems import NotFoundError, Problem, RulesError
from policymatch.roster import Roster
from policymatch.vocabulary import Vocabulary

# What the command line calls the rules inside the package.
SHIPPED = "shipped"


@dataclass(frozen=True)
class PolicyLibrary:
    """Policies by id, the vocabulary they are written in, and a version that changes with any rule.

    `derivations` tell, by the key of the fact, how facts that nobody stated follow from others; `rosters` are
    by id. Our own processes may send each other libraries, wherever their policies come from.
    """

    policies: Mapping[str, Policy]
    vocabulary: Vocabulary = field(repr=False)
    version: str
    derivations: Mapping[str, Derivation] = field(default_factory=dict, repr=False)
    rosters: Mapping[str, Roster] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, *folders: str | os.PathLike[str]) -> PolicyLibrary:
        """Load folders of rules (none: the shipped ones). Raises RulesError with every problem."""
        library, problems = load_library(*(folders or (shipped_rules(),)))
        if problems:
            raise RulesError(problems)
        return library

    def __iter__(self) -> Iterator[Policy]:
        return iter(self.policies.values())

    def tiers(self) -> Iterator[Policy]:
        """Yield every tier of every roster as the policy that it is decided by."""
        return (tier.policy for roster in self.rosters.values() for tier in roster.tiers)

    def __len__(self) -> int:
        return len(self.policies)

    def get(self, policy_id: str) -> Policy:
        """Return one policy. Raises NotFoundError, which names the nearest id."""
        found = self.policies.get(policy_id)
        if found is None:
            near = nearest(policy_id, self.policies)
            raise NotFoundError(Problem("unknown-policy", values={"found": policy_id}, nearest=near))
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process; a view of a dictionary cannot."""
        listed = (tuple(one.values()) for one in (self.policies, self.derivations, self.rosters))
        policies, derivations, rosters = listed
        return _library, (policies, derivations, self.vocabulary, self.version, rosters)


def load_library(*folders: str | os.PathLike[str]) -> tuple[PolicyLibrary, list[Problem]]:
    """Return the sound policies of `folders` as one library, and everything that is wrong in them.

    A library without problems is kept in the user's cache, and read from there while its files do not change.
    """
    with _without_collecting():
        return _load(folders)


def _load(folders: tuple[str | os.PathLike[str], ...]) -> tuple[PolicyLibrary, list[Problem]]:
    problems: list[Problem] = []
    files = all_files(map(Path, folders), problems)
    version = version_of(files)
    key = None if problems or cache_folder() is None else library_key(files)
    found = None if key is None else kept_library(key)
    if found is not None:
        return _library(found.policies, found.derivations, found.vocabulary, version, found.rosters), []
    # Only now: what reads YAML and rules is slow to import.
    from policymatch.library.build import build_library

    made = build_library(files, problems)
    policies, derivations = tuple(made.policies.values()), tuple(made.derivations.values())
    rosters = tuple(made.rosters.values())
    if key is not None and not problems:
        keep_library(key, policies, derivations, made.vocabulary, rosters)
    return _library(policies, derivations, made.vocabulary, version, rosters), problems


def _library(
    policies: tuple[Policy, ...],
    derivations: tuple[Derivation, ...],
    vocabulary: Vocabulary,
    version: str,
    rosters: tuple[Roster, ...],
) -> PolicyLibrary:
    return PolicyLibrary(
        MappingProxyType({one.id: one for one in policies}),
        vocabulary,
        version,
        MappingProxyType({one.key: one for one in derivations}),
        MappingProxyType({one.id: one for one in rosters}),
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pause the collection of garbage: nearly all that is made here stays, so a search for it is in vain.

    Right afterwards a search would go through all of it, since it is young. Frozen and unfrozen it is old,
    which saves a twentieth of the time; where somebody keeps frozen objects, those must stay so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
