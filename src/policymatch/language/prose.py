"""Resolved tree → a sentence that can be read aloud to the department that issued the policy."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.language.names_of import term_label, word_labels, year_name
from policymatch.language.prose_numbers import NumberSpeaker
from policymatch.language.quantities import quantity_text
from policymatch.messages import Lang
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


def prose(node: tree.Node, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return `node` as people say it."""
    return _Speaker(vocabulary, lang).say(node)


def points_prose(item: tree.Node, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return an item of a score as people say it."""
    return _Speaker(vocabulary, lang).points(item)


def records_prose(records: tree.Records, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return the records that are counted as people say them: 项目（类型为技术改造）."""
    return _Speaker(vocabulary, lang).which(records)


_YEARS = range(1900, 2101)


class _Speaker(NumberSpeaker):
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
            case tree.SameWord(left, right, negated):
                key = "is-not" if negated else "is"
                return self.phrase(key, left=self.fact(left), right=self.fact(right))
            case tree.Ranked(op, left, right):
                return self.phrase(_COMPARED[op], left=self.fact(left), right=self.fact(right))
        return self.number(node)

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

    def operand(self, node: tree.Node, other: tree.Node) -> str:
        """Return the right side of a comparison: a bare ratio against a ratio is a percentage."""
        if isinstance(node, tree.Quantity) and self.is_year(other, node):
            return str(node.value)
        ratio = self.is_ratio(other)
        if isinstance(node, tree.Quantity) and ratio:
            return quantity_text(node.value, node.dimension, self.lang, ratio=True)
        return self.say(node)

    def is_year(self, subject: tree.Node, figure: tree.Quantity) -> bool:
        """Return whether a bare figure against `subject` is a year, which is said without a separator."""
        if figure.dimension or figure.value not in _YEARS:
            return False
        if isinstance(subject, tree.Fact):
            field = self.vocabulary.field(subject.kind, subject.key)
            return field.type is Type.NUMBER and not field.dimension
        return isinstance(subject, tree.Function) and subject.name == "year_of"

    def points(self, item: tree.Node) -> str:
        """Return an item of a score: one condition with its points, or the points of several tiers."""
        match item:
            case tree.Tiers((tier,), _, tree.Quantity(0)):
                return self.phrase("points", when=self.say(tier.when), points=self.say(tier.amount))
        return self.say(item)

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
