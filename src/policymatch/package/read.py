"""Candidates and relations from a JSON or YAML file, with every problem of it at its place."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from policymatch.names import nearest
from policymatch.package.problem import members_of, parts_of
from policymatch.package.relations import (
    AtMostOne,
    Candidate,
    Cap,
    Exclude,
    PaidBefore,
    Relation,
    Requires,
    TopUp,
    UpperOffset,
)
from policymatch.package.spec import (
    AtMostOneSpec,
    CapSpec,
    ExcludeSpec,
    PackageSpec,
    PaidBeforeSpec,
    RequiresSpec,
    TopUpSpec,
    UpperOffsetSpec,
)
from policymatch.problems import PackageError, Problem
from policymatch.yamlio import Path, Source, read_file, validated

# More than all money there is, in fen: what a range without an upper end may come to.
UNBOUNDED = 10**18
_MOST_YUAN = Decimal(10) ** 14


@dataclass(frozen=True)
class PackageTask:
    """What a file asks: candidates at the low and at the high end of their amounts, and their relations."""

    low: tuple[Candidate, ...]
    high: tuple[Candidate, ...]
    relations: tuple[Relation, ...]

    @property
    def is_exact(self) -> bool:
        """Return whether every amount is one figure."""
        return self.low == self.high


def read_package(path: str | os.PathLike[str]) -> PackageTask:
    """Return what a file states. Raises PackageError with every problem of it."""
    return _read(read_file(path))


def _read(source: Source) -> PackageTask:
    spec = None if source.problems else validated(source, PackageSpec)
    if spec is None:
        raise PackageError(source.problems)
    reader = _Reader(source)
    low: list[Candidate] = []
    high: list[Candidate] = []
    for index, one in enumerate(spec.policies):
        at: Path = ("policies", index, "amount")
        ends = one.amount if isinstance(one.amount, tuple) else (one.amount, None)
        first = last = reader.fen(ends[0], at)
        if isinstance(one.amount, tuple):
            last = UNBOUNDED if ends[1] is None else reader.fen(ends[1], (*at, 1))
        if last < first:
            reader.problem("range-reversed", at, found=f"{ends[0]} – {ends[1]}")
        low.append(Candidate(one.id, first))
        high.append(Candidate(one.id, last))
    reader.report_duplicates(low)
    relations = tuple(reader.relation(one, ("relations", index)) for index, one in enumerate(spec.relations))
    known = {one.id for one in low}
    for index, relation in enumerate(relations):
        reader.report_unknown(relation, known, ("relations", index))
    if not source.problems:
        try:
            list(parts_of(low, relations))
        except PackageError as error:
            for problem in error.problems:
                place = source.place(("relations",))
                source.problems.append(replace(problem, place=place))
    if source.problems:
        raise PackageError(source.problems)
    return PackageTask(tuple(low), tuple(high), relations)


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source

    def problem(self, code: str, path: Path, near: str | None = None, **values: object) -> None:
        self._source.problems.append(Problem(code, self._source.place(path), values, near))

    def fen(self, text: str, path: Path) -> int:
        """Return yuan as fen, half up; 0 where it is no amount."""
        try:
            yuan = Decimal(text)
        except InvalidOperation:
            yuan = Decimal("NaN")
        if not (yuan.is_finite() and 0 <= yuan <= _MOST_YUAN):
            self.problem("package-amount", path, found=text)
            return 0
        return int((yuan * 100).to_integral_value(ROUND_HALF_UP))

    def report_duplicates(self, candidates: list[Candidate]) -> None:
        seen: set[str] = set()
        for index, one in enumerate(candidates):
            if one.id in seen:
                self.problem("package-duplicate-id", ("policies", index, "id"), found=one.id)
            seen.add(one.id)

    def report_unknown(self, relation: Relation, known: set[str], path: Path) -> None:
        for one in dict.fromkeys(members_of(relation)):
            if one not in known:
                self.problem("package-unknown-id", path, nearest(one, known), found=one)

    def relation(self, spec: Any, path: Path) -> Relation:
        match spec:
            case AtMostOneSpec():
                return AtMostOne(tuple(spec.members))
            case ExcludeSpec():
                return Exclude(tuple(spec.members))
            case RequiresSpec():
                needs = (spec.needs,) if isinstance(spec.needs, str) else tuple(spec.needs)
                return Requires(spec.id, needs)
            case TopUpSpec():
                return TopUp(tuple(spec.order))
            case UpperOffsetSpec():
                return UpperOffset(spec.lower, spec.upper)
            case PaidBeforeSpec():
                return PaidBefore(spec.id, self.fen(spec.amount, (*path, "amount")))
            case CapSpec():
                return Cap(tuple(spec.members), self.fen(spec.amount, (*path, "amount")))
        raise AssertionError(f"not a relation: {spec!r}")
