"""Which past awards a record's amount and the firm's sum deduct: an award that names a record is that one's.

The formulas are the same for all; what differs is the list of awards that they are evaluated with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policymatch.language import Context, RecordFacts
from policymatch.matching.firm import WithAwards
from policymatch.values import Choice, Listing
from policymatch.vocabulary.model import AWARD

# What a record is named by: a bank or a type is shared by several.
_NAMES = ("name", "code", "contract_no")
_NAMED = "record"


def with_awards_of(record: RecordFacts, context: Context) -> Context:
    """Return the question asked for one record, with the past awards that name it.

    A record without a name may be the one that any of the named awards means, so its list may go on.
    """
    awards = context.firm.records(AWARD)
    names = _texts(record, _NAMES)
    if names:
        mine = tuple(award for award in awards.items if names & _texts(award, (_NAMED,)))
        closed = awards.closed
    else:
        mine = ()
        closed = awards.closed and not any(_texts(award, (_NAMED,)) for award in awards.items)
    return replace(context, firm=WithAwards(context.firm, Listing(mine, closed)), record=record)


def with_awards_of_firm(context: Context) -> Context:
    """Return the question asked for the firm, with the past awards that name no record."""
    awards = context.firm.records(AWARD)
    unnamed = tuple(award for award in awards.items if not _texts(award, (_NAMED,)))
    return replace(context, firm=WithAwards(context.firm, Listing(unnamed, awards.closed)), record=None)


def _texts(record: RecordFacts, keys: Iterable[str]) -> frozenset[str]:
    """Return the texts that a record certainly has in some of its fields."""
    found = (record.value(key) for key in keys)
    return frozenset(value.word for value in found if isinstance(value, Choice) and value.word is not None)
