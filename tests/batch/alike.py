"""What the batch finds of firms, and what each firm by itself is told: the same, to the fen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.support.firms import PlainFirm

from policymatch import Enterprise, PolicyLibrary, Record, Verdict, batch, firms
from policymatch.enterprise import Known
from policymatch.firms.columns import fact_column
from policymatch.matching import Match
from policymatch.matching.amount import Amount
from policymatch.matching.firm import context_of
from policymatch.values import Listing, Span

# Low, high, and the same of what is listed.
Paid = tuple[Decimal | None, ...]
_NOTHING: Paid = (None, None, None, None)


@dataclass(frozen=True)
class Row:
    verdict: str
    undecided_by: str | None
    amount: Paid
    if_eligible: Paid
    missing: tuple[str, ...]


Rows = dict[tuple[int, str], Row]


def enterprise_of(firm: PlainFirm, number: int = 0, as_of: date | None = None) -> Enterprise:
    """Return a random firm as a profile."""
    return Enterprise(
        f"企业{number}",
        as_of=as_of or firm.as_of,
        facts={key: Known(value) for key, value in firm.facts.items()},
        listings={
            kind: Listing(
                tuple(
                    Record(kind, {key: Known(value) for key, value in one.facts.items()})
                    for one in listed.items
                ),
                listed.closed,
            )
            for kind, listed in firm.lists.items()
        },
    )


def by_batch(some: Sequence[Enterprise], library: PolicyLibrary, undecided: bool, why: bool = True) -> Rows:
    """Return what the match table of firms says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        firms.write(path, some, library.vocabulary)
        table = batch.match(path, library, undecided=undecided, why=why)
        held = batch.hold(path, library)
        assert rows_of(batch.match(held, library, undecided=undecided, why=why)) == rows_of(table)
        if not why:
            assert counted(table) == batch_counts(path, library) == batch_counts(held, library)
    ends = ("_low", "_high", "_listed_low", "_listed_high")
    found: Rows = {}
    for row in table.to_pylist():
        assert (row["firm"], row["policy_id"]) not in found
        assert row["name"] == some[row["firm"]].name
        found[row["firm"], row["policy_id"]] = Row(
            row["verdict"],
            row.get("undecided_by"),
            tuple(row[f"amount{end}"] for end in ends),
            tuple(row.get(f"amount_if_eligible{end}") for end in ends),
            tuple(row.get("missing") or ()),
        )
    return found


def rows_of(table: Any) -> list[dict[str, Any]]:
    """Return the rows firm after firm: those of one piece stand day after day."""
    return sorted(table.to_pylist(), key=lambda row: (row["firm"], row["policy_id"]))


def counted(table: Any) -> Counter[tuple[str, str]]:
    """Return how many rows of a match table each policy and verdict has."""
    return Counter((row["policy_id"], row["verdict"]) for row in table.to_pylist())


def batch_counts(firms: Any, library: PolicyLibrary) -> Counter[tuple[str, str]]:
    """Return how many firms the batch counts for each policy and verdict."""
    return Counter(
        {
            (row["policy_id"], verdict): row[verdict]
            for row in batch.counts(firms, library).to_pylist()
            for verdict in ("eligible", "undecided")
        }
    )


def one_by_one(some: Sequence[Enterprise], library: PolicyLibrary, undecided: bool) -> Rows:
    """Return what each policy by itself says of each firm."""
    found: Rows = {}
    for number, firm in enumerate(some):
        day = firm.as_of or date.today()
        context = context_of(firm, day, library)
        for policy in library:
            if not policy.document.status(day).applies:
                continue
            match = Match.of(policy, context)
            if match.verdict is Verdict.ELIGIBLE or (undecided and match.verdict is Verdict.UNDECIDED):
                found[number, policy.id] = row_of(match)
    return found


def row_of(match: Match) -> Row:
    """Return what a match says, as a row of a match table does."""
    open_ = match.verdict is Verdict.UNDECIDED
    return Row(
        match.verdict,
        match.undecided_by,
        _paid(match.amount),
        _paid(match.amount_if_eligible),
        tuple(
            ("" if one.kind is None else f"{one.kind}.") + fact_column((one.key, one.year, one.basis))
            for one in match.missing
            if open_ and one.needed_for == "verdict"
        ),
    )


def _paid(amount: Amount | None) -> Paid:
    if amount is None:
        return _NOTHING
    listed = amount.listed
    return (amount.low, amount.high) + ((None, None) if listed is None else (listed.low, listed.high))


def assert_alike(some: Sequence[Enterprise], library: PolicyLibrary) -> None:
    """Hold that firms are told the same. A fact that says nothing (any number) has no cell."""
    some = [saying_something(firm) for firm in some]
    for undecided in (False, True):
        assert by_batch(some, library, undecided) == one_by_one(some, library, undecided)
    bare = by_batch(some, library, undecided=True, why=False)
    for key, row in one_by_one(some, library, undecided=True).items():
        told = bare.pop(key)
        assert told.verdict == row.verdict
        assert told.amount == row.amount
    assert not bare


def saying_something(firm: Enterprise) -> Enterprise:
    """Return a firm without facts that say nothing (any number): these have no cell."""
    facts = {
        key: known
        for key, known in firm.facts.items()
        if not (isinstance(known.value, Span) and known.value.low is None and known.value.high is None)
    }
    return replace(firm, facts=facts)
