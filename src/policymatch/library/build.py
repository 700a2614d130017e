"""Files of rules → policies, derived facts and the vocabulary, or every problem of every file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from policymatch.derivation import Derivation
from policymatch.library.definitions import Definitions
from policymatch.library.derived import build_derivations, gathered
from policymatch.library.files import (
    CONDITIONS_FILE,
    DERIVED_FILE,
    ROSTER_FILE,
    VOCABULARY_FILE,
    RuleFile,
    kind_of_file,
    shipped_common,
    shipped_rules,
    version_of_rosters,
)
from policymatch.library.leaves import Known
from policymatch.library.named import check_conditions, read_conditions
from policymatch.library.policies import build_policies
from policymatch.library.relations import relation_problems
from policymatch.library.reserved import check_reserved
from policymatch.library.rosters import build_rosters, gathered_rosters
from policymatch.policy import Policy
from policymatch.problems import Problem
from policymatch.roster import Roster
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.yamlio import Source, read_bytes, unreadable


@dataclass(frozen=True)
class Built:
    """What files of rules say: policies and rosters by id, derived facts by their key, the words in use."""

    policies: dict[str, Policy]
    derivations: dict[str, Derivation]
    vocabulary: Vocabulary
    rosters: dict[str, Roster]


def build_library(files: Iterable[RuleFile], problems: list[Problem]) -> Built:
    """Return what is sound in files of rules; problems are added to `problems`."""
    vocabulary = base_vocabulary()
    listed = tuple(files)
    shipped = shipped_common()
    common = _NOTHING
    by_path = {file.path: file for file in listed}
    if all(by_path.get(one.path) == one for one in shipped):
        # Whoever writes those files is told of their mistakes; nobody else could mend them.
        common = _common(any(file.path.is_relative_to(shipped_rules()) for file in listed[-1:]))
        problems.extend(common.problems)
        paths = {one.path for one in shipped}
        listed = tuple(file for file in listed if file.path not in paths)
    definitions = common.definitions
    sources: dict[str, list[Source]] = {CONDITIONS_FILE: [], DERIVED_FILE: []}
    rules: list[Source] = []
    of_rosters: list[tuple[Source, str]] = []
    for file in listed:
        source = _source(file)
        kind = kind_of_file(file.path)
        if kind == VOCABULARY_FILE:
            # Only now: most folders have none, and what reads vocabularies is slow to import.
            from policymatch.vocabulary.load import extended

            before, vocabulary = vocabulary, extended(vocabulary, source)
            check_reserved(before, vocabulary, source)
            problems.extend(source.problems)
            continue
        if kind == CONDITIONS_FILE:
            definitions = read_conditions(source, definitions)
        if kind == ROSTER_FILE:
            of_rosters.append((source, version_of_rosters(file)))
            continue
        sources.get(kind, rules).append(source)
    for source in sources[CONDITIONS_FILE]:
        check_conditions(source, definitions, vocabulary)
    derived = [
        one for source in sources[DERIVED_FILE] for one in build_derivations(source, vocabulary, definitions)
    ]
    for source in (*sources[CONDITIONS_FILE], *sources[DERIVED_FILE]):
        problems.extend(sorted(source.problems, key=_position))
    derivations = gathered((*common.derivations, *derived), problems)
    policies = _policies(rules, vocabulary, definitions, problems)
    problems.extend(relation_problems(policies))
    rosters = []
    for source, version in of_rosters:
        rosters += build_rosters(source, vocabulary, definitions, version)
        problems.extend(sorted(source.problems, key=_position))
    listed_rosters = gathered_rosters(rosters, problems)
    # A mistake in a named condition is found again wherever the condition is used.
    told: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        told.setdefault((problem.code, str(problem.place), problem.message()), problem)
    problems[:] = told.values()
    return Built(policies, derivations, vocabulary, listed_rosters)


@dataclass(frozen=True)
class _Common:
    """What every library has: named conditions, and the law's own definitions of facts."""

    definitions: Definitions
    derivations: tuple[Derivation, ...]
    problems: tuple[Problem, ...]


_NOTHING = _Common(Definitions(), (), ())


@cache
def _common(check: bool) -> _Common:
    """Return what every library has, built once: it speaks of the base vocabulary alone.

    `check` says whether named conditions are checked where they stand too, not only where they are used.
    """
    vocabulary = base_vocabulary()
    definitions = Definitions()
    sources = [(kind_of_file(file.path), _source(file)) for file in shipped_common()]
    for kind, source in sources:
        if kind == CONDITIONS_FILE:
            definitions = read_conditions(source, definitions)
    made: list[Derivation] = []
    problems: list[Problem] = []
    for kind, source in sources:
        if kind == CONDITIONS_FILE and check:
            check_conditions(source, definitions, vocabulary)
        elif kind == DERIVED_FILE:
            made += build_derivations(source, vocabulary, definitions)
        problems += sorted(source.problems, key=_position)
    return _Common(definitions, tuple(made), tuple(problems))


def _policies(
    sources: list[Source], vocabulary: Vocabulary, definitions: Definitions, problems: list[Problem]
) -> dict[str, Policy]:
    policies: dict[str, Policy] = {}
    known: Known = {}
    for source in sources:
        some = source.data is not None or not source.problems
        made = build_policies(source, vocabulary, known, definitions) if some else []
        problems.extend(sorted(source.problems, key=_position))
        for policy in made:
            first = policies.setdefault(policy.id, policy)
            if first is not policy:
                values = {"found": policy.id, "first": str(first.place)}
                problems.append(Problem("duplicate-id", policy.place, values, policy_id=policy.id))
    return policies


def _source(file: RuleFile) -> Source:
    name = str(file.path)
    return read_bytes(file.raw, name) if file.error is None else unreadable(file.error, name)


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0
