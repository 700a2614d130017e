"""What kind of value each node of a resolved tree has: a number of some dimension, a date, a truth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from policymatch.language import tree
from policymatch.messages import Both
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.units import Dimension, dimension_name, times


class Other(Enum):
    """Kinds that are not numbers."""

    DATE = Both("日期", "a date")
    TRUTH = Both("条件", "a condition")
    WORD = Both("文字或代码", "a word or code")
    LIST = Both("清单", "a list")

    @property
    def both(self) -> Both:
        """Return the kind's name for messages."""
        return self.value


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A number of one dimension; `literal` when written bare in the rule, so that it may count anything."""

    dimension: Dimension
    literal: bool = False

    @property
    def both(self) -> Both:
        """Return the kind's name for messages."""
        return Both(dimension_name(self.dimension, "zh"), dimension_name(self.dimension, "en"))


Kind = NumberKind | Other


# Functions whose result has a dimension of its own, whatever they are applied to.
_OF_ITS_OWN: dict[str, Dimension] = {
    "growth": (),
    "floor": (),
    "ceil": (),
    "year_of": (),
    "months": (("month", 1),),
    "days": (("day", 1),),
}


def kind_of(node: tree.Node, vocabulary: Vocabulary) -> Kind:
    """Return the kind of a resolved node. Of arithmetic on mixed dimensions, that of its left operand."""
    match node:  # the commonest first
        case tree.Fact(kind, key):
            return _kind_of_field(vocabulary.field(kind, key))
        case tree.Quantity(_, dimension):
            return NumberKind(dimension, literal=node.is_bare)
        case tree.Compare():
            return Other.TRUTH
        case tree.Day() | tree.RelativeDay():
            return Other.DATE
        case tree.Arithmetic(op, left, right):
            return _kind_of_arithmetic(op, kind_of(left, vocabulary), kind_of(right, vocabulary))
        case tree.Negative(item) | tree.UpTo(item) | tree.Capped(item) | tree.Floored(item):
            return kind_of(item, vocabulary)
        case tree.Between(low, _):
            return kind_of(low, vocabulary)
        case tree.Function(name, arguments):
            own = _OF_ITS_OWN.get(name)
            if own is not None or not arguments:
                return NumberKind(own or ())
            return kind_of(arguments[0], vocabulary)
        case tree.Parameter(key):
            return NumberKind(vocabulary.parameters[key].dimension)
        case tree.OverYears(_, item) | tree.Peak(item):
            return kind_of(item, vocabulary)
        case tree.Records(_, _, _, value, counts):
            return NumberKind(counts) if value is None else kind_of(value, vocabulary)
        case tree.Tiers(tiers, _, otherwise):
            amounts = [tier.amount for tier in tiers] + ([otherwise] if otherwise is not None else [])
            return kind_of(amounts[0], vocabulary)
    return Other.TRUTH


def _kind_of_field(field: Field) -> Kind:
    match field.type:
        case type_ if type_.is_numeric:
            return NumberKind(field.dimension)
        case Type.DATE:
            return Other.DATE
        case Type.BOOL:
            return Other.TRUTH
        case Type.TAGS:
            return Other.LIST
    return Other.WORD


def _kind_of_arithmetic(op: tree.Operator, left: Kind, right: Kind) -> Kind:
    if not isinstance(left, NumberKind) or not isinstance(right, NumberKind):
        return left if not isinstance(left, NumberKind) else right
    if op in (tree.Operator.ADD, tree.Operator.SUBTRACT):
        return right if left.literal else left
    power = 1 if op is tree.Operator.MULTIPLY else -1
    return NumberKind(times(left.dimension, right.dimension, power), left.literal and right.literal)
