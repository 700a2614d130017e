"""The arithmetic of an amount, as steps a person can follow: 10% × 8,000,000 = 800,000 元."""

from __future__ import annotations

from policymatch.benefit import Benefit
from policymatch.language import Context, number_of, prose, tree, truth_of
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.language.names_of import fact_label
from policymatch.language.quantities import rounded_text, span_text
from policymatch.matching.amount import Amount, rounded
from policymatch.matching.record_names import record_name
from policymatch.matching.verdict import Decision
from policymatch.messages import Lang, say
from policymatch.policy import Policy
from policymatch.values import NumberSpan, Truth
from policymatch.vocabulary.units import PLAIN, Dimension

_MONEY: Dimension = (("CNY", 1),)
_SIGNS = {
    tree.Operator.ADD: "+",
    tree.Operator.SUBTRACT: "−",
    tree.Operator.MULTIPLY: "×",
    tree.Operator.DIVIDE: "÷",
}


def steps_of(policy: Policy, decision: Decision, context: Context, lang: Lang) -> tuple[str, ...]:
    """Return the steps that lead to the amount, record by record and then the caps of the firm."""
    benefit = policy.benefit
    if benefit.amount is None:
        return ()
    teller = _Teller(context, lang)
    if policy.record is None:
        return (*teller.steps(benefit.amount), *teller.firm_limits(benefit))
    lines: list[str] = []
    counted = [(i, record) for i, (record, truth) in enumerate(decision.records) if truth is not Truth.FALSE]
    for index, record in counted:
        name = record_name(policy.record, record, index, context.vocabulary, lang)
        there = _Teller(context.with_record(record), lang)
        lines.extend(
            say("step-of-record", lang, record=name, step=step) for step in there.steps(benefit.amount)
        )
    return (*lines, *teller.firm_limits(benefit))


class _Teller:
    def __init__(self, context: Context, lang: Lang) -> None:
        self.context = context
        self.lang = lang

    def steps(self, node: tree.Node) -> list[str]:
        """Return the steps of `node`, innermost first."""
        match node:
            case tree.Capped(item, limit):
                return [*self.steps(item), self.limited(item, limit, "step-cap")]
            case tree.Floored(item, limit):
                return [*self.steps(item), self.limited(item, limit, "step-floor")]
            case tree.Tiers():
                return self.tiers(node)
            case tree.UpTo(item):
                return [
                    *self.steps(item),
                    say("step-up-to", self.lang, amount=self.money(number_of(item, self.context))),
                ]
            case tree.Quantity():
                return [say("step-fixed", self.lang, amount=self.money(number_of(node, self.context)))]
            case tree.Fact():
                fact = fact_label(node, self.context.vocabulary, self.lang)
                return [
                    say(
                        "fact-and-value",
                        self.lang,
                        fact=fact,
                        value=self.money(number_of(node, self.context)),
                    )
                ]
        result = self.money(number_of(node, self.context))
        return [
            say("step-formula", self.lang, names=prose(node, self.context.vocabulary, self.lang)),
            f"{self.figures(node)} = {result}",
        ]

    def tiers(self, node: tree.Tiers) -> list[str]:
        lines: list[str] = []
        for tier in node.tiers:
            truth = truth_of(tier.when, self.context)
            if truth is Truth.FALSE:
                continue
            key = "step-tier" if truth is Truth.TRUE else "step-tier-maybe"
            lines.append(say(key, self.lang, when=prose(tier.when, self.context.vocabulary, self.lang)))
            lines.extend(self.steps(tier.amount))
            if truth is Truth.TRUE and node.mode is tree.TierMode.FIRST:
                return lines
        if node.otherwise is not None and not any(
            truth_of(tier.when, self.context) is Truth.TRUE for tier in node.tiers
        ):
            lines.extend(self.steps(node.otherwise))
        if node.mode is tree.TierMode.SUM and len(lines) > 2:
            lines.append(say("step-sum", self.lang, amount=self.money(number_of(node, self.context))))
        return lines

    def limited(self, item: tree.Node, limit: tree.Node, key: str) -> str:
        before, after = number_of(item, self.context), number_of(limit, self.context)
        paid = number_of(
            tree.Capped(item, limit) if key == "step-cap" else tree.Floored(item, limit), self.context
        )
        touched = "-touched" if paid != before else ""
        return say(f"{key}{touched}", self.lang, limit=self.money(after), amount=self.money(paid))

    def firm_limits(self, benefit: Benefit) -> list[str]:
        lines = []
        firm = _Teller(self.context.with_record(None), self.lang)
        for limit, key in (
            (benefit.firm_floor, "step-firm-floor"),
            (benefit.firm_cap, f"step-{benefit.cap_scope.value}-cap"),
        ):
            if limit is not None:
                lines.append(say(key, self.lang, limit=firm.money(number_of(limit, firm.context))))
        return lines

    def money(self, span: NumberSpan) -> str:
        return money_text(rounded(span), self.lang)

    def figures(self, node: tree.Node, outer: bool = True) -> str:
        """Return a formula with figures in place of names."""
        match node:
            case tree.Arithmetic(op, left, right):
                text = f"{self.figures(left, False)} {_SIGNS[op]} {self.figures(right, False)}"
                loose = op in (tree.Operator.ADD, tree.Operator.SUBTRACT)
                return f"({text})" if loose and not outer else text
            case tree.Function(name, arguments):
                key = {"min": "step-min", "max": "step-max"}.get(name)
                if key is not None:
                    listed = ", ".join(self.figures(argument) for argument in arguments)
                    return say(key, self.lang, items=listed)
        return self.figure(node)

    def figure(self, node: tree.Node) -> str:
        """Return one number, money without its unit: the step ends in 元."""
        span = number_of(node, self.context)
        kind = kind_of(node, self.context.vocabulary)
        dimension = kind.dimension if isinstance(kind, NumberKind) else PLAIN
        if dimension != _MONEY:
            literal_ratio = (
                dimension == PLAIN
                and isinstance(node, tree.Quantity)
                and span.low is not None
                and span.low < 1
            )
            return span_text(span, dimension, self.lang, ratio=literal_ratio)
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
