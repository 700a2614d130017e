"""The arithmetic of an amount, as steps a person can follow: 10% × 8,000,000 = 800,000 元."""

from __future__ import annotations

from policymatch.benefit import Benefit
from policymatch.language import Context, number_of, prose, tree, truth_of
from policymatch.language.names_of import fact_label
from policymatch.matching.amount import record_context, rounded
from policymatch.matching.awards import with_awards_of_firm
from policymatch.matching.figures import Figures, money_text
from policymatch.matching.past import past_lines
from policymatch.matching.stated import names_of_records
from policymatch.matching.verdict import Decision
from policymatch.messages import Lang, say
from policymatch.policy import Policy
from policymatch.values import NumberSpan, Truth

_ALWAYS = tree.All(())


def steps_of(policy: Policy, decision: Decision, context: Context, lang: Lang) -> tuple[str, ...]:
    """Return the steps that lead to the amount, record by record and then the caps of the firm."""
    benefit = policy.benefit
    if benefit.amount is None:
        return ()
    teller = _Teller(context, lang)
    if policy.record is None:
        return _said_once([*teller.steps(benefit.amount), *teller.firm_limits(benefit)], lang)
    lines: list[str] = []
    names = names_of_records(policy.record, [record for record, _ in decision.records], context, lang)
    for name, (record, truth) in zip(names, decision.records, strict=True):
        if truth is Truth.FALSE:
            continue
        there = _Teller(record_context(policy, record, context), lang)
        lines.extend(
            say("step-of-record", lang, record=name, step=step) for step in there.steps(benefit.amount)
        )
    return _said_once([*lines, *teller.firm_less(benefit), *teller.firm_limits(benefit)], lang)


def _said_once(lines: list[str], lang: Lang) -> tuple[str, ...]:
    """Return the lines; that the list of past awards may go on is said once, however often it is read."""
    open_list = say("step-awards-open", lang)
    first = lines.index(open_list) if open_list in lines else -1
    return tuple(line for index, line in enumerate(lines) if line != open_list or index == first)


class _Teller:
    def __init__(self, context: Context, lang: Lang) -> None:
        self.context = context
        self.lang = lang
        self.figures = Figures(context, lang)

    def say(self, key: str, **values: object) -> str:
        return say(f"step-{key}", self.lang, **values)

    def steps(self, node: tree.Node) -> list[str]:
        """Return the steps of `node`, innermost first."""
        match node:
            case tree.Capped(item, limit):
                return [*self.steps(item), self.limited(item, limit, "cap")]
            case tree.Floored(item, limit):
                return [*self.steps(item), *self.floored(node, item, limit)]
            case tree.Tiers():
                return self.tiers(node)
            case tree.UpTo(item):
                return [
                    *self.steps(item),
                    self.say("up-to", amount=self.money(number_of(item, self.context))),
                ]
            case tree.Quantity():
                key = "fixed" if self.figures.is_money(node) else "times"
                return [self.say(key, amount=self.figures.result(node))]
            case tree.Fact():
                fact = fact_label(node, self.context.vocabulary, self.lang)
                return [say("fact-and-value", self.lang, fact=fact, value=self.figures.result(node))]
        return self.formula(node)

    def formula(self, node: tree.Node) -> list[str]:
        """Return a formula with its names, then with figures; what is inside with steps of its own first."""
        lines = [line for part in self.figures.compounds(node) for line in self.inner(part)]
        if not lines:
            lines = [self.say("formula", names=prose(node, self.context.vocabulary, self.lang))]
        lines += past_lines(node, self.context, self.lang)
        return [*lines, f"{self.figures.text(node)} = {self.figures.result(node)}"]

    def inner(self, node: tree.Node) -> list[str]:
        """Return the steps of a part of a formula: an amount, or the multiplier of one."""
        money = self.figures.is_money(node)
        return self.steps(node) if money else [self.say("multiplier"), *self.steps(node)]

    def tiers(self, node: tree.Tiers) -> list[str]:
        lines: list[str] = []
        counted = 0
        for tier in node.tiers:
            truth = truth_of(tier.when, self.context)
            if truth is Truth.FALSE:
                continue
            counted += 1
            lines.extend(self.tier(tier, truth))
            lines.extend(self.steps(tier.amount))
            if truth is Truth.TRUE and node.mode is tree.TierMode.FIRST:
                return lines
        if node.otherwise is not None and not any(
            truth_of(tier.when, self.context) is Truth.TRUE for tier in node.tiers
        ):
            # Beside tiers that may hold, "otherwise nothing" needs no words.
            nothing = isinstance(node.otherwise, tree.Quantity) and not node.otherwise.value
            if not (nothing and counted):
                lines.extend(self.steps(node.otherwise))
        if node.mode is tree.TierMode.SUM and counted > 1:
            lines.append(self.say("sum", amount=self.figures.result(node)))
        return lines

    def tier(self, tier: tree.Tier, truth: Truth) -> list[str]:
        """Return what heads a tier: what it is called, and the condition that it rests on."""
        called = [] if tier.what is None else [self.say("part", what=tier.what)]
        if tier.when == _ALWAYS:
            return called
        key = "tier" if truth is Truth.TRUE else "tier-maybe"
        return [*called, self.say(key, when=prose(tier.when, self.context.vocabulary, self.lang))]

    def floored(self, node: tree.Floored, item: tree.Node, limit: tree.Node) -> list[str]:
        """Return the line of a floor; that nothing is paid below zero is said only where it matters."""
        if node.scope is not tree.CapScope.ITEM or not isinstance(limit, tree.Quantity) or limit.value:
            return [self.limited(item, limit, "floor")]
        low = number_of(item, self.context).low
        negative = low is None or low < 0
        return [self.say("not-below-zero", amount=self.figures.result(node))] if negative else []

    def limited(self, item: tree.Node, limit: tree.Node, key: str) -> str:
        before, after = number_of(item, self.context), number_of(limit, self.context)
        paid = number_of(
            tree.Capped(item, limit) if key == "cap" else tree.Floored(item, limit), self.context
        )
        touched = "-touched" if paid != before else ""
        return say(f"step-{key}{touched}", self.lang, limit=self.money(after), amount=self.money(paid))

    # -- what bounds the firm's sum --------------------------------------------------------------------

    def firm_less(self, benefit: Benefit) -> list[str]:
        """Return what is deducted from the sum over records: past awards that name none of them."""
        if benefit.firm_less is None:
            return []
        context = with_awards_of_firm(self.context)
        past = self.money(number_of(benefit.firm_less, context))
        return [*past_lines(benefit.firm_less, context, self.lang), self.say("firm-less", amount=past)]

    def firm_limits(self, benefit: Benefit) -> list[str]:
        lines = []
        firm = _Teller(self.context.with_record(None), self.lang)
        for limit, key in (
            (benefit.firm_floor, "firm-floor"),
            (benefit.firm_cap, f"{benefit.cap_scope.value}-cap"),
        ):
            if limit is not None:
                lines.append(self.say(key, limit=firm.money(number_of(limit, firm.context))))
        if benefit.total_cap is not None:
            lines += past_lines(benefit.total_cap, firm.context, self.lang)
            text = firm.figures.text(benefit.total_cap)
            lines.append(self.say("total-cap", figures=text, limit=firm.figures.result(benefit.total_cap)))
        for cap in benefit.shared_caps:
            limit_text = firm.money(number_of(cap.limit, firm.context))
            lines.append(self.say(f"shared-cap-{cap.over.value}", group=cap.group, limit=limit_text))
        return lines

    def money(self, span: NumberSpan) -> str:
        return money_text(rounded(span), self.lang)
