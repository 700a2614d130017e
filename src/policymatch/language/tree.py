"""The nodes of the condition language: what a rule says once its names are resolved.

A leaf of a rule file is one expression. The parser builds surface nodes (`Name`, `Dotted`, `Yearly`,
`Apply`, `Relation`), resolving turns them into the nodes below; every later pass knows only these. Nodes are
equal when they mean the same, wherever they were written and in whichever language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from policymatch.values import Comparison, DateSpan, Number
from policymatch.vocabulary.units import Dimension


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `at` is where it starts in the text of its leaf, counted in characters from 0."""

    at: int = field(default=0, compare=False, kw_only=True)


# -- literals ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A number with its dimension, in the dimension's base unit: 2000万元 is 20,000,000 CNY.

    `written` is the literal in the rule, if there was one: what stands as 50% is a ratio and counts nothing,
    and what stands as 0111 may be a code.
    """

    value: Number
    dimension: Dimension = ()
    written: str = field(default="", compare=False)

    @property
    def is_bare(self) -> bool:
        """Return whether the number has no unit at all, not even %."""
        return not self.dimension and (not self.written or self.written[-1].isdigit())


@dataclass(frozen=True, slots=True)
class Day(Node):
    """A date, or the days of an incomplete one: 2021年6月 is that month."""

    days: DateSpan


# -- facts ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """Which year's figure: `number` counts from the year of as_of (-1 last year), or is the year itself."""

    number: int
    relative: bool = True

    def of(self, as_of_year: int) -> int:
        """Return the calendar year meant on a date in `as_of_year`."""
        return as_of_year + self.number if self.relative else self.number

    def earlier(self, years: int = 1) -> Year:
        """Return the year that lies `years` before."""
        return Year(self.number - years, self.relative)


LAST_YEAR = Year(-1)


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A fact of the firm (`kind` None) or of the record of `kind` at hand, by its vocabulary keys."""

    kind: str | None
    key: str
    year: Year | None = None
    basis: str | None = None


# -- conditions on facts -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two numbers or two dates compared."""

    op: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Among(Node):
    """An enumeration, text or code that is one of `words` (keys, texts or code prefixes), or is not."""

    subject: Fact
    words: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Contains(Node):
    """A list of tags that contains at least one of `words`, or none of them."""

    subject: Fact
    words: tuple[str, ...]
    negated: bool = False


class Holding(StrEnum):
    """How an honour must be held (semantics 5)."""

    HOLDS = "holds"  # listed and not known to have expired
    VALID = "valid"  # in force on the date, last day included
    EVER = "ever"  # listed at all


@dataclass(frozen=True, slots=True)
class HonourWanted:
    """One honour asked for: its key, and where the rule says so its level, way of award and year."""

    honour: str
    level: str | None = None
    how: str | None = None
    year: Year | None = None


@dataclass(frozen=True, slots=True)
class Holds(Node):
    """The firm holds at least one of the honours wanted."""

    how: Holding
    wanted: tuple[HonourWanted, ...]


@dataclass(frozen=True, slots=True)
class IsTrue(Node):
    """A yes-or-no fact that is yes."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class All(Node):
    """Every one of `items` holds."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """At least one of `items` holds."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """At least `count` of `items` hold."""

    count: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`item` does not hold."""

    item: Node


# -- arithmetic ----------------------------------------------------------------------------------------


class Operator(StrEnum):
    """The four operations."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """One operation on two numbers."""

    op: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """A number with its sign turned."""

    item: Node


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A function of the language (language/functions.py) applied to its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """A number that the document leaves between two ends: 10% 至 20%."""

    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class UpTo(Node):
    """Only a ceiling is known (最高 …): anything from zero to `item`, and never a promise."""

    item: Node


# -- amounts -------------------------------------------------------------------------------------------


class CapScope(StrEnum):
    """Over what a cap or floor counts."""

    RECORD = "record"
    FIRM = "firm"
    FIRM_YEAR = "firm_year"


@dataclass(frozen=True, slots=True)
class Capped(Node):
    """An amount that is paid only up to `limit`."""

    item: Node
    limit: Node
    scope: CapScope = CapScope.FIRM


@dataclass(frozen=True, slots=True)
class Floored(Node):
    """An amount of which at least `limit` is paid."""

    item: Node
    limit: Node
    scope: CapScope = CapScope.FIRM


class TierMode(StrEnum):
    """Which of several tiers count."""

    FIRST = "first"
    HIGHEST = "highest"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: the amount paid when its condition holds."""

    when: Node
    amount: Node


@dataclass(frozen=True, slots=True)
class Tiers(Node):
    """Amounts by tier; `otherwise` is paid when none holds (without it, some tier must hold)."""

    tiers: tuple[Tier, ...]
    mode: TierMode = TierMode.FIRST
    otherwise: Node | None = None


@dataclass(frozen=True, slots=True)
class SomeTier(Node):
    """Some tier's condition holds: what tiers without an `else` ask of the firm (semantics 16)."""

    conditions: tuple[Node, ...]


# -- leaves of a condition -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """One leaf of a policy's condition: an expression with its citation and the truth presumed of it."""

    test: Node
    cite: str | None = None
    presume: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Check(Node):
    """What only a person can judge; `hints` are the facts that give evidence."""

    text: str
    hints: tuple[Fact, ...] = ()
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Undefined(Node):
    """What the document itself leaves open: no fact of the firm could settle it."""

    text: str
    cite: str | None = None


# -- surface nodes, which resolving replaces -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name as written; `quoted` when it stood in 「」."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Dotted(Node):
    """A name behind the name of its owner: 项目.设备投资, 企业.营业收入."""

    owner: Name
    member: Node


@dataclass(frozen=True, slots=True)
class Yearly(Node):
    """A reference with its year: 营业收入[上年]."""

    item: Node
    year: Name


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A name before brackets: a function, a basis (研发费用（税务口径）) or an honour's qualifiers."""

    name: Name
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """A reference and the names it is held against: 行业 属于 采矿业、制造业."""

    word: str
    subject: Node
    items: tuple[Node, ...]
