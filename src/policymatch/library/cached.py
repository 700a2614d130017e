"""Libraries without problems are kept in the user's cache, by the content of their files and of the code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from policymatch.cache import Codec, CodecError, keep, kept, made_by
from policymatch.derivation import Derivation
from policymatch.library.files import RuleFile
from policymatch.policy import Policy
from policymatch.roster import Roster
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.vocabulary.model import Scope

_KIND = "library"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a library; `own_vocabulary` None is the one that ships with policymatch."""

    policies: tuple[Policy, ...]
    derivations: tuple[Derivation, ...]
    own_vocabulary: Vocabulary | None
    rosters: tuple[Roster, ...] = ()

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the words of the library."""
        return base_vocabulary() if self.own_vocabulary is None else self.own_vocabulary


@cache
def _codec() -> Codec[_Entry]:
    return Codec(_Entry, listed=(Scope,))


def library_key(files: Iterable[RuleFile]) -> str:
    """Return what a library is kept by: its files, as they are named (places name them) and as they stand."""
    digest = hashlib.sha256(made_by().encode())
    for one in files:
        name = str(one.path).encode("utf-8", "surrogateescape")
        digest.update(b"%d\0%s%d\0%s" % (len(name), name, len(one.raw), one.raw))
    return digest.hexdigest()


def kept_library(key: str) -> _Entry | None:
    """Return what is kept by `key`, or None."""
    text = kept(_KIND, key)
    if text is None:
        return None
    with suppress(CodecError):
        return _codec().load(text)
    return None


def keep_library(
    key: str,
    policies: tuple[Policy, ...],
    derivations: tuple[Derivation, ...],
    vocabulary: Vocabulary,
    rosters: tuple[Roster, ...],
) -> None:
    """Keep a library, if it can be kept."""
    own = None if vocabulary is base_vocabulary() else vocabulary
    with suppress(CodecError):
        keep(_KIND, key, _codec().dump(_Entry(policies, derivations, own, rosters)))
