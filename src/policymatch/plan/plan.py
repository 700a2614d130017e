"""What a compiled library is: numbered literals, operations over them, and the criteria on the same fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntFlag

from policymatch.language import tree


class Depends(IntFlag):
    """What, besides the firm, an answer depends on."""

    NOTHING = 0
    RECORD = 1  # on the record at hand
    JUDGED = 2  # on what checks, and what the document leaves open, are taken to be


@dataclass(frozen=True, slots=True)
class Literal:
    """A condition that is asked as a whole: one comparison, one membership, one check.

    `turned` says that checks inside stand under an odd number of "not", where they are taken the other way
    round (language/evaluate.py).
    """

    node: tree.Node
    turned: bool = False


class Join(Enum):
    """How an operation makes one truth of several."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NOT = "not"
    PRESUME = "presume"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Operation:
    """A truth made of the truths of the steps `items`.

    AT_LEAST needs `count` of them. PRESUME is its item, and `presumed` where that is unknown. COVER is its
    first item, and the second where that is unknown: whether several tiers cover what a fact may be.
    """

    join: Join
    items: tuple[int, ...]
    count: int = 0
    presumed: bool = False


class GroupKind(Enum):
    """What the literals of a group are asked of, and so how they can be answered together."""

    NUMBERS = "numbers"
    DATES = "dates"
    CODES = "codes"
    WORDS = "words"
    TAGS = "tags"
    FLAGS = "flags"
    HONOURS = "honours"


@dataclass(frozen=True, slots=True)
class Group:
    """The literals from `first` up to `end` that ask about the same `subject`: a fact or a formula.

    Thresholds stand by comparison, and in rising order for each. The honours of the firm have no subject.
    """

    kind: GroupKind
    subject: tree.Node | None
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All conditions of a library, and the formulas of its amounts.

    Steps are numbered: the `literals` first, group by group and then those of no group, and after them the
    `operations`, each behind all that it is made of. `roots` gives the step that decides each policy, by
    its id. `depends` says for every step what it depends on besides the firm. The conditions that the
    `formulas` hang on are among the steps.
    """

    literals: tuple[Literal, ...]
    operations: tuple[Operation, ...]
    groups: tuple[Group, ...]
    roots: Mapping[str, int]
    depends: tuple[Depends, ...]
    formulas: tuple[tree.Node, ...]

    def needed_for(self, steps: Iterable[int]) -> frozenset[int]:
        """Return some steps, and all the steps that they are made of."""
        found: set[int] = set()
        waiting = list(steps)
        while waiting:
            step = waiting.pop()
            if step not in found:
                found.add(step)
                if step >= len(self.literals):
                    waiting += self.operations[step - len(self.literals)].items
        return frozenset(found)
