"""The whole letter: which policies stand in it, in which part and order, and under which number."""

from __future__ import annotations

from collections.abc import Iterable

from policymatch.benefit import Nature
from policymatch.letters.compose.advice import advice_of, verdict_of
from policymatch.letters.compose.basis import basis_of
from policymatch.letters.compose.calendar import calendar_of
from policymatch.letters.compose.firm import firm_of
from policymatch.letters.compose.materials import materials_of
from policymatch.letters.compose.package import package_of, reasons_left_out
from policymatch.letters.compose.questions import questions_in
from policymatch.letters.compose.road import rungs_of
from policymatch.letters.compose.summary import summary_of
from policymatch.letters.compose.verify import to_verify_of
from policymatch.letters.compose.warnings import warnings_of
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.model import Advice, Letter, Note, Verdict
from policymatch.matching import Match, Recommendation, UndecidedBy
from policymatch.messages import Lang, check_lang
from policymatch.nearest import Step, cliffs_of, nearest_steps, road_in

# What is no payment but tax not paid, or paid later; it stands in a part of its own.
_TAX = frozenset((Nature.TAX_SAVING, Nature.TAX_DEFERRAL))


def compose(
    recommendation: Recommendation,
    lang: Lang = "zh",
    letterhead: Letterhead | None = None,
    notes: Iterable[Note] = (),
) -> Letter:
    """Return the advice letter of a recommendation.

    Every sentence comes from a match of it. `letterhead` says who sends the letter, `notes` are an adviser's
    own words; both stand in it as they are. Raises ValueError for a language other than zh and en.
    """
    check_lang(lang)
    eligible = recommendation.eligible
    near = nearest_steps(recommendation.matches)
    cliffs = cliffs_of(recommendation)
    road = road_in(recommendation.matches[0].context) if recommendation.matches else None
    count = 0

    def told(matches: Iterable[Match], verdict: Verdict | None = None) -> tuple[Advice, ...]:
        nonlocal count
        made = []
        for match in matches:
            count += 1
            stands, key = verdict or verdict_of(match), match.policy_id
            made.append(advice_of(match, count, stands, lang, ways.get(key, ()), left_out.get(key)))
        return tuple(made)

    left_out = reasons_left_out(recommendation, lang)
    ways: dict[str, tuple[Step, ...]] = {one.match.policy_id: one.steps for one in near}
    to_file = told(match for match in eligible if match.nature not in _TAX)
    tax = told(match for match in eligible if match.nature in _TAX)
    # What waits for a person's judgement alone is nearer than what waits for facts.
    waiting = sorted(recommendation.undecided, key=lambda one: one.undecided_by is UndecidedBy.FACTS)
    open_ones = told(waiting)
    within_reach = told((one.match for one in near), Verdict.NEAR)
    every = (*to_file, *tax, *open_ones, *within_reach)
    named = (*eligible, *waiting)
    rungs = () if road is None else rungs_of(road, lang)
    return Letter(
        lang=lang,
        letterhead=letterhead or Letterhead(),
        firm=firm_of(recommendation, named, lang),
        basis=basis_of(recommendation),
        summary=summary_of(recommendation, len(near)),
        to_file=to_file,
        tax=tax,
        package=package_of(recommendation, lang),
        open=open_ones,
        near=within_reach,
        road=rungs,
        questions=questions_in(recommendation, lang),
        calendar=calendar_of(recommendation, every, near, lang),
        materials=materials_of((*to_file, *tax)),
        warnings=warnings_of(recommendation, every, cliffs, lang),
        to_verify=to_verify_of((*to_file, *tax), recommendation, lang),
        notes=tuple(notes),
    )
