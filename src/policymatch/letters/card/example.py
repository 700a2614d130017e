"""A worked example for people: one of the rule's own tests in which the firm qualifies."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.enterprise import Enterprise
from policymatch.letters.card.model import Example, Holding
from policymatch.letters.compose.firm import fact_line
from policymatch.library import PolicyLibrary
from policymatch.matching import Match, Verdict
from policymatch.matching.firm import firm_on
from policymatch.matching.phrases import amount_phrase
from policymatch.matching.rule_tests import TestResult, run_tests
from policymatch.messages import Lang
from policymatch.policy import Policy
from policymatch.vocabulary import Vocabulary


def example_of(policy: Policy, library: PolicyLibrary, lang: Lang) -> Example | None:
    """Return the first passing test in which the firm qualifies, one that states a sum before others.

    None where the rule has no such test. The amount is what comes out, by the arithmetic shown.
    """
    found = [one for one in run_tests(library, [policy]) if one.passed and _shows(one)]
    if not found:
        return None
    chosen = min(found, key=lambda one: not _has_sum(one))
    match = chosen.match
    assert match is not None
    return _told(match, library, lang)


def _shows(result: TestResult) -> bool:
    return result.match is not None and result.match.verdict is Verdict.ELIGIBLE


def _has_sum(result: TestResult) -> bool:
    match = result.match
    return match is not None and match.amount is not None and bool(match.amount.low)


def _told(match: Match, library: PolicyLibrary, lang: Lang) -> Example | None:
    firm = firm_on(match.context)
    if firm is None:
        return None
    return Example(
        as_of=firm.as_of,
        facts=tuple(
            fact_line(key, known, library.vocabulary, lang) for key, known in firm.enterprise.facts.items()
        ),
        records=tuple(_records(firm.enterprise, library.vocabulary, lang)),
        amount=amount_phrase(match, lang),
        arithmetic=match.steps(lang),
        presumed=match.presumed(lang),
    )


def _records(firm: Enterprise, vocabulary: Vocabulary, lang: Lang) -> Iterator[Holding]:
    for kind, listing in firm.listings.items():
        for record in listing.items:
            yield Holding(
                kind=vocabulary.records[kind].both.in_(lang),
                facts=tuple(
                    fact_line(key, known, vocabulary, lang, kind) for key, known in record.facts.items()
                ),
            )
