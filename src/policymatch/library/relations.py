"""Relations of policies to others that lead back to the policy itself: nothing could make them right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policymatch.policy import Policy
from policymatch.problems import Problem


def relation_problems(policies: Mapping[str, Policy]) -> Iterator[Problem]:
    """Yield relations of a policy to itself, and policies that are later editions of themselves."""
    for policy in policies.values():
        for key, others in policy.relations().items():
            if policy.id in others:
                yield _problem(policy, key, policy.id)
        line = _editions(policy, policies)
        # A circle is told once, of the policy that stands first in it.
        if len(line) > 1 and line[-1] == policy.id and policy.id == min(line):
            yield _problem(policy, "edition_of", " → ".join(line))


def _editions(policy: Policy, policies: Mapping[str, Policy]) -> list[str]:
    """Return the editions before a policy, up to the first that is met again."""
    line: list[str] = []
    while (before := policy.edition_of) is not None and before not in line:
        line.append(before)
        if before not in policies:
            break
        policy = policies[before]
    return line


def _problem(policy: Policy, key: str, found: str) -> Problem:
    return Problem("relation-to-itself", policy.place, {"key": key, "found": found}, policy_id=policy.id)
