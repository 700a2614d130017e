"""Pairs of policies of different documents that look like one measure, and that nothing links yet.

A copy is a measure published again, word for word or rule for rule, for firms of the same place. An edition
is the same issuer's measure of another year, with other figures. What is merely alike may exclude each other,
or be two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from policymatch.names import NameKind
from policymatch.names.folding import years_of
from policymatch.policy import Policy
from policymatch.similarity.asked import asked_by
from policymatch.similarity.blocks import near_text_pairs, same_name_pairs, same_rule_pairs
from policymatch.similarity.links import Links
from policymatch.text import normalise

# Two summaries of the same benefit in two cities score 60 to 80; a copy with a word changed scores above 90.
SAME_TEXT = 92
# Texts of fewer characters are alike by chance.
_SHORT = 16
_SAME_TITLE = 85
# 市工信局 and 市经济和信息化局, 某市人民政府 and 某市人民政府办公室.
_SAME_ISSUER = 50
_HALF = 50
# Below it, two measures are about the same matter at most.
_ALIKE = 75


class Nearness(StrEnum):
    """What two policies that are alike may be."""

    COPY = "copy"
    EDITION = "edition"
    SIMILAR = "similar"


@dataclass(frozen=True)
class NearPair:
    """Two policies that are alike, the earlier first. Scores run from 0 to 100.

    `text` compares what they say, `shape` what their conditions ask (figures and places aside); `same_rule`
    says that condition and amount are the same.
    """

    kind: Nearness
    earlier: Policy
    later: Policy
    text: int
    shape: int
    same_rule: bool

    @property
    def score(self) -> int:
        """Return how alike the two are."""
        return 100 if self.same_rule else (2 * self.text + self.shape) // 3

    def to_dict(self) -> dict[str, object]:
        """Return plain data for JSON."""
        return {
            "kind": self.kind.value,
            "score": self.score,
            "earlier": {"policy_id": self.earlier.id, "place": str(self.earlier.place)},
            "later": {"policy_id": self.later.id, "place": str(self.later.place)},
            "text": self.text,
            "shape": self.shape,
            "same_rule": self.same_rule,
        }


def near_pairs(policies: Iterable[Policy]) -> list[NearPair]:
    """Return the pairs that look like one measure and are not linked: copies, editions, the rest.

    The likest stand first. Of policies of one form (category, kind of benefit, kind of record) each is
    compared with the few before it whose texts are nearest, the first of the same rule, and the one
    before it of the same name.
    """
    listed = tuple(policies)
    links = Links(listed)
    texts = [_text(one) for one in listed]
    asked = [asked_by(one) for one in listed]
    forms = [(one.category, one.benefit.kind, one.record) for one in listed]
    same_rule = set(same_rule_pairs(listed, zip(forms, asked, strict=True)))
    found = []
    fold = NameKind.POLICY.manner.fold
    names = [
        (form, fold(one.title), fold(one.document.title)) for form, one in zip(forms, listed, strict=True)
    ]
    for one, other in sorted(same_rule.union(near_text_pairs(texts, forms), same_name_pairs(names))):
        mine, theirs = listed[one], listed[other]
        apart = mine.place.file != theirs.place.file and asked[one].meets(asked[other])
        if not apart or links.joined(mine, theirs):
            continue
        earlier, later = sorted((mine, theirs), key=_published)
        text = _text_score(texts[one], texts[other])
        shape = asked[one].overlap(asked[other])
        pair = NearPair(Nearness.SIMILAR, earlier, later, text, shape, (one, other) in same_rule)
        kind = _kind(pair)
        if kind is not None:
            found.append(replace(pair, kind=kind))
    order = list(Nearness)
    return sorted(found, key=lambda one: (order.index(one.kind), -one.score, one.later.id, one.earlier.id))


def _kind(pair: NearPair) -> Nearness | None:
    if _is_edition(pair):
        return Nearness.EDITION
    if pair.same_rule or (pair.text >= SAME_TEXT and pair.shape >= _HALF):
        return Nearness.COPY
    return Nearness.SIMILAR if pair.score >= _ALIKE else None


def _is_edition(pair: NearPair) -> bool:
    """Return whether one is the other's measure of a later year: the same in name and shape, years apart."""
    one, other = pair.earlier, pair.later
    was, now = _years(one), _years(other)
    return bool(was and now and was != now and pair.shape >= _HALF) and (
        _alike(one.title, other.title) >= _SAME_TITLE
        and _alike(one.document.title, other.document.title) >= _SAME_TITLE
        and _alike(one.document.issuer, other.document.issuer) >= _SAME_ISSUER
    )


def _years(policy: Policy) -> frozenset[str]:
    """Return the years by which editions differ: those of titles and number, else of the dates."""
    document = policy.document
    named = years_of("".join((policy.title, document.title))) or years_of(document.number or "")
    return named or years_of(_published(policy)[0])


def _published(policy: Policy) -> tuple[str, str]:
    document = policy.document
    day = document.effective_from or date.min
    named = max(years_of("".join((policy.title, document.title, document.number or ""))), default="")
    return document.published or (day.isoformat() if day > date.min else named), policy.id


def _text(policy: Policy) -> str:
    return normalise("".join((policy.title, policy.summary or "", policy.text or "")))


def _text_score(one: str, other: str) -> int:
    from rapidfuzz import fuzz

    return 0 if min(len(one), len(other)) < _SHORT else int(fuzz.ratio(one, other))


def _alike(one: str, other: str) -> int:
    """Return how alike two titles are, years and issuers aside."""
    from rapidfuzz import fuzz

    fold = NameKind.POLICY.manner.fold
    return int(fuzz.ratio(fold(one), fold(other)))
