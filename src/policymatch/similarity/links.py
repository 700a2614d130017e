"""What the rules say of how two policies stand to each other: editions, copies, exclusion, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policymatch.policy import Document, Policy
from policymatch.text import normalise

_MARKS = re.compile("[《》]")


class Links:
    """The links among policies of a library, through others too: of three editions the first and the last."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._leader: dict[str, str] = {}
        for policy in policies:
            for other in (policy.edition_of, policy.same_as):
                if other is not None:
                    self._leader[self._find(policy.id)] = self._find(other)

    def joined(self, one: Policy, other: Policy) -> bool:
        """Return whether an author has said how two policies stand to each other, or their dates do."""
        if self._find(one.id) == self._find(other.id) or _named(one, other) or _named(other, one):
            return True
        if {group.group for group in one.exclusive} & {group.group for group in other.exclusive}:
            return True
        mine, theirs = one.document, other.document
        return any(
            replaces(later, earlier) or _ended_before(earlier, later)
            for earlier, later in ((mine, theirs), (theirs, mine))
        )

    def _find(self, policy: str) -> str:
        while (above := self._leader.get(policy, policy)) != policy:
            policy = above
        return policy


def replaces(later: Document, earlier: Document) -> bool:
    """Return whether a document names another, by its title or number, as one that it replaces."""
    names = {_name(one) for one in (earlier.title, earlier.number) if one}
    return any(_name(one) in names for one in later.replaces)


def _name(written: str) -> str:
    return _MARKS.sub("", normalise(written))


def _named(one: Policy, other: Policy) -> bool:
    return other.id in (*one.excludes, *one.requires, *one.offset_by)


def _ended_before(earlier: Document, later: Document) -> bool:
    ended, began = earlier.effective_to, later.effective_from
    return ended is not None and began is not None and ended < began
