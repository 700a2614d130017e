"""A draft and firms → the simulation: one round for the draft, one for its curves, some for the budget."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from policymatch.library import PolicyLibrary
from policymatch.policy import Policy
from policymatch.problems import ProfileError
from policymatch.sandbox.budget import Search
from policymatch.sandbox.clauses import clauses_of
from policymatch.sandbox.draft import as_in_force, draft_of, read_draft
from policymatch.sandbox.first_round import FirstRound
from policymatch.sandbox.gone_through import Progress, Unseen, opened
from policymatch.sandbox.model import Simulation
from policymatch.sandbox.purse import Purse
from policymatch.sandbox.steps import Steps
from policymatch.sandbox.sums import Tally
from policymatch.sandbox.thresholds import Threshold, chosen, thresholds_of
from policymatch.sandbox.told import Tried, curve_told, funnel_told, groups_told, overlaps_told
from policymatch.sandbox.values import points_of
from policymatch.sandbox.variants import Variant, Variants
from policymatch.sandbox.waiting import Waiting

# So many points a curve has at most, besides the draft's own.
POINTS = 24
_FEN = 100


def simulate(
    draft: str | os.PathLike[str] | Policy,
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    policy: str | None = None,
    budget: Decimal | int | None = None,
    vary: Sequence[str] = (),
    records: Mapping[str, Any] | None = None,
    rules: Sequence[str | os.PathLike[str]] = (),
    progress: Progress | None = None,
) -> Simulation:
    """Return what a draft would do to firms, as if it were in force on the day of the question.

    Args:
        draft: A rule file, or a policy. Its own dates of force are not looked at.
        firms: The path of firms in any form, or a table in memory, as `batch.match` takes them.
        library: The policies in force, in whose words the draft is written; without it the shipped ones.
        as_of: The day of the question; without it each firm's own, else today.
        policy: The id of the policy to simulate, where the file has several.
        budget: A budget in yuan.
        vary: The thresholds to move, by criterion and number in it (3/1, or 3 for all of a criterion);
            without any all that are a criterion of their own.
        records: For firms in memory, the tables of their records by kind.
        rules: The folders that `library` was loaded from, for their named conditions.
        progress: Is told how far the work has come.

    Raises RulesError with everything that is wrong in the draft, NotFoundError for a policy or threshold that
    it has not, ProfileError when no firm can be read, ValueError for a budget below zero. What is wrong with
    single firms stands in `problems`, and they are not counted.
    """
    if budget is not None and (not Decimal(budget).is_finite() or budget < 0):
        raise ValueError(f"a budget is a number of yuan, not below zero (got {budget})")
    if library is None:
        library = PolicyLibrary.load(*rules)
    if not isinstance(draft, Policy):
        draft = draft_of(read_draft(draft, library, rules), draft, policy)
    draft = as_in_force(draft)
    clauses = clauses_of(draft)
    thresholds = chosen(thresholds_of(clauses), vary)
    purse = Purse(draft, library) if draft.record is None else None
    with opened(firms, library.vocabulary, as_of, records, progress or Unseen()) as table:
        first = FirstRound(draft, clauses, thresholds, library, purse).go(table)
        variants = Variants(draft, clauses, library, table, purse, first.sound)
        waiting = Waiting(draft, library, first.undecided)
        steps = {one: Steps.of(first.values[one.key].sorted(), one.op, one.own) for one in thresholds}
        fen = None if budget is None else int((Decimal(budget) * _FEN).to_integral_value(ROUND_FLOOR))
        points = {one: points_of(steps[one], POINTS) for one in thresholds}
        searches = [
            Search(one, cautious, fen, steps[one])
            for one in thresholds
            for cautious in (False, True)
            if fen is not None and draft.benefit.amount is not None
        ]
        tallies = _rounds(variants, points, searches, waiting)
    problems = {**first.problems, **({} if purse is None else purse.problems)}
    if not first.overall.counts.firms and problems:
        raise ProfileError(problems.values())
    curves = [
        Tried(one, points[one], first.values[one.key].whole, [it for it in searches if it.threshold is one])
        for one in thresholds
    ]
    return Simulation(
        draft=draft,
        days=(min(first.days), max(first.days)) if first.days else None,
        rules_version=library.version,
        overall=first.overall,
        groups=groups_told(first),
        record=None if draft.record is None else library.vocabulary.records[draft.record].both,
        with_record=first.with_record,
        funnel=funnel_told(clauses, first, library.vocabulary),
        waiting=waiting.found,
        looked_at=waiting.looked_at,
        curves=tuple(curve_told(one, tallies, draft, library.vocabulary) for one in curves),
        overlaps=overlaps_told(draft, first, library),
        in_force=sum(any(one.document.status(day).applies for day in first.days) for one in library),
        budget_fen=fen,
        problems=tuple(problems.values()),
    )


def _rounds(
    variants: Variants,
    points: Mapping[Threshold, list[Fraction]],
    searches: Sequence[Search],
    waiting: Waiting,
) -> dict[Variant, Tally]:
    """Return what all thresholds asked about come to; further rounds close in on the end of the budget.

    Where that lies outside a curve, the curve (its `points`) is drawn out to it.
    """
    wanted: list[Variant] = [(one, value) for one, some in points.items() for value in some]
    wanted += [one for search in searches for one in search.next_tries]
    made: dict[Variant, Tally] = {}
    if wanted or len(waiting.numbers):
        made = variants.tallies(wanted, waiting.look)
    while True:
        for search in searches:
            search.learn(made)
        wanted = [one for search in searches for one in search.next_tries]
        if not wanted:
            break
        made |= variants.tallies(wanted)
    for search in searches:
        some = points[search.threshold]
        some += [value for value in search.beyond(some[0], some[-1]) if value not in some]
        some.sort()
    more = [(one, value) for one, some in points.items() for value in some if (one, value) not in made]
    return made | variants.tallies(more) if more else made
