"""What policies have to do with each other: the relations of semantics 26, on ids and amounts alone.

Amounts are whole fen, so that nothing is ever rounded while choosing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy that may be taken, and what it pays by itself, in fen."""

    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class AtMostOne:
    """At most one of `members` is paid (就高不重复). Any may be declined, so the second highest may win."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclude:
    """No two of `members` are paid together."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requires:
    """`id` is paid only where every one of `needs` is taken as well."""

    id: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopUp:
    """Of `order`, lowest first, each pays only what exceeds what those below paid, now or before (补差额)."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UpperOffset:
    """`lower` pays only what exceeds the grant of `upper`, paid now or before."""

    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class PaidBefore:
    """So many fen of `id` were received already."""

    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Cap:
    """The members together pay at most `amount` fen: a cap truncates the payment, it forbids nothing."""

    members: tuple[str, ...]
    amount: int


Relation = AtMostOne | Exclude | Requires | TopUp | UpperOffset | PaidBefore | Cap
