"""What a rule says, gathered for comparing with its prose: its figures, its literals, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from policymatch.language import Context, number_of, prose, tree, walk
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.lint.figures import Figure, figure_of, mentions
from policymatch.lint.nobody import nobody
from policymatch.lint.view import View
from policymatch.policy import Policy
from policymatch.values import Number
from policymatch.vocabulary import Vocabulary

# The parts of a policy that tell people what it is; what only stands in notes is told as well.
PROSE = ("title", "summary", "text")


@dataclass
class Told:
    """One policy's rule and prose side by side."""

    view: View

    @property
    def policy(self) -> Policy:
        """Return the policy."""
        return self.view.policy

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary that it is written in."""
        return self.view.vocabulary

    @property
    def nodes(self) -> tuple[tree.Node, ...]:
        """Return every node of the condition and the formulas."""
        return self.view.nodes

    @cached_property
    def prose(self) -> dict[str, str]:
        """Return the texts that paraphrase the clause, by key."""
        texts = {key: getattr(self.policy, key) for key in PROSE}
        return {key: text for key, text in texts.items() if text}

    @property
    def is_silent(self) -> bool:
        """Return whether only the title says what the policy is."""
        return self.policy.summary is None and self.policy.text is None

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Return the other texts that people are shown with the policy."""
        policy, benefit = self.policy, self.policy.benefit
        told = [
            policy.cite,
            benefit.note,
            benefit.what,
            benefit.payee,
            *policy.cautions,
            policy.fair_competition,
        ]
        told += [text for _, text in benefit.limits.stated]
        told += [share.name for share in (*benefit.instalments, *benefit.funding)]
        told += [policy.filing.channel, policy.filing.contact, *policy.filing.materials]
        for node in self.nodes:
            match node:
                case tree.Criterion():
                    told += [node.cite, node.note]
                case tree.Tiers(tiers):
                    told += [tier.what for tier in tiers]
                case tree.Check(text, _, cite) | tree.Undefined(text, cite):
                    told += [text, cite]
        return tuple(text for text in told if text)

    @cached_property
    def document(self) -> tuple[str, ...]:
        """Return what the document is called and known by."""
        document = self.policy.document
        dates = (document.effective_from, document.effective_to)
        return tuple(
            str(one)
            for one in (
                document.title,
                document.number,
                document.issuer,
                document.note,
                document.published,
                *dates,
            )
            if one is not None
        )

    @cached_property
    def words(self) -> str:
        """Return all that the rule says in words: read back, its notes, its document."""
        read_back = [prose(root, self.vocabulary) for root in (self.policy.condition, *self.view.formulas)]
        named = [prose(node.item, self.vocabulary) for node in self.nodes if isinstance(node, tree.Named)]
        kinds = {node.kind for node in self.nodes if isinstance(node, tree.Records)} | {self.policy.record}
        records = [name for kind in kinds if kind is not None for name in self.vocabulary.records[kind].names]
        return "\n".join((*read_back, *named, *records, *self.notes, *self.document))

    @cached_property
    def figures(self) -> frozenset[Figure]:
        """Return every figure that the rule states, or that follows from those it states."""
        found = set(self._stated())
        shares = {value for kind, value in found if kind == "share"}
        # 上浮30% is a factor of 1.3; 按90%交 is 10% off; a quarter of the income at 20% is 5%.
        found |= {("share", abs(1 - Fraction(one))) for one in shares}
        counts = {value for kind, value in found if kind == "count"}
        found |= {("share", one) for one in counts} | {("share", Fraction(one) - 1) for one in counts}
        found |= {("share", Fraction(one) * two) for one in shares for two in shares if one < 1 and two < 1}
        found |= {("share", Fraction(one) - two) for one in shares for two in shares}
        # 五年里前三年全额: the last two are told as such.
        months = {value for kind, value in found if kind == "month"}
        found.update(("month", abs(Fraction(first) - second)) for first in months for second in months)
        return frozenset(found)

    def states(self, figure: Figure) -> bool:
        """Return whether the rule states a figure, in a formula or in a name (离校2年内未就业)."""
        return figure in self.figures or figure in self._named

    @cached_property
    def _named(self) -> frozenset[Figure]:
        return frozenset(mention.figure for mention in mentions(self.words))

    def _stated(self) -> Iterator[Figure]:
        for text in (*self.notes, *self.document):
            yield from (mention.figure for mention in mentions(text))
        benefit, filing = self.policy.benefit, self.policy.filing
        yield from (("share", share.share) for share in (*benefit.instalments, *benefit.funding))
        for window in filing.windows:
            yield from (("date", day.month * 100 + day.day) for day in (window.first, window.last))
            yield from (("year", day.year) for day in (window.first, window.last))
        for node in self.nodes:
            yield from self._of_node(node)

    def _of_node(self, node: tree.Node) -> Iterator[Figure]:
        match node:
            case tree.Arithmetic() if (made := self.made(node)) is not None:
                yield made
            case tree.Quantity(value, dimension):
                yield figure_of(value, dimension, node.written[-1:])
                if 1900 <= value <= 2100:
                    yield "year", value
            case tree.Day(days):
                for end in (days.low, days.high):
                    if end is not None:
                        yield "year", end.year
                        yield "date", end.month * 100 + end.day
            case tree.OverYears(_, _, years):
                yield "month", 12 * years
            case tree.AtLeast(count):
                yield "count", count
            case tree.Fact(year=year) | tree.Parameter(year=year) if year is not None and not year.relative:
                yield "year", year.number
            case tree.Parameter(key):
                yield from self._of_table(key)
            case tree.Tiers(tiers, tree.TierMode.SUM):
                amounts = [tier.amount for tier in tiers if isinstance(tier.amount, tree.Quantity)]
                if amounts:
                    yield figure_of(sum_of(one.value for one in amounts), amounts[0].dimension)

    def made(self, node: tree.Node) -> Figure | None:
        """Return the figure that a formula of numbers alone comes to: 50% * 50万元 is 25万元."""
        if not all(isinstance(one, tree.Arithmetic | tree.Quantity) for one in walk(node)):
            return None
        kind = kind_of(node, self.vocabulary)
        value = number_of(node, Context(nobody(), self.vocabulary)).low
        return (
            figure_of(value, kind.dimension) if value is not None and isinstance(kind, NumberKind) else None
        )

    def _of_table(self, key: str) -> Iterator[Figure]:
        table = self.vocabulary.parameters[key]
        for row in table.rows:
            if row.value.low is not None:
                yield figure_of(row.value.low, table.dimension, "%" if not table.dimension else "")


def sum_of(values: Iterator[Number]) -> Number:
    """Return the sum of exact numbers."""
    total: Number = 0
    for value in values:
        total += value
    return total
