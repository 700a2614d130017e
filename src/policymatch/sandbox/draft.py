"""A draft: one policy of an ordinary rule file, read with the words of a library and taken to be in force."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policymatch.library import PolicyLibrary, shipped_rules
from policymatch.library.definitions import Definitions
from policymatch.library.files import CONDITIONS_FILE, all_files, kind_of_file
from policymatch.library.named import read_conditions
from policymatch.library.policies import build_policies
from policymatch.library.relations import relation_problems
from policymatch.names import nearest
from policymatch.policy import Policy, Status
from policymatch.problems import NotFoundError, Place, Problem, RulesError
from policymatch.yamlio import read_bytes, read_file


def read_draft(
    path: str | os.PathLike[str], library: PolicyLibrary, rules: Sequence[str | os.PathLike[str]] = ()
) -> tuple[Policy, ...]:
    """Return the policies of a rule file, in its order.

    It may use the vocabulary of `library` and the named conditions of the folders `rules` (without any: the
    shipped ones). Raises RulesError with everything that is wrong in the file.
    """
    definitions = _definitions(rules)
    source = read_file(path)
    if source.data is None and source.problems:
        # Of what cannot be read nothing more is to be told.
        raise RulesError(source.problems)
    policies = build_policies(source, library.vocabulary, definitions=definitions)
    problems = sorted(source.problems, key=lambda one: (one.place.line or 0, one.place.column or 0))
    known = {**library.policies, **{one.id: one for one in policies}}
    own = {one.id for one in policies}
    problems += [one for one in relation_problems(known) if one.policy_id in own]
    problems += _twice(policies)
    if problems:
        raise RulesError(problems)
    return tuple(policies)


def draft_of(policies: Sequence[Policy], file: str | os.PathLike[str], policy_id: str | None) -> Policy:
    """Return the policy to simulate: the one named, or the only one of its file.

    Raises NotFoundError where the file has no such policy, or several and none is named.
    """
    by_id = {one.id: one for one in policies}
    if policy_id is None:
        if len(policies) == 1:
            return policies[0]
        listed = ", ".join(by_id)
        raise NotFoundError(Problem("draft-which", Place(str(file)), {"file": file, "listed": listed}))
    if policy_id not in by_id:
        near = nearest(policy_id, by_id)
        raise NotFoundError(
            Problem("draft-policy", Place(str(file)), {"file": file, "found": policy_id}, nearest=near)
        )
    return by_id[policy_id]


def as_in_force(policy: Policy) -> Policy:
    """Return a draft as if it were in force on whatever day is asked about."""
    document = replace(policy.document, stated=Status.IN_FORCE, effective_from=None, effective_to=None)
    return replace(policy, document=document)


def _definitions(rules: Sequence[str | os.PathLike[str]]) -> Definitions:
    """Return the named conditions of folders; what is wrong in these is told where the library is loaded."""
    definitions = Definitions()
    for file in all_files(map(Path, rules or (shipped_rules(),)), []):
        if kind_of_file(file.path) == CONDITIONS_FILE and file.error is None:
            definitions = read_conditions(read_bytes(file.raw, str(file.path)), definitions)
    return definitions


def _twice(policies: Sequence[Policy]) -> list[Problem]:
    first: dict[str, Policy] = {}
    return [
        Problem(
            "duplicate-id", one.place, {"found": one.id, "first": str(first[one.id].place)}, policy_id=one.id
        )
        for one in policies
        if first.setdefault(one.id, one) is not one
    ]
