"""Firms that tests of this folder compare, on one day."""

from collections.abc import Mapping
from datetime import date

from policymatch import Enterprise, base_vocabulary
from policymatch.language import Context
from policymatch.matching import FirmOn
from policymatch.peers import Likeness
from policymatch.peers.distance import Part, likeness_of
from policymatch.peers.read import traits_of

AS_OF = date(2026, 3, 16)


def firm(name: str = "甲公司", **facts: object) -> Enterprise:
    """Return a firm with some facts; yearly figures are of 2025."""
    return Enterprise.from_dict({"企业名称": name, "数据年度": 2025, **facts})


def on(enterprise: Enterprise) -> Context:
    """Return a firm on the day, with what it states and nothing worked out."""
    return Context(FirmOn(enterprise, AS_OF), base_vocabulary())


def likeness(left: Enterprise, right: Enterprise) -> Likeness:
    """Return how like two firms are by what they state."""
    return likeness_of(traits_of(on(left)), traits_of(on(right)))


def part(left: Mapping[str, object], right: Mapping[str, object]) -> Part | None:
    """Return the one feature that two firms both state, None where nothing can be compared."""
    whose = {"企业名称": "甲公司", "数据年度": 2025}
    one, other = (Enterprise.from_dict({**whose, **facts}) for facts in (left, right))
    parts = likeness(one, other).parts
    assert len(parts) <= 1
    return parts[0] if parts else None
