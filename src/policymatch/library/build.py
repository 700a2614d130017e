"""Files of rules → policies and the vocabulary they are written in, or every problem of every file."""

from __future__ import annotations

from policymatch.library.definitions import Definitions
from policymatch.library.files import CONDITIONS_FILE, VOCABULARY_FILE, RuleFile
from policymatch.library.leaves import Known
from policymatch.library.named import check_conditions, read_conditions
from policymatch.library.policies import build_policies
from policymatch.library.reserved import check_reserved
from policymatch.policy import Policy
from policymatch.problems import Problem
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.yamlio import Source, read_bytes, unreadable


def build_library(files: list[RuleFile], problems: list[Problem]) -> tuple[dict[str, Policy], Vocabulary]:
    """Return the sound policies by id, and the vocabulary; problems are added to `problems`."""
    vocabulary = base_vocabulary()
    definitions = Definitions()
    conditions: list[Source] = []
    rule_sources: list[Source] = []
    for file in files:
        source = _source(file)
        if file.path.name == VOCABULARY_FILE:
            # Only now: most folders have none, and what reads vocabularies is slow to import.
            from policymatch.vocabulary.load import extended

            before, vocabulary = vocabulary, extended(vocabulary, source)
            check_reserved(before, vocabulary, source)
            problems.extend(source.problems)
        elif file.path.name == CONDITIONS_FILE:
            definitions = read_conditions(source, definitions)
            conditions.append(source)
        else:
            rule_sources.append(source)
    for source in conditions:
        check_conditions(source, definitions, vocabulary)
        problems.extend(sorted(source.problems, key=_position))
    policies = _policies(rule_sources, vocabulary, definitions, problems)
    # A mistake in a named condition is found again wherever the condition is used.
    told: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        told.setdefault((problem.code, str(problem.place), problem.message()), problem)
    problems[:] = told.values()
    return policies, vocabulary


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
