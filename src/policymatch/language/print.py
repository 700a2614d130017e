"""Resolved tree → text of the language, in Chinese or English names, that parses back to the same tree."""

from __future__ import annotations

import re

from policymatch.language import tree, words
from policymatch.language.functions import FUNCTIONS, NUMERALS, YEARS_WORDS, is_function
from policymatch.language.names_of import term_label, word_labels, year_name
from policymatch.language.quantities import days_text, literal_text
from policymatch.messages import Lang
from policymatch.values import Comparison
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR
from policymatch.vocabulary.units import Dimension

_SAFE_NAME = re.compile(
    r"[^\s+\-*/×÷=<>≥≤≠!()（）\[\].,、，;；:：「」\d][^\s+\-*/×÷=<>≥≤≠!()（）\[\].,、，;；:：「」]*\Z"
)

# How tightly each construct binds; a looser one inside a tighter one needs brackets.
_OR, _AND, _NOT, _RELATION, _SUM, _PRODUCT, _FACTOR, _ATOM = range(8)

_ITEM: Dimension = (("item", 1),)


def print_expression(node: tree.Node, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return `node` as one line of the language."""
    return _Printer(vocabulary, lang).text(node, _OR)


class _Printer:
    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.vocabulary = vocabulary
        self.lang = lang
        self.side = 0 if lang == "zh" else 1
        self.inside: tuple[str, ...] = ()

    def text(self, node: tree.Node, outer: int) -> str:
        text, inner = self.plain(node)
        return f"({text})" if inner < outer else text

    def plain(self, node: tree.Node) -> tuple[str, int]:
        """Return the text of a node without brackets, and how tightly it binds."""
        match node:
            case tree.Any(items):
                return self.word("或", "or").join(self.text(item, _AND) for item in items), _OR
            case tree.All(items):
                return self.word("且", "and").join(self.text(item, _NOT) for item in items), _AND
            case tree.Not(tree.IsTrue(fact)):
                return f"{self.fact(fact)} = {('否', 'no')[self.side]}", _RELATION
            case tree.Not(item):
                return f"{('非', 'not')[self.side]} {self.text(item, _NOT)}", _NOT
            case tree.Compare(Comparison.GE, tree.Records(counts=counts) as some, tree.Quantity(1)) if (
                counts == _ITEM
            ):
                return self.records(some, "exists"), _RELATION
            case tree.Compare(op, left, right):
                return f"{self.text(left, _SUM)} {op.value} {self.text(right, _SUM)}", _RELATION
            case tree.Among() | tree.Contains() | tree.Holds() | tree.IsTrue():
                return self.relation(node), _RELATION
            case tree.Arithmetic(op, left, right):
                level = _SUM if op in (tree.Operator.ADD, tree.Operator.SUBTRACT) else _PRODUCT
                return f"{self.text(left, level)} {op.value} {self.text(right, level + 1)}", level
            case tree.Negative(item):
                return f"-{self.text(item, _FACTOR)}", _FACTOR
            case tree.Between(low, high):
                return self.word("至", "to").join((self.text(low, _ATOM), self.text(high, _ATOM))), _FACTOR
            case tree.UpTo(item):
                return f"{('最高', 'up_to')[self.side]} {self.text(item, _SUM + 1)}", _SUM - 1
            case tree.FirstReached(fact, threshold):
                return self.call("first_reached", self.fact(fact), self.text(threshold, _SUM)), _RELATION
            case tree.Ranked(op, left, right):
                return f"{self.fact(left)} {op.value} {self.fact(right)}", _RELATION
            case tree.SameWord(left, right, negated):
                return f"{self.fact(left)} {'!=' if negated else '='} {self.fact(right)}", _RELATION
            case tree.OverYears() | tree.Records() | tree.Peak() | tree.Parameter():
                return self.summary(node), _ATOM
            case tree.RelativeDay(moment):
                return words.MOMENT_WORDS[moment][self.side], _ATOM
            case tree.Function(name, arguments):
                listed = ", ".join(self.text(argument, _SUM) for argument in arguments)
                return f"{FUNCTIONS[name].name_in(self.lang)}({listed})", _ATOM
            case tree.Quantity():
                return self.quantity(node)
            case tree.Day(days):
                return days_text(days), _ATOM
            case tree.Fact():
                return self.fact(node), _ATOM
        raise AssertionError(f"not an expression: {node!r}")

    def word(self, zh: str, en: str) -> str:
        return f" {(zh, en)[self.side]} "

    def quantity(self, node: tree.Quantity) -> tuple[str, int]:
        text = literal_text(node.value, node.dimension, self.lang)
        assert text is not None  # literals are read from finite decimals
        return text, _ATOM

    def call(self, function: str, *arguments: str) -> str:
        return f"{FUNCTIONS[function].name_in(self.lang)}({', '.join(arguments)})"

    def summary(self, node: tree.OverYears | tree.Records | tree.Peak | tree.Parameter) -> str:
        match node:
            case tree.Peak(fact):
                return self.call("peak", self.fact(fact))
            case tree.Parameter():
                return self.parameter(node)
            case tree.OverYears(how, item, years):
                if self.lang == "en":
                    return self.call(f"{how.value}_of_years", self.text(item, _SUM), str(years))
                number = NUMERALS[years - 1] if years <= len(NUMERALS) else str(years)
                return f"近{number}年{YEARS_WORDS[how][0]}({self.text(item, _SUM)})"
        return self.records(node)

    def records(self, node: tree.Records, function: str | None = None) -> str:
        counts_people = node.counts == (("person", 1),)
        function = function or ("headcount" if counts_people else node.how.value)
        outside, self.inside = self.inside, (*self.inside, node.kind)
        which = self.name(self.vocabulary.records[node.kind].name_in(self.lang))
        if node.where is not None:
            which += f"{self.word('其中', 'where')}{self.text(node.where, _OR)}"
        value = [] if node.value is None else [self.text(node.value, _SUM)]
        self.inside = outside
        return self.call(function, which, *value)

    def parameter(self, node: tree.Parameter) -> str:
        text = self.name(self.vocabulary.parameters[node.key].name_in(self.lang))
        match node.date:
            case None if node.region is not None:
                return f"{text}[{self.fact(node.region)}]"
            case None:
                return text if node.year is None else f"{text}[{self.year(node.year)}]"
            case tree.Arithmetic(op, day, tree.Quantity(count, dimension) as shift):
                years = dimension == (("month", 1),) and count % 12 == 0
                by = str(count // 12) if years else self.quantity(shift)[0]
                return f"{text}[{self.text(day, _ATOM)} {op.value} {by}]"
        return f"{text}[{self.text(node.date, _ATOM)}]"

    def year(self, year: tree.Year) -> str:
        if year.anchor is None:
            return year_name(year, self.lang)
        offset = f" {'-' if year.number < 0 else '+'} {abs(year.number)}" if year.number else ""
        return f"{self.fact(year.anchor)}{offset}"

    def fact(self, fact: tree.Fact) -> str:
        name = self.vocabulary.field(fact.kind, fact.key).name_in(self.lang)
        # A field that is called like a function would be read as one before the brackets of its basis.
        text = f"「{name}」" if fact.basis is not None and is_function(name) else self.name(name)
        bare_kind = self.inside[-1] if self.inside else None
        if fact.kind != bare_kind:
            owner = ("企业", "firm")[self.side]
            if fact.kind is not None:
                owner = self.name(self.vocabulary.records[fact.kind].name_in(self.lang))
            text = f"{owner}.{text}"
        if fact.basis is not None:
            basis = self.name(self.vocabulary.bases[fact.basis].name_in(self.lang))
            text += f"（{basis}）" if self.lang == "zh" else f"({basis})"
        if fact.year is not None and fact.year != tree.LAST_YEAR:
            text += f"[{self.year(fact.year)}]"
        return text

    def relation(self, node: tree.Among | tree.Contains | tree.Holds | tree.IsTrue) -> str:
        if isinstance(node, tree.IsTrue):
            return f"{self.fact(node.fact)} = {('是', 'yes')[self.side]}"
        if isinstance(node, tree.Holds):
            owner = self.vocabulary.records[HONOUR].name_in(self.lang)
            wanted = self.list_of([self.honour(one) for one in node.wanted])
            return f"{owner} {words.RELATIONS[node.how][self.side]} {wanted}"
        field = self.vocabulary.field(node.subject.kind, node.subject.key)
        names = self.list_of(
            [self.name(name) for name in word_labels(field, node.words, self.vocabulary, self.lang)]
        )
        if isinstance(node, tree.Contains):
            key = "not_contains" if node.negated else "contains"
        elif len(node.words) == 1 and not field.type.is_code:
            sign = Comparison.NE if node.negated else Comparison.EQ
            return f"{self.fact(node.subject)} {sign.value} {names}"
        else:
            key = "not_in" if node.negated else "in"
        return f"{self.fact(node.subject)} {words.RELATIONS[key][self.side]} {names}"

    def list_of(self, names: list[str]) -> str:
        if self.lang == "zh":
            return "、".join(names)
        # Behind "where" a comma ends the argument, unless it stands in brackets.
        return f"({', '.join(names)})" if self.inside and len(names) > 1 else ", ".join(names)

    def honour(self, wanted: tree.HonourWanted) -> str:
        name = self.name(self.vocabulary.honours[wanted.honour].name_in(self.lang))
        parts = []
        if wanted.level is not None:
            parts.append(self.vocabulary.levels[wanted.level].name_in(self.lang))
        if wanted.how is not None:
            ways = self.vocabulary.field(HONOUR, "how").values
            parts.append(term_label(ways.get(wanted.how), wanted.how, self.lang))
        if wanted.year is not None:
            parts.append(year_name(wanted.year, self.lang))
        separator = "、" if self.lang == "zh" else ", "
        return f"{name}({separator.join(parts)})" if parts else name

    def name(self, text: str) -> str:
        """Return a name as it can stand in a rule: in 「」 when it would not read back as one word."""
        plain = _SAFE_NAME.match(text) and text.lower() not in words.WORDS
        return text if plain else f"「{text}」"
