"""A word by cases: how a definition gives one of the words of an enumeration."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.language.tree.node import Node


@dataclass(frozen=True, slots=True)
class WordCase(Node):
    """One case: the word (its key) where the condition holds, and none before it does."""

    when: Node
    word: str


@dataclass(frozen=True, slots=True)
class WordCases(Node):
    """The word of the first case that holds; `otherwise` where none does (None: nobody knows)."""

    cases: tuple[WordCase, ...]
    otherwise: str | None = None
