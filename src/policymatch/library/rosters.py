"""Files of rosters: each tier read and checked as the condition of a policy is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.library.conditions import build_condition
from policymatch.library.definitions import Definitions
from policymatch.library.leaves import Leaves
from policymatch.library.policies import ID, build_test
from policymatch.library.spec_roster import RosterFileSpec, RosterSpec, TierSpec
from policymatch.policy import Document, Policy
from policymatch.problems import Problem
from policymatch.roster import Roster, Tier
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Path, Source, validated

# Being listed pays nothing by itself.
_NOTHING = Benefit(BenefitKind.SERVICE, Nature.IN_KIND)
_CATEGORY = "roster"


def build_rosters(
    source: Source, vocabulary: Vocabulary, definitions: Definitions, version: str
) -> list[Roster]:
    """Return the rosters of a file that are sound; problems go to `source.problems`."""
    if source.data is None and source.problems:
        return []
    spec = validated(source, RosterFileSpec)
    leaves = Leaves(source, vocabulary, definitions=definitions)
    made = []
    for index, one in enumerate(() if spec is None else spec.rosters):
        roster = _roster(one, leaves, ("rosters", index), version)
        if roster is not None:
            made.append(roster)
    return made


def _roster(spec: RosterSpec, of_file: Leaves, path: Path, version: str) -> Roster | None:
    source = of_file.source
    leaves = replace(of_file, problems=[])
    if not ID.match(spec.id):
        leaves.problem("bad-id", (*path, "id"), found=spec.id)
    _report_twice(spec.tiers, leaves, path)
    document = Document(spec.source, spec.issuer, "", "", url=spec.url, quality=spec.quality, note=spec.note)
    tiers = [
        _tier(one, spec.id, document, leaves, (*path, "tiers", index)) for index, one in enumerate(spec.tiers)
    ]
    source.problems.extend(leaves.problems)
    sound = tuple(one for one in tiers if one is not None)
    if leaves.problems or len(sound) < len(tiers):
        return None
    place = source.place(path)
    return Roster(spec.id, spec.title, spec.issuer, spec.source, sound, version, spec.url, spec.note, place)


def _tier(spec: TierSpec, roster: str, document: Document, of_roster: Leaves, path: Path) -> Tier | None:
    owner = f"{roster}/{spec.id}"
    leaves = replace(of_roster, owner=owner)
    if not ID.match(spec.id):
        leaves.problem("bad-id", (*path, "id"), found=spec.id)
    condition = build_condition(spec.eligible, leaves, (*path, "eligible"), spec.cite)
    tests = tuple(build_test(one, leaves, (*path, "tests", at)) for at, one in enumerate(spec.tests))
    if condition is None:
        return None
    place = leaves.source.place(path)
    policy = Policy(
        owner, spec.name, _CATEGORY, document, condition, _NOTHING, cite=spec.cite, tests=tests, place=place
    )
    return Tier(spec.id, policy, spec.note)


def _report_twice(tiers: Iterable[TierSpec], leaves: Leaves, path: Path) -> None:
    """Report tiers of one id or one name: nobody could tell which of them a firm is in."""
    for key in ("id", "name"):
        seen: set[str] = set()
        for index, tier in enumerate(tiers):
            word: str = getattr(tier, key)
            if word in seen:
                leaves.problem("roster-tier-twice", (*path, "tiers", index, key), found=word)
            seen.add(word)


def gathered_rosters(made: Iterable[Roster], problems: list[Problem]) -> dict[str, Roster]:
    """Return rosters by id; an id that two have is a problem."""
    found: dict[str, Roster] = {}
    for one in made:
        first = found.setdefault(one.id, one)
        if first is not one:
            values = {"found": one.id, "first": str(first.place)}
            problems.append(Problem("duplicate-id", one.place, values))
    return found
