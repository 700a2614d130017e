"""The base of every node of the condition language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `at` is where it starts in the text of its leaf, counted in characters from 0."""

    at: int = field(default=0, compare=False, kw_only=True)
