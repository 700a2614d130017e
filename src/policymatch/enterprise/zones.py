"""Development zones in a profile: those that a place of registration names, and the kinds of zones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policymatch.enterprise.model import Known
from policymatch.values import Listing
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.model import REGISTERED_IN, Zone


def zone_named(datum: object, field: Field, kind: str | None, vocabulary: Vocabulary) -> Zone | None:
    """Return the development zone that is given as the place where a firm is registered, or None."""
    if kind is not None or field.key != REGISTERED_IN or not isinstance(datum, str):
        return None
    return vocabulary.zones.find(datum.strip())


def with_kinds(zones: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return listed zones and, behind them, the kinds that they are of: 新乡高新区 is a 高新区 too."""
    listed = dict.fromkeys(zones)
    kinds = (vocabulary.zones[zone].kind for zone in listed if zone in vocabulary.zones)
    return tuple(listed | dict.fromkeys(kinds))


def with_zone(known: Known | None, zone: Zone, verified: bool | None, vocabulary: Vocabulary) -> Known:
    """Return what is known of the zones of a firm that is registered in `zone`.

    `verified` tells whether somebody has checked that; listed with others it is no surer than they are.
    """
    if known is None or not isinstance(known.value, Listing):
        return Known(Listing(with_kinds((zone.key,), vocabulary)), verified=verified)
    items = with_kinds((*known.value.items, zone.key), vocabulary)
    sure = known.verified if known.verified == verified else None
    return replace(known, value=Listing(items, known.value.closed), verified=sure)
