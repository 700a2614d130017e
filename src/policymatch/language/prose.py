"""Resolved tree → a sentence that can be read aloud to the department that issued the policy."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.language.facts import facts_of, walk
from policymatch.language.names_of import fact_label, term_label, word_labels, year_name
from policymatch.language.quantities import days_text, quantity_text
from policymatch.messages import Lang, say
from policymatch.values import Comparison
from policymatch.vocabulary import Type, Vocabulary
from policymatch.vocabulary.model import HONOUR

_COMPARED = {
    Comparison.GE: "ge",
    Comparison.GT: "gt",
    Comparison.LE: "le",
    Comparison.LT: "lt",
    Comparison.EQ: "eq",
    Comparison.NE: "ne",
}
_SIGNS = {
    tree.Operator.ADD: "+",
    tree.Operator.SUBTRACT: "−",
    tree.Operator.MULTIPLY: "×",
    tree.Operator.DIVIDE: "÷",
}
# Functions that give whole numbers, which are never read as percentages.
_WHOLE = frozenset({"floor", "ceil", "year_of"})
_SUMS = (tree.Operator.ADD, tree.Operator.SUBTRACT)


def prose(node: tree.Node, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return `node` as people say it."""
    return _Speaker(vocabulary, lang).say(node)


def points_prose(item: tree.Node, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return an item of a score as people say it."""
    return _Speaker(vocabulary, lang).points(item)


def records_prose(records: tree.Records, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return the records that are counted as people say them: 项目（类型为技术改造）."""
    return _Speaker(vocabulary, lang).which(records)


class _Speaker:
    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.vocabulary = vocabulary
        self.lang = lang
        # The records that the words at hand are inside of, and whether facts are said with their year.
        self.inside: tuple[str, ...] = ()
        self.dated = True

    def phrase(self, key: str, **values: object) -> str:
        return say(f"prose-{key}", self.lang, **values)

    def say(self, node: tree.Node) -> str:
        match node:
            case tree.Criterion(test):
                return self.say(test)
            case tree.Check(text):
                return self.phrase("check", text=text)
            case tree.Undefined(text):
                return self.phrase("undefined", text=text)
            case tree.Any(items):
                return self.phrase("or").join(self.part(item) for item in items)
            case tree.All(items):
                return self.phrase("and").join(self.part(item) for item in items)
            case tree.AtLeast(count, items):
                listed = self.phrase("tier-separator").join(self.say(item) for item in items)
                return f"{self.phrase('at-least', count=count)}{listed}"
            case tree.Not(item):
                return self.negated(item)
            case tree.SomeTier(conditions):
                return self.phrase("or").join(self.part(condition) for condition in conditions)
            case tree.Compare(Comparison.GE, tree.Records(value=None) as records, tree.Quantity(1)):
                return self.phrase("exists", records=self.which(records))
            case tree.Compare(Comparison.LT, tree.Records(value=None) as records, tree.Quantity(1)):
                return self.phrase("exists-not", records=self.which(records))
            case tree.Compare(op, left, right):
                dated = "date-" if self.is_date(left) or self.is_date(right) else ""
                return self.phrase(
                    dated + _COMPARED[op], left=self.say(left), right=self.operand(right, left)
                )
            case tree.Among() | tree.Contains():
                return self.membership(node)
            case tree.Holds(how, wanted):
                honours = self.phrase("or").join(self.honour(one) for one in wanted)
                return self.phrase(how.value, right=honours)
            case tree.IsTrue(fact):
                return self.phrase("true", left=self.fact(fact))
            case tree.Named(name):
                return self.phrase("named", name=name)
            case tree.Score(items, threshold):
                listed = self.phrase("tier-separator").join(self.points(item) for item in items)
                return self.phrase("score", points=self.say(threshold), items=listed)
            case tree.FirstReached(fact, threshold):
                return self.phrase("first-reached", fact=self.fact(fact), threshold=self.say(threshold))
            case tree.Ranked(op, left, right):
                return self.phrase(_COMPARED[op], left=self.fact(left), right=self.fact(right))
        return self.number(node)

    def fact(self, fact: tree.Fact) -> str:
        owned = fact.kind is None or fact.kind not in self.inside
        text = fact_label(fact, self.vocabulary, self.lang, dated=self.dated, owned=owned)
        return self.phrase("of-firm", fact=text) if fact.kind is None and self.inside else text

    def part(self, node: tree.Node) -> str:
        """Return a part of a chain, in brackets when it is a chain of the other kind."""
        text = self.say(node)
        if isinstance(node, tree.Any | tree.All):
            return f"（{text}）" if self.lang == "zh" else f"({text})"
        return text

    def negated(self, item: tree.Node) -> str:
        if isinstance(item, tree.IsTrue):
            return self.phrase("false", left=self.fact(item.fact))
        return self.phrase("not", item=self.say(item))

    # -- numbers ---------------------------------------------------------------------------------------

    def number(self, node: tree.Node) -> str:
        match node:
            case tree.Quantity():
                return quantity_text(node.value, node.dimension, self.lang)
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
                return self.phrase("between", low=self.say(low), high=self.say(high))
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
                parts = [self.tier(tier) for tier in tiers]
                if otherwise is not None:
                    parts.append(self.phrase("otherwise", amount=self.say(otherwise)))
                return self.phrase(f"tiers-{mode.value}", tiers=self.phrase("tier-separator").join(parts))
        raise AssertionError(f"nothing to say of {node!r}")

    def factor(self, node: tree.Node, outer: tree.Operator, right: bool = False) -> str:
        """Return an operand, in brackets where it would otherwise be read wrongly."""
        text = self.say(node)
        if isinstance(node, tree.Between | tree.Tiers | tree.Capped | tree.Floored):
            return f"({text})"
        if not isinstance(node, tree.Arithmetic):
            return text
        looser = node.op in _SUMS and outer not in _SUMS
        return f"({text})" if looser or right else text

    def operand(self, node: tree.Node, other: tree.Node) -> str:
        """Return the right side of a comparison: a bare ratio against a ratio is a percentage."""
        ratio = self.is_ratio(other)
        if isinstance(node, tree.Quantity) and ratio:
            return quantity_text(node.value, node.dimension, self.lang, ratio=True)
        return self.say(node)

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
        return isinstance(node, tree.Function) and node.name in _WHOLE

    def tier(self, tier: tree.Tier) -> str:
        amount = self.say(tier.amount)
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
        which = self.which(node)
        outside, self.inside = self.inside, (*self.inside, node.kind)
        value = "" if node.value is None else self.say(node.value)
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

    def points(self, item: tree.Node) -> str:
        """Return an item of a score: one condition with its points, or the points of several tiers."""
        match item:
            case tree.Tiers((tier,), _, tree.Quantity(0)):
                return self.phrase("points", when=self.say(tier.when), points=self.say(tier.amount))
        return self.say(item)

    def parameter(self, node: tree.Parameter) -> str:
        label = self.vocabulary.parameters[node.key].both.in_(self.lang)
        if node.year is not None and node.year.anchor is None:
            return self.phrase(
                "parameter-year", label=label, year=year_name(node.year, self.lang).replace("_", " ")
            )
        if node.year is not None and node.year.anchor is not None:
            return self.phrase("parameter", label=label, at=self.fact(node.year.anchor))
        at = node.region or node.date
        return label if at is None else self.phrase("parameter", label=label, at=self.say(at))

    # -- words -----------------------------------------------------------------------------------------

    def is_date(self, node: tree.Node) -> bool:
        if isinstance(node, tree.Fact):
            return self.vocabulary.field(node.kind, node.key).type is Type.DATE
        if isinstance(node, tree.Arithmetic):
            return self.is_date(node.left)
        return isinstance(node, tree.Day | tree.RelativeDay)

    def membership(self, node: tree.Among | tree.Contains) -> str:
        field = self.vocabulary.field(node.subject.kind, node.subject.key)
        names = word_labels(field, node.words, self.vocabulary, self.lang, people=True)
        left = self.fact(node.subject)
        right = self.phrase("list").join(names)
        if isinstance(node, tree.Contains):
            key = "contains"
            right = self.phrase("or").join(names)
        elif len(names) == 1 and not field.type.is_code:
            return self.phrase("is-not" if node.negated else "is", left=left, right=right)
        else:
            key = "in"
        return self.phrase(f"not-{key}" if node.negated else key, left=left, right=right)

    def honour(self, wanted: tree.HonourWanted) -> str:
        name = self.vocabulary.honours[wanted.honour].both.in_(self.lang)
        parts = []
        if wanted.level is not None:
            parts.append(self.vocabulary.levels[wanted.level].both.in_(self.lang))
        if wanted.how is not None:
            ways = self.vocabulary.field(HONOUR, "how").values
            parts.append(term_label(ways.get(wanted.how), wanted.how, self.lang, people=True))
        if wanted.year is not None:
            parts.append(year_name(wanted.year, self.lang).replace("_", " "))
        if not parts:
            return name
        listed = self.phrase("list").join(parts)
        return f"{name}（{listed}）" if self.lang == "zh" else f"{name} ({listed})"
