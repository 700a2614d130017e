"""Why a policy moved between two match tables: the criteria that turned, the facts and the rule that changed.

The firms and rules of both tables are needed, and they must be those: each table says which they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from policymatch.batch.asks import everything
from policymatch.batch.earlier import Earlier
from policymatch.batch.firm_versions import firm_versions
from policymatch.batch.policy_versions import policy_asks
from policymatch.batch.source import source_of, table_of
from policymatch.compare import Change, Move, MoveKind, Standing
from policymatch.compare.told import fact_change, list_change
from policymatch.enterprise import Enterprise
from policymatch.language import Context
from policymatch.library import PolicyLibrary
from policymatch.matching import Match
from policymatch.matching.firm import context_of
from policymatch.policy import Policy
from policymatch.problems import InputError, Place, Problem


@dataclass(frozen=True)
class Reasons:
    """Why one policy moved for one firm: where it stood and stands, and which of its facts changed."""

    move: Move
    facts: tuple[Change, ...]


class Side:
    """The firms and rules that a match table was made of, as a context.

    Raises InputError where they are others.
    """

    def __init__(self, table: Earlier, firms: str | os.PathLike[str], library: PolicyLibrary) -> None:
        self._table, self._firms, self.library = table, Path(firms), library
        self._stack = ExitStack()
        self._path = self._firms

    def __enter__(self) -> Side:
        about, place = self._table.about, Place(str(self._table.path))
        if about is None or about.rules != self.library.version:
            values = {"found": self.library.version, "expected": "—" if about is None else about.rules}
            raise InputError([Problem("match-table-other-rules", place, values)])
        words = self.library.vocabulary
        with ExitStack() as stack:
            self._path = stack.enter_context(table_of(self._firms, words))
            with source_of(self._path, words, everything(words), True) as source:
                if firm_versions(source).hash != about.firms:
                    raise InputError([Problem("match-table-other-firms", place, {"file": self._firms})])
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def contexts(self, numbers: set[int]) -> dict[int, tuple[Enterprise, Context]]:
        """Return some firms, by their numbers, each on its day."""
        about, words = self._table.about, self.library.vocabulary
        assert about is not None
        found: dict[int, tuple[Enterprise, Context]] = {}
        last = max(numbers, default=-1)
        with source_of(self._path, words, everything(words), True) as source:
            for chunk in source.chunks() if numbers else ():
                rows = np.flatnonzero(np.isin(chunk.numbers, list(numbers)))
                profiles = chunk.profiles(rows, source.shape, words) if len(rows) else ()
                for number, firm in zip(chunk.numbers[rows].tolist(), profiles, strict=True):
                    if isinstance(firm, Enterprise):
                        day = about.as_of or firm.as_of or about.today
                        found[number] = firm, context_of(firm, day, self.library)
                if len(chunk.numbers) and chunk.numbers[-1] >= last:
                    break
        return found

    def standing(self, policy_id: str, context: Context) -> Standing:
        """Return where a policy stands for a firm."""
        policy = self.library.policies.get(policy_id)
        if policy is None:
            return Standing()
        status = policy.document.status(context.firm.as_of)
        return Standing(Match.of(policy, context)) if status.applies else Standing(status=status)


def reasons(rows: Sequence[Mapping[str, Any]], old: Side, new: Side) -> Iterator[Reasons | None]:
    """Yield why each of some rows of `Moves` is as it is; None for firms that one table does not have."""
    before = old.contexts({row["firm_before"] for row in rows} - {None})
    after = new.contexts({row["firm_after"] for row in rows} - {None})
    for row in rows:
        was, now = before.get(row["firm_before"]), after.get(row["firm_after"])
        if was is None or now is None:
            yield None
            continue
        policy_id = row["policy_id"]
        standings = old.standing(policy_id, was[1]), new.standing(policy_id, now[1])
        policy = new.library.policies.get(policy_id) or old.library.policies[policy_id]
        move = Move(policy, MoveKind(row["move"]), *standings)
        yield Reasons(move, tuple(_facts(policy, was[0], now[0], new.library)))


def _facts(policy: Policy, before: Enterprise, after: Enterprise, library: PolicyLibrary) -> Iterator[Change]:
    """Yield the facts and lists that the policy asks for, and that are not the same of a firm."""
    asks, words = policy_asks(policy, library), library.vocabulary
    for fact in dict.fromkeys((*after.facts, *before.facts)):
        known = before.facts.get(fact), after.facts.get(fact)
        values = [None if one is None else one.value for one in known]
        if fact[0] in asks.keys and fact[0] in words.fields and values[0] != values[1]:
            yield fact_change("", fact, *known, words)
    for kind in dict.fromkeys((*after.listings, *before.listings)):
        lists = before.listings.get(kind), after.listings.get(kind)
        if kind in asks.kinds and kind in words.records and lists[0] != lists[1]:
            yield list_change("", words.records[kind], *lists, words)
