"""All checks over folders of rules: policy by policy, over the whole library, and what authors answered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from policymatch.library import PolicyLibrary, shipped_rules
from policymatch.library.files import rule_files
from policymatch.lint import amounts, competition, conditions, force, sources
from policymatch.lint.answers import settle
from policymatch.lint.drift import figures_not_told, figures_only_told
from policymatch.lint.drift_names import Lexicon, honours_not_told, names_only_told
from policymatch.lint.model import Finding, Report
from policymatch.lint.places import Files, PolicyPlaces
from policymatch.lint.relations import relations
from policymatch.lint.rosters import rosters
from policymatch.lint.tiers import tiers
from policymatch.lint.told import Told
from policymatch.lint.twins import twins
from policymatch.lint.unused import unused
from policymatch.lint.view import View

Check = Callable[[View], Iterator[Finding]]

# In the order in which the findings of one place are told.
CHECKS: tuple[Check, ...] = (
    conditions.impossible,
    conditions.unreachable_scores,
    conditions.idle,
    tiers,
    amounts.caps,
    force.windows,
    force.tests,
    competition.competition,
    sources.citations,
    sources.worked_examples,
    sources.hints,
)

# What is asked of the tiers of rosters, which pay nothing and are told in no text.
TIER_CHECKS: tuple[Check, ...] = (
    conditions.impossible,
    conditions.unreachable_scores,
    conditions.idle,
    sources.hints,
)


def lint(*folders: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """Return what is doubtful in folders of rules (none: the shipped ones) and not answered in them.

    Raises RulesError when they cannot be loaded.
    """
    return examine(*folders).findings


def examine(*folders: str | os.PathLike[str]) -> Report:
    """Return what is doubtful in folders of rules, with the counts. Raises RulesError."""
    asked = folders or (shipped_rules(),)
    library = PolicyLibrary.load(*asked)
    files = Files(tuple(one for folder in asked for one in rule_files(Path(folder), [])))
    found = list(_found(library, files))
    report = settle(found, files)
    ordered = sorted(report.findings, key=_position)
    return Report(tuple(ordered), report.answered, len(library))


def _found(library: PolicyLibrary, files: Files) -> Iterator[Finding]:
    vocabulary = library.vocabulary
    lexicon = Lexicon(vocabulary)
    views = [View(one, vocabulary, PolicyPlaces(one, files, vocabulary)) for one in library]
    for view in views:
        told = Told(view)
        yield from figures_only_told(view, told)
        yield from names_only_told(view, told, lexicon)
        yield from figures_not_told(view, told)
        yield from honours_not_told(view, told)
        for check in CHECKS:
            yield from check(view)
    tiers_of_rosters = {
        one.id: View(one, vocabulary, PolicyPlaces(one, files, vocabulary)) for one in library.tiers()
    }
    for view in tiers_of_rosters.values():
        for check in TIER_CHECKS:
            yield from check(view)
    yield from rosters(tiers_of_rosters, library)
    yield from sources.documents(views)
    yield from twins(views)
    yield from relations(views)
    yield from unused((*views, *tiers_of_rosters.values()), library, files)


def _position(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return place.file or "", place.line or 0, place.column or 0
