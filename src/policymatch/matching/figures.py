"""Formulas with figures in place of names, and money as the steps of an amount show it."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.language import Context, number_of, tree
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.language.quantities import rounded_text, span_text
from policymatch.matching.amount import Amount, rounded
from policymatch.messages import Lang, say
from policymatch.values import NumberSpan
from policymatch.vocabulary.units import PLAIN, Dimension

_MONEY: Dimension = (("CNY", 1),)
_SIGNS = {
    tree.Operator.ADD: "+",
    tree.Operator.SUBTRACT: "−",
    tree.Operator.MULTIPLY: "×",
    tree.Operator.DIVIDE: "÷",
}
_SUMS = (tree.Operator.ADD, tree.Operator.SUBTRACT)


def is_compound(node: tree.Node) -> bool:
    """Return whether a number has steps of its own, so that a formula shows only what it comes to."""
    return isinstance(node, tree.Capped | tree.Floored | tree.Tiers | tree.UpTo)


class Figures:
    """Writes formulas for one firm (or one record of it) in one language."""

    def __init__(self, context: Context, lang: Lang) -> None:
        self.context = context
        self.lang = lang

    def compounds(self, node: tree.Node) -> Iterator[tree.Node]:
        """Yield the parts of a formula that have steps of their own."""
        match node:
            case tree.Arithmetic(_, left, right):
                inner: tuple[tree.Node, ...] = (left, right)
            case tree.Function(_, arguments):
                inner = arguments
            case _:
                return
        for part in inner:
            if is_compound(part):
                yield part
            else:
                yield from self.compounds(part)

    def text(self, node: tree.Node, outer: tree.Operator | None = None, right: bool = False) -> str:
        """Return a formula with figures, in brackets where `outer` would otherwise take it apart."""
        match node:
            case tree.Arithmetic(op, first, second):
                text = f"{self.text(first, op)} {_SIGNS[op]} {self.text(second, op, right=True)}"
                loose = op in _SUMS and outer is not None
                # 100 ÷ (12 × 2) is not 100 ÷ 12 × 2.
                taken_apart = right and outer is tree.Operator.DIVIDE
                return f"({text})" if loose or taken_apart else text
            case tree.Function(name, arguments):
                key = {"min": "step-min", "max": "step-max"}.get(name)
                if key is not None:
                    listed = ", ".join(self.text(argument) for argument in arguments)
                    return say(key, self.lang, items=listed)
        return self.figure(node)

    def result(self, node: tree.Node) -> str:
        """Return what a formula comes to: money in 元, any other number in its own unit."""
        span, dimension = number_of(node, self.context), self.dimension(node)
        if dimension == _MONEY:
            return money_text(rounded(span), self.lang)
        return span_text(span, dimension, self.lang)

    def figure(self, node: tree.Node) -> str:
        """Return one number, money without its unit: the step ends in 元."""
        span, dimension = number_of(node, self.context), self.dimension(node)
        if dimension != _MONEY:
            literal_ratio = (
                dimension == PLAIN
                and isinstance(node, tree.Quantity)
                and span.low is not None
                and span.low < 1
            )
            return span_text(span, dimension, self.lang, ratio=literal_ratio)
        return money_figure(span)

    def is_money(self, node: tree.Node) -> bool:
        """Return whether a number is an amount of money."""
        return self.dimension(node) == _MONEY

    def dimension(self, node: tree.Node) -> Dimension:
        """Return the dimension of a number."""
        kind = kind_of(node, self.context.vocabulary)
        return kind.dimension if isinstance(kind, NumberKind) else PLAIN


def money_figure(span: NumberSpan) -> str:
    """Return money as a bare figure: 800,000; 30~50; ? where nothing bounds it."""
    if span.is_exact and span.low is not None:
        return rounded_text(span.low, 2)
    low = rounded_text(span.low, 2) if span.low is not None else "?"
    return f"{low}~{rounded_text(span.high, 2) if span.high is not None else '?'}"


def money_text(amount: Amount, lang: Lang) -> str:
    """Return an amount to the yuan or fen: 800,000 元; a range; "at least" when nothing bounds it."""
    low = f"{amount.low.normalize():,f}"
    if amount.is_exact:
        return say("money", lang, yuan=low)
    if amount.high is None:
        return say("money-at-least", lang, yuan=low) if amount.low else say("money-open", lang)
    return say("money-range", lang, low=low, high=f"{amount.high.normalize():,f}")
