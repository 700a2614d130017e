"""Rewards that may be among those that 《公平竞争审查条例》 no longer allows.

The regulation (State Council, in force from 2024-08-01) holds that, without a basis in law, no reward or
subsidy may be given for paying tax in a place, moving there, or being counted in its statistics. Whether a
clause is such a one is for people to say; so a finding only says that the question arises. It is not raised
of documents that ended before, of national ones (which may be that basis), or of reliefs from tax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policymatch.benefit import BenefitKind
from policymatch.language import tree
from policymatch.lint.model import Finding
from policymatch.lint.view import View
from policymatch.policy import Document, Status
from policymatch.vocabulary.model import HONOUR

IN_FORCE_FROM = date(2024, 8, 1)

# What a reward may hang on: facts by kind of record and key.
_FACTS = {
    (None, "tax_paid"): "tax",
    (None, "tax_region"): "tax",
    (None, "local_fiscal_contribution"): "tax",
    (None, "district_fiscal_contribution"): "tax",
    (None, "local_contribution_growth"): "tax",
    ("building", "annual_tax"): "tax",
    ("building", "local_tax_rate"): "tax",
    ("building", "tax_intensity"): "tax",
    ("building", "tax_intensity_met"): "tax",
    ("tenant", "tax_paid"): "tax",
    (None, "stat_region"): "counting",
    (None, "relocated"): "moving",
    (None, "relocated_date"): "moving",
    (None, "hq_newly_introduced"): "moving",
}
_RECORDS = {"register_entry": "counting"}
# Ways and kinds that only firms from elsewhere can have.
_WORDS = {"moved": "moving", "moved_in": "moving", "introduced_industry": "moving"}
_TALK = {
    "tax": re.compile(r"(?:地方|本地|区级|县级|市级)?(?:财政|税收|经济)贡献|地方留成|本地纳税"),
    "moving": re.compile(r"整体迁入|新引进企业|外地迁入"),
    "counting": re.compile(r"(?:纳入|进入)本地统计|统计关系在本"),
}


def competition(view: View) -> Iterator[Finding]:
    """Yield what a reward hangs on that may raise doubts, unless `fair_competition` tells it already."""
    policy = view.policy
    if policy.fair_competition is not None or not _may_be_in_force(policy.document):
        return
    if policy.document.level == "national" or policy.benefit.kind is BenefitKind.TAX:
        return
    told: set[str] = set()
    for doubt, what in _doubts(view):
        if doubt not in told:
            told.add(doubt)
            place = view.places.of_literal(what, talk=True)
            yield view.finding(f"competition-{doubt}", what, place)


def _may_be_in_force(document: Document) -> bool:
    if document.stated is Status.EXPIRED:
        return False
    return document.effective_to is None or document.effective_to >= IN_FORCE_FROM


def _doubts(view: View) -> Iterator[tuple[str, str]]:
    policy, vocabulary = view.policy, view.vocabulary
    if policy.record in _RECORDS:
        yield _RECORDS[policy.record], vocabulary.records[policy.record].label
    for node in view.nodes:
        match node:
            case tree.Fact(kind, key) if (kind, key) in _FACTS:
                yield _FACTS[kind, key], vocabulary.field(kind, key).label
            case tree.Records(_, kind) if kind in _RECORDS:
                yield _RECORDS[kind], vocabulary.records[kind].label
            case tree.Among(subject, words, False):
                field = vocabulary.field(subject.kind, subject.key)
                for word in words:
                    if word in _WORDS and word in field.values:
                        yield _WORDS[word], field.values[word].label
            case tree.Holds(_, wanted):
                ways = vocabulary.field(HONOUR, "how").values
                for one in wanted:
                    if one.how in _WORDS:
                        yield _WORDS[one.how], ways[one.how].label
            case tree.Check(text) | tree.Undefined(text):
                for doubt, pattern in _TALK.items():
                    found = pattern.search(text)
                    if found is not None:
                        yield doubt, found[0]
