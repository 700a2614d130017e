"""How far a near miss is: for each figure that falls short, how much more (or less) would do.

A firm is near when every criterion that stands in the way is a figure it can change itself and the change
is at most half of what is required. This names the distance criterion by criterion, quickly enough to rank a
whole library by; `policymatch.nearest` solves the smallest step over whole condition trees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from policymatch.language import Context, number_of, tree, truth_of
from policymatch.language.context import TruthOf
from policymatch.language.days import is_date
from policymatch.language.names_of import fact_label
from policymatch.language.quantities import span_text
from policymatch.messages import Both, Lang, say
from policymatch.policy import Policy
from policymatch.values import Comparison, Number, NumberSpan, Span, Truth
from policymatch.values import arithmetic as math
from policymatch.vocabulary import Type, Vocabulary

_FALSE = Truth.FALSE

NEAR = Fraction(1, 2)

_UPWARD = frozenset((Comparison.GE, Comparison.GT))
_STRICT = frozenset((Comparison.GT, Comparison.LT))
_ORDERED = _UPWARD | {Comparison.LE, Comparison.LT}


@dataclass(frozen=True)
class Gap:
    """A figure the firm can change, by how much (in the fact's base unit), and in which direction.

    `beyond` says that reaching `target` is not enough: the rule asks for more (or less) than it.
    """

    fact: tree.Fact
    change: NumberSpan
    target: NumberSpan
    upward: bool
    beyond: bool
    text: Both

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data; `low` and `high` are in the fact's base unit (yuan, people, …)."""
        return {
            "key": self.fact.key,
            "record_kind": self.fact.kind,
            "direction": "increase" if self.upward else "decrease",
            "low": _plain(self.change.low),
            "high": _plain(self.change.high),
            "text": self.text.in_(lang),
        }


def gaps_of(policy: Policy, context: Context, ask: TruthOf = truth_of) -> tuple[Gap, ...]:
    """Return the gaps of a near miss, or none when the firm is not near (or not ineligible)."""
    return tuple(_told(gap, context) for gap in _gaps(policy.condition, context, ask) or ())


def is_near(policy: Policy, context: Context, ask: TruthOf = truth_of) -> bool:
    """Return whether a policy has gaps, without putting them into words."""
    return bool(_gaps(policy.condition, context, ask))


def may_be_near(node: tree.Node, vocabulary: Vocabulary) -> bool:
    """Return whether a criterion that fails could be a gap at all."""
    return _figure_of(node, vocabulary) is not None


def _figure_of(node: tree.Node, vocabulary: Vocabulary) -> tree.Fact | None:
    """Return the figure in the firm's own hands that a comparison bounds, by itself or over another."""
    if not isinstance(node, tree.Compare) or node.op not in _ORDERED:
        return None
    fact = node.left
    if isinstance(fact, tree.Arithmetic) and fact.op is tree.Operator.DIVIDE:
        fact = fact.left
    return fact if isinstance(fact, tree.Fact) and vocabulary.field(fact.kind, fact.key).act else None


def _gaps(node: tree.Node, context: Context, ask: TruthOf) -> list[Gap] | None:
    """Return the gaps that a failing condition stands on; None where no change of figures would do.

    Of alternatives one is to change, so each of them must hang on one figure to be a way out.
    """
    if ask(node, context) is not _FALSE:
        return []
    match node:
        case tree.Criterion(test):
            gap = _gap(test, context)
            return None if gap is None else [gap]
        case tree.All(items):
            gaps: list[Gap] = []
            for item in items:
                found = _gaps(item, context, ask)
                if found is None:
                    return None
                gaps += found
            return gaps
        case tree.Any(items):
            each = (_gaps(item, context, ask) for item in items)
            return next((found for found in each if found is not None and len(found) == 1), None)
        case tree.Named(_, item):
            return _gaps(item, context, ask)
    gap = _gap(node, context)
    return None if gap is None else [gap]


def _gap(test: tree.Node, context: Context) -> Gap | None:
    """Return the gap of `fact >= figure` or `fact / other >= figure` (and of the other comparisons)."""
    fact = _figure_of(test, context.vocabulary)
    if fact is None:
        return None
    assert isinstance(test, tree.Compare)
    required = number_or_none(test.right, context)
    if isinstance(test.left, tree.Arithmetic) and required is not None:
        required = math.multiply(required, number_of(test.left.right, context))
    if required is None or not required.is_bounded:
        return None
    has = number_of(fact, context)
    if not has.is_bounded:
        return None
    upward = test.op in _UPWARD
    more, less = (required, has) if upward else (has, required)
    most = cast(Number, more.high) - cast(Number, less.low)
    limit = cast(Number, required.high)
    if most * NEAR.denominator > max(limit, -limit) * NEAR.numerator:
        return None
    change = math.subtract(more, less)
    change = Span(max(change.low or 0, 0), change.high)
    return Gap(fact, change, required, upward, test.op in _STRICT, Both("", ""))


def _told(gap: Gap, context: Context) -> Gap:
    return replace(gap, text=Both(_text(gap, context, "zh"), _text(gap, context, "en")))


def number_or_none(node: tree.Node, context: Context) -> NumberSpan | None:
    """Return the numbers of a node, or None when it is no number (a date)."""
    return None if is_date(node, context) else number_of(node, context)


def _text(gap: Gap, context: Context, lang: Lang) -> str:
    field = context.vocabulary.field(gap.fact.kind, gap.fact.key)
    if gap.beyond:
        # The figure itself is not enough, and there is no smallest one above it to name.
        key, figure = ("gap-exceed" if gap.upward else "gap-undercut"), gap.target
    else:
        key, figure = ("gap-increase" if gap.upward else "gap-decrease"), gap.change
    return say(
        key,
        lang,
        fact=fact_label(gap.fact, context.vocabulary, lang),
        amount=span_text(figure, field.dimension, lang, ratio=field.type is Type.RATIO),
    )


def _plain(number: int | Fraction | None) -> int | float | None:
    if number is None or isinstance(number, int):
        return number
    return float(number)
