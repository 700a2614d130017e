"""Policies look for their enterprises: the eligible, those open on a fact, near misses; most money first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from policymatch.batch.found import Wanted
from policymatch.batch.run import Matches, run
from policymatch.firms.arrow import arrow, compute
from policymatch.library import PolicyLibrary
from policymatch.matching.verdict import Verdict
from policymatch.messages import Lang

# Eligible firms first, then those whose verdict is open, near misses last.
_ORDER = (Verdict.ELIGIBLE, Verdict.UNDECIDED, Verdict.INELIGIBLE)


@dataclass(frozen=True)
class Seeking:
    """Firms that policies look for, in the making."""

    matches: Matches

    def table(self, progress: Callable[[int], None] = lambda _: None) -> Any:
        """Return a match table of the firms found: verdict by verdict, most money first.

        Besides the eligible and the undecided it has near misses, whose verdict is ineligible. `told` says
        what an open verdict waits for, or how far a near miss is.
        """
        pc, table = compute(), self.matches.table(progress)
        verdicts = table.column("verdict").cast("string")
        rank = pc.index_in(verdicts, value_set=_strings(_ORDER))
        money = pc.coalesce(*(table.column(f"{kind}_{end}") for kind in _KINDS for end in ("high", "low")))
        unbounded = pc.and_(_stated(table, "low"), pc.invert(_stated(table, "high")))
        keyed = (
            table.append_column("rank", rank).append_column("open", unbounded).append_column("most", money)
        )
        order = pc.sort_indices(
            keyed,
            [("rank", "ascending"), ("open", "descending"), ("most", "descending"), ("firm", "ascending")],
        )
        return table.take(order)


_KINDS = ("amount", "amount_if_eligible")


def _stated(table: Any, end: str) -> Any:
    return compute().or_(*(table.column(f"{kind}_{end}").is_valid() for kind in _KINDS))


def _strings(words: Sequence[str]) -> Any:
    return arrow().array([str(word) for word in words])


@contextmanager
def seeking(
    policies: Sequence[str],
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    lang: Lang = "zh",
    records: Mapping[str, Any] | None = None,
    processes: int = 1,
) -> Iterator[Seeking]:
    """Open firms for some policies (their ids) to look for theirs; see `match` for the other arguments.

    Raises NotFoundError when the library has no such policy.
    """
    wanted = Wanted(undecided=True, near=True, lang=lang, policies=tuple(policies))
    with run(firms, library, as_of, wanted, records=records, processes=processes) as found:
        yield Seeking(found)
