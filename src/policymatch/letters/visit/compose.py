"""A recommendation → the sheet of a visit: questions, three policies, two near misses, a risk."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.compose.advice import advice_of, verdict_of, way_in
from policymatch.letters.compose.basis import basis_of
from policymatch.letters.compose.calendar import expiring_honours
from policymatch.letters.compose.warnings import cliff_texts
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.visit.model import Ask, Mention, NearMiss, Risk, VisitSheet
from policymatch.letters.visit.who import who_lines
from policymatch.matching import Match, Recommendation, UndecidedBy
from policymatch.matching.phrases import nature_text
from policymatch.messages import Lang, check_lang, say
from policymatch.nearest import Alternatives, cliffs_of, nearest_steps
from policymatch.questions import questions_of

_ASKS = 5
_MENTIONS = 3
_NEAR = 2


def compose_visit(
    recommendation: Recommendation, lang: Lang = "zh", letterhead: Letterhead | None = None
) -> VisitSheet:
    """Return the sheet of a visit to the firm of a recommendation.

    What the firm qualifies for is spoken of first, then what waits for a person's judgement alone, then what
    waits for facts; each in the order of the recommendation. Raises ValueError for a language other than zh
    and en.
    """
    check_lang(lang)
    waiting = sorted(recommendation.undecided, key=lambda one: one.undecided_by is UndecidedBy.FACTS)
    mentioned = (*recommendation.eligible, *waiting)[:_MENTIONS]
    return VisitSheet(
        lang=lang,
        letterhead=letterhead or Letterhead(),
        name=recommendation.enterprise.name,
        credit_code=recommendation.enterprise.credit_code,
        who=who_lines(recommendation, lang),
        asks=tuple(_asks(recommendation, lang)),
        mentions=tuple(_mention(match, lang) for match in mentioned),
        near=tuple(_near(one, lang) for one in nearest_steps(recommendation.matches)[:_NEAR]),
        risk=next(_risks(recommendation, lang), None),
        basis=basis_of(recommendation),
    )


def _asks(recommendation: Recommendation, lang: Lang) -> Iterator[Ask]:
    places = {match.policy_id: place for place, match in enumerate(recommendation.matches)}
    for one in questions_of(recommendation)[:_ASKS]:
        money = [nature_text(amount, nature, lang) for nature, amount in one.money.items()]
        ids = sorted(one.policies, key=places.__getitem__)
        yield Ask(
            id=one.id,
            text=one.text.in_(lang),
            titles=tuple(recommendation.matches[places[policy_id]].policy.title for policy_id in ids),
            money=say("fact-separator", lang).join(money) or None,
            effort=one.effort.both.in_(lang),
        )


def _mention(match: Match, lang: Lang) -> Mention:
    told = advice_of(match, 1, verdict_of(match), lang)
    holds = [one for one in told.criteria if one.truth == "true" and not one.presumed]
    # Figures tell a firm more of itself than where it lies.
    holds.sort(key=lambda one: not any(character.isdecimal() for character in one.actual or ""))
    return Mention(
        policy_id=told.policy_id,
        title=told.title,
        verdict=told.verdict,
        amount=told.amount,
        promised=told.promised,
        filing=told.filing,
        why=tuple(
            one.required
            if one.actual is None
            else say("letter-because", lang, required=one.required, actual=one.actual)
            for one in holds
        ),
        summary=told.summary,
        awaits=told.awaits,
    )


def _near(one: Alternatives, lang: Lang) -> NearMiss:
    step = way_in(one.steps[0], lang)
    return NearMiss(
        policy_id=one.match.policy_id,
        title=one.match.policy.title,
        step=step.text,
        when=step.when,
        worth=step.worth,
        needs_more=step.needs_more,
    )


def _risks(recommendation: Recommendation, lang: Lang) -> Iterator[Risk]:
    """Yield the limits about to be passed, the nearest first, then the certificates about to expire."""
    for _, text, policies in cliff_texts(cliffs_of(recommendation), lang):
        yield Risk(kind="cliff", text=text, policies=policies)
    for entry in sorted(expiring_honours(recommendation, lang), key=lambda one: one.last):
        text = say("visit-honour-expires", lang, honour=entry.title, text=entry.text)
        yield Risk(kind="honour", text=text, policies=())
