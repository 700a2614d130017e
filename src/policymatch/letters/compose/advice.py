"""What a letter says of one policy: the amount with its arithmetic, the window, why, what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from policymatch.letters.compose.proofs import proofs_of
from policymatch.letters.model import Advice, Criterion, Days, Money, Verdict, WayIn
from policymatch.matching import Match, UndecidedBy
from policymatch.matching.phrases import amount_phrase, nature_text, terms_lines, window_phrase
from policymatch.matching.reasons import Reason
from policymatch.messages import Lang, say
from policymatch.nearest import Step
from policymatch.values import Truth

_TRUTHS: dict[Truth, Literal["true", "false", "unknown"]] = {
    Truth.TRUE: "true",
    Truth.FALSE: "false",
    Truth.UNKNOWN: "unknown",
}
# A flag that the letter tells otherwise: what is presumed, awaited or judged stands in places of its own.
_TOLD_ELSEWHERE = frozenset(("check", "definition", "presumed"))


def advice_of(
    match: Match,
    number: int,
    verdict: Verdict,
    lang: Lang,
    steps: tuple[Step, ...] = (),
    left_out: str | None = None,
) -> Advice:
    """Return what is said of the policy of a match.

    `steps` are the ways into a near miss; `left_out` is why it is not in the best package.
    """
    policy, document = match.policy, match.policy.document
    leaves = [leaf for reason in match.reasons(lang) for leaf, _ in reason.leaves()]
    return Advice(
        number=number,
        verdict=verdict,
        policy_id=policy.id,
        title=policy.title,
        document=document.title,
        document_number=document.number,
        issuer=document.issuer,
        cite=policy.cite,
        url=document.url,
        nature=match.nature,
        money=_money(match, lang),
        amount=_amount(match, verdict, steps, lang),
        promised=match.promised,
        arithmetic=match.steps(lang),
        terms=tuple(terms_lines(match, lang)),
        window=_days(match),
        filing=window_phrase(match, lang),
        channel=policy.filing.channel,
        contact=policy.filing.contact,
        materials=policy.filing.materials,
        proofs=proofs_of(match, lang),
        summary=policy.summary,
        criteria=tuple(_criterion(leaf) for leaf in leaves),
        awaits=tuple(dict.fromkeys(_awaits(match, leaves, lang))),
        steps=tuple(way_in(step, lang) for step in steps),
        left_out=left_out,
        presumed=match.presumed(lang),
        verify=tuple(flag.say(lang) for flag in match.flags if flag.verify),
        notes=tuple(
            flag.say(lang) for flag in match.flags if not flag.verify and flag.code not in _TOLD_ELSEWHERE
        ),
    )


def verdict_of(match: Match) -> Verdict:
    """Return how a policy stands for a firm that is not ineligible."""
    if match.undecided_by is None:
        return Verdict.ELIGIBLE
    return Verdict.OPEN if match.undecided_by is UndecidedBy.FACTS else Verdict.CHECK


def way_in(step: Step, lang: Lang) -> WayIn:
    """Return a step as it is told: the changes, by when, for how much, and what else it needs."""
    if step.undecided_by is not None:
        needs_more = say(f"undecided-{step.undecided_by.value}", lang)
    elif step.missing:
        listed = say("list-separator", lang).join(one.label.in_(lang) for one in step.missing)
        needs_more = say("road-step-missing", lang, text=listed)
    else:
        needs_more = None
    return WayIn(
        text=step.text(lang),
        when=step.when(lang),
        worth=None if step.worth is None else step.worth.in_(lang),
        needs_more=needs_more,
    )


def _money(match: Match, lang: Lang) -> Money | None:
    worth = match.worth
    if worth is None:
        return None
    text = nature_text(worth.listed or worth, match.nature, lang)
    return Money(low=Decimal(worth.low), high=worth.high, nature=match.nature, text=text)


def _amount(match: Match, verdict: Verdict, steps: tuple[Step, ...], lang: Lang) -> str:
    """Return the amount in words; of a near miss, what the smallest step would bring."""
    if verdict is Verdict.NEAR:
        worth = steps[0].worth if steps else None
        return "—" if worth is None else worth.in_(lang)
    return amount_phrase(match, lang)


def _days(match: Match) -> Days | None:
    window = match.window
    if window is None:
        return None
    return Days(opens=window.opens, closes=window.closes, is_open=window.is_open, days_left=window.days_left)


def _criterion(leaf: Reason) -> Criterion:
    return Criterion(
        truth=_TRUTHS[leaf.truth],
        required=leaf.required,
        actual=leaf.actual,
        cite=leaf.cite,
        record=leaf.record,
        presumed=leaf.presumed,
    )


def _awaits(match: Match, leaves: list[Reason], lang: Lang) -> Iterator[str]:
    """Yield what an open verdict waits for: facts, or what a person judges and the document leaves open."""
    if match.undecided_by is UndecidedBy.FACTS:
        yield from (one.label.in_(lang) for one in match.missing if one.needed_for == "verdict")
        return
    if match.undecided_by is None:
        return
    by_law = match.undecided_by is UndecidedBy.DEFINITION
    for leaf in leaves:
        if leaf.mark == "?" and (by_law or leaf.kind != "criterion"):
            yield leaf.required
