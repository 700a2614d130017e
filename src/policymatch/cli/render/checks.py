"""Checks in text output: their numbers, what is like them in the profile, and where else they stand."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.language import tree
from policymatch.matching import Match, Recommendation, UndecidedBy
from policymatch.matching.facts_shown import confirmed_text
from policymatch.matching.firm import firm_on
from policymatch.matching.reasons import Reason, place_of
from policymatch.matching.unused import check_number
from policymatch.messages import Lang, say


def numbered(reason: Reason, match: Match, lang: Lang) -> str:
    """Return what a reason asks for, a check with its number in the policy."""
    number = None if reason.check is None else check_number(match.policy, reason.check)
    return reason.required if number is None else say("check-number", lang, number=number) + reason.required


def evidence_lines(reason: Reason, match: Match, lang: Lang) -> Iterator[str]:
    """Yield the passages of the profile that are like an undecided check, best first."""
    for one in match.evidence(reason):
        words = say("list-separator", lang).join(one.words)
        where = place_of(one.passage, match.context, lang)
        yield say("evidence-line", lang, text=one.passage.text, where=where, score=one.score, words=words)


def other_checks(match: Match, lang: Lang) -> Iterator[str]:
    """Yield the checks that are no criterion: in points, in amounts, in definitions of facts asked for."""
    shown = {leaf.check for reason in match.reasons(lang) for leaf, _ in reason.leaves()}
    for number, check in enumerate(match.policy.checks, 1):
        if check not in shown:
            yield _line(check, number, None, match, lang)
    firm = firm_on(match.context)
    law = None if firm is None else firm.law
    for key in () if law is None else sorted(match.policy.firm_facts & law.derivations.keys()):
        assert law is not None
        for number, check in enumerate(law.derivations[key].checks, 1):
            yield _line(check, number, law.vocabulary.fields[key].both.in_(lang), match, lang)


def _line(check: tree.Check, number: int, fact: str | None, match: Match, lang: Lang) -> str:
    made = match.confirmed(check)
    told = say("by-a-person", lang) if made is None else confirmed_text(made, lang)
    text = say("check-number", lang, number=number) + check.text
    text += say("reason-actual", lang, actual=told)
    return text if fact is None else say("step-of-record", lang, record=fact, step=text)


def to_judge(recommendation: Recommendation, lang: Lang) -> Iterator[str]:
    """Yield what only people still have to decide, policy by policy, with what is like it in the profile."""
    waiting = [match for match in recommendation.undecided if match.undecided_by is UndecidedBy.CHECK]
    if waiting:
        yield say("ask-to-judge", lang)
    for match in waiting:
        yield f"  {match.policy.title} [{match.policy_id}]"
        for reason in match.reasons(lang):
            for leaf, _ in reason.leaves():
                if leaf.kind == "check" and leaf.mark == "?":
                    yield f"    {numbered(leaf, match, lang)}"
                    yield from (f"      {line}" for line in evidence_lines(leaf, match, lang))
