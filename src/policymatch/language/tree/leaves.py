"""Leaves of a policy's condition: criteria with their citations, and what no fact decides."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.language.tree.facts import Fact
from policymatch.language.tree.node import Node


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """One leaf of a policy's condition: an expression with its citation and the truth presumed of it."""

    test: Node
    cite: str | None = None
    presume: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Check(Node):
    """What only a person can judge; `hints` are the facts that give evidence.

    `owner` is whose check it is: the id of the policy that it stands in, or the key of the fact that it helps
    to define. The same words in two policies are two checks, and deciding one says nothing of the other.
    """

    text: str
    hints: tuple[Fact, ...] = ()
    cite: str | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Undefined(Node):
    """What the document itself leaves open: no fact of the firm could settle it."""

    text: str
    cite: str | None = None
