"""How numbers and amounts are said: formulas, figures over years and records, tiers, caps."""

from __future__ import annotations

from abc import ABC, abstractmethod

from policymatch.language import tree
from policymatch.language.brackets import Slice, brackets_of
from policymatch.language.facts import facts_of, walk
from policymatch.language.names_of import fact_label, year_name
from policymatch.language.quantities import days_text, quantity_text, unit_text
from policymatch.messages import Lang, say
from policymatch.vocabulary import Type, Vocabulary

_SIGNS = {
    tree.Operator.ADD: "+",
    tree.Operator.SUBTRACT: "−",
    tree.Operator.MULTIPLY: "×",
    tree.Operator.DIVIDE: "÷",
}
# Functions that give whole numbers, which are never read as percentages.
_WHOLE = frozenset({"floor", "ceil", "year_of"})
_SUMS = (tree.Operator.ADD, tree.Operator.SUBTRACT)
_YEARS = range(1900, 2101)
_MONTH = (("month", 1),)


class NumberSpeaker(ABC):
    """Says numbers; what is a condition inside them is said by `say`."""

    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.vocabulary = vocabulary
        self.lang = lang
        # The records that the words at hand are inside of, and whether facts are said with their year.
        self.inside: tuple[str, ...] = ()
        self.dated = True

    def phrase(self, key: str, **values: object) -> str:
        """Return a phrase of the catalogue."""
        return say(f"prose-{key}", self.lang, **values)

    @abstractmethod
    def say(self, node: tree.Node) -> str:
        """Return any node as people say it."""

    def fact(self, fact: tree.Fact) -> str:
        """Return a fact: whose it is and of which year where that is not plain."""
        owned = fact.kind is None or fact.kind not in self.inside
        text = fact_label(fact, self.vocabulary, self.lang, dated=self.dated, owned=owned)
        return self.phrase("of-firm", fact=text) if fact.kind is None and self.inside else text

    def number(self, node: tree.Node) -> str:
        """Return a number, an amount or a date."""
        match node:
            case tree.Quantity():
                return self.quantity(node)
            case tree.Day(days):
                return days_text(days)
            case tree.RelativeDay(moment):
                return self.phrase(f"moment-{moment.value}")
            case tree.Fact():
                return self.fact(node)
            case tree.Parameter():
                return self.parameter(node)
            case tree.Peak(fact):
                return self.phrase("peak", fact=self.fact(fact))
            case tree.OverYears():
                return self.over_years(node)
            case tree.Records():
                return self.records(node)
            case tree.Arithmetic(tree.Operator.DIVIDE, tree.Quantity() as one, tree.Quantity(1) as per) if (
                per.dimension and not per.is_bare
            ):
                return self.phrase("per", amount=self.say(one), unit=unit_text(per.dimension, self.lang))
            case tree.Arithmetic(op, left, right):
                return f"{self.factor(left, op)} {_SIGNS[op]} {self.factor(right, op, right=True)}"
            case tree.Negative(item):
                return f"−{self.factor(item, tree.Operator.MULTIPLY)}"
            case tree.Function(name, (item, base)) if name in ("growth", "increase"):
                return self.phrase(f"{name}-base", item=self.say(item), base=self.say(base))
            case tree.Function("months" | "days" as name, (start, end)):
                return self.phrase(name, start=self.say(start), end=self.say(end))
            case tree.Function(name, arguments):
                return self.phrase(name, items=self.phrase("list").join(self.say(one) for one in arguments))
            case tree.UpTo(item):
                return self.phrase("up-to", item=self.say(item))
            case tree.Between(low, high):
                return self.phrase("between", low=self.bracketed(low), high=self.bracketed(high))
            case tree.Capped(item, limit, scope):
                return self.phrase(
                    f"capped-{scope.value}",
                    item=self.say(item),
                    limit=self.say(limit),
                    record=self.record(item),
                )
            case tree.Floored(item, tree.Quantity(0), tree.CapScope.ITEM):
                return self.say(item)  # that nothing is paid below zero goes without saying
            case tree.Floored(item, limit):
                return self.phrase("floored", item=self.say(item), limit=self.say(limit))
            case tree.Tiers(tiers, mode, otherwise):
                brackets = brackets_of(node)
                if brackets is not None:
                    return self.brackets(*brackets)
                parts = [self.tier(tier) for tier in tiers]
                # That nothing is paid where nothing holds goes without saying.
                if otherwise is not None and not _is_nothing(otherwise):
                    parts.append(self.phrase("otherwise", amount=self.say(otherwise)))
                return self.phrase(f"tiers-{mode.value}", tiers=self.phrase("tier-separator").join(parts))
        raise AssertionError(f"nothing to say of {node!r}")

    def quantity(self, node: tree.Quantity) -> str:
        """Return a literal; a duration as it was written, since 12个月 of wages are not one year."""
        if node.dimension == _MONTH and node.written and self.lang == "zh" and not node.written.isascii():
            return node.written
        return quantity_text(node.value, node.dimension, self.lang)

    def bracketed(self, node: tree.Node) -> str:
        """Return a number, in brackets when it is a formula."""
        text = self.say(node)
        plain = not isinstance(node, tree.Arithmetic) or is_per_unit(node)
        return text if plain else f"（{text}）" if self.lang == "zh" else f"({text})"

    def brackets(self, of: tree.Node, slices: tuple[Slice, ...]) -> str:
        """Return brackets as they are written: each slice with its rate."""
        parts = []
        for low, high, rate in slices:
            ends = {"low": low, "high": high}
            said = {name: self.say(end) for name, end in ends.items() if end is not None}
            key = "bracket" if len(said) == len(ends) else "bracket-first" if low is None else "bracket-last"
            parts.append(self.phrase(key, rate=self.say(rate), **said))
        return self.phrase("brackets", of=self.say(of), slices=self.phrase("tier-separator").join(parts))

    def factor(self, node: tree.Node, outer: tree.Operator, right: bool = False) -> str:
        """Return an operand, in brackets where it would otherwise be read wrongly."""
        text = self.say(node)
        if isinstance(node, tree.Between | tree.Tiers | tree.Capped | tree.Floored):
            return f"({text})"
        if not isinstance(node, tree.Arithmetic) or is_per_unit(node):
            return text
        looser = node.op in _SUMS and outer not in _SUMS
        return f"({text})" if looser or right else text

    def is_ratio(self, node: tree.Node) -> bool:
        """Return whether a number without a unit is read as a percentage."""
        match node:
            case tree.Fact(kind, key):
                return self.vocabulary.field(kind, key).type is Type.RATIO
            case tree.Parameter(key):
                unit = self.vocabulary.parameters[key].unit
                return unit is not None and unit.zh == "%"
            case tree.Arithmetic(_, left, right):
                return not any(self.counts(side) for side in (left, right))
            case tree.OverYears(_, item):
                return self.is_ratio(item)
            case tree.Function(name):
                return name not in _WHOLE
        return False

    def counts(self, node: tree.Node) -> bool:
        """Return whether a number is whole by its nature."""
        return isinstance(node, tree.Function) and node.name in _WHOLE

    def tier(self, tier: tree.Tier) -> str:
        """Return one tier or part; an amount that is a list of tiers itself stands in brackets."""
        amount = self.say(tier.amount)
        if isinstance(tier.amount, tree.Tiers):
            amount = f"（{amount}）" if self.lang == "zh" else f"({amount})"
        if tier.when != tree.All(()):
            amount = self.phrase("tier", when=self.say(tier.when), amount=amount)
        return amount if tier.what is None else self.phrase("part", what=tier.what, amount=amount)

    def record(self, node: tree.Node) -> str:
        """Return the kind of record that an amount is counted for."""
        kinds = {fact.kind for fact in facts_of(node) if fact.kind is not None}
        labels = [self.vocabulary.records[kind].both.in_(self.lang) for kind in sorted(kinds)]
        return self.phrase("list").join(labels)

    def over_years(self, node: tree.OverYears) -> str:
        """Return 近三年研发费用合计: the latest year is said only where it is not last year."""
        outside = self.dated
        years = {
            fact.year for fact in walk(node.item) if isinstance(fact, tree.Fact) and fact.year is not None
        }
        usual = years == {tree.LAST_YEAR}
        self.dated = outside and not usual
        item = self.factor(node.item, tree.Operator.MULTIPLY)
        self.dated = outside
        return self.phrase(f"years-{node.how.value}{'' if usual else '-until'}", item=item, years=node.years)

    def records(self, node: tree.Records) -> str:
        """Return what is made of records: 贷款（用途为研发）的本金合计."""
        which = self.which(node)
        outside, self.inside = self.inside, (*self.inside, node.kind)
        value = "" if node.value is None else self.bracketed(node.value)
        self.inside = outside
        how = "headcount" if node.counts == (("person", 1),) else node.how.value
        return self.phrase(f"records-{how}", records=which, value=value)

    def which(self, node: tree.Records) -> str:
        """Return the records that are meant: 项目（类型为技术改造）."""
        kind = self.vocabulary.records[node.kind].both.in_(self.lang)
        if node.where is None:
            return kind
        outside, self.inside = self.inside, (*self.inside, node.kind)
        where = self.say(node.where)
        self.inside = outside
        return self.phrase("records", kind=kind, where=where)

    def parameter(self, node: tree.Parameter) -> str:
        """Return a figure of a table, with what it is looked up by."""
        label = self.vocabulary.parameters[node.key].both.in_(self.lang)
        if node.year is not None and node.year.anchor is None:
            return self.phrase(
                "parameter-year", label=label, year=year_name(node.year, self.lang).replace("_", " ")
            )
        if node.year is not None and node.year.anchor is not None:
            return self.phrase("parameter", label=label, at=self.fact(node.year.anchor))
        at = node.region or node.date
        return label if at is None else self.phrase("parameter", label=label, at=self.say(at))


def is_per_unit(node: tree.Arithmetic) -> bool:
    """Return whether a quotient is said as one figure: 1000元 / 人."""
    return (
        node.op is tree.Operator.DIVIDE
        and isinstance(node.left, tree.Quantity)
        and isinstance(node.right, tree.Quantity)
        and node.right.value == 1
        and bool(node.right.dimension)
        and not node.right.is_bare
    )


def _is_nothing(node: tree.Node) -> bool:
    return isinstance(node, tree.Quantity) and not node.value
