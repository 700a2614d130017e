"""Profiles of firms made of plain values, of which somebody may have verified each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.support.firms import Key, PlainFirm

from policymatch.enterprise import Enterprise, Known, Record
from policymatch.values import Listing, Value

Marks = Callable[[str | None, str], bool | None]


def profile(plain: PlainFirm, verified: Marks) -> Enterprise:
    """Return a firm of which each field has been verified or not, in all its years and bases."""

    def known(facts: Mapping[Key, Value], kind: str | None) -> dict[Key, Known]:
        return {key: Known(value, verified=verified(kind, key[0])) for key, value in facts.items()}

    listings = {
        kind: Listing(
            tuple(Record(kind, known(one.facts, kind)) for one in listed.items if one.facts), listed.closed
        )
        for kind, listed in plain.lists.items()
    }
    return Enterprise("测试企业", facts=known(plain.facts, None), listings=listings)
