"""The numeric thresholds of a draft: which figure, from where on; and the rule with one of them moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from policymatch.language import prose, tree
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.language.quantities import quantity_text
from policymatch.language.transform import transformed
from policymatch.messages import Both, Lang
from policymatch.problems import NotFoundError, Problem
from policymatch.sandbox.clauses import Clause
from policymatch.values import Comparison, Number
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.units import PLAIN

_TURNED = {
    Comparison.GE: Comparison.LE,
    Comparison.GT: Comparison.LT,
    Comparison.LE: Comparison.GE,
    Comparison.LT: Comparison.GT,
}
_OPPOSITE = {
    Comparison.GE: Comparison.LT,
    Comparison.GT: Comparison.LE,
    Comparison.LE: Comparison.GT,
    Comparison.LT: Comparison.GE,
}
_SIGNS = {Comparison.GE: "≥", Comparison.GT: ">", Comparison.LE: "≤", Comparison.LT: "<"}


@dataclass(frozen=True)
class Threshold:
    """A figure that a number is compared with.

    It is named by its clause and its number in that (3/1). `op` is what a firm must be to meet it, the number
    (`subject`) on the left: an outer "none" is taken in. `is_clause` says that it is all that the clause
    asks.
    """

    clause: int
    number: int
    subject: tree.Node
    op: Comparison
    quantity: tree.Quantity
    is_clause: bool
    _where: tree.Node

    @property
    def key(self) -> str:
        """Return its name."""
        return f"{self.clause}/{self.number}"

    @property
    def own(self) -> Fraction:
        """Return the draft's own figure."""
        return Fraction(self.quantity.value)

    @property
    def looser_is_lower(self) -> bool:
        """Return whether more firms meet a lower figure (else a higher one)."""
        return self.op in (Comparison.GE, Comparison.GT)

    def label(self, vocabulary: Vocabulary) -> Both:
        """Return what the number is called."""
        if isinstance(self.subject, tree.Function) and isinstance(self._where, tree.Score):
            return Both(*(prose(self._where, vocabulary, lang) for lang in ("zh", "en")))
        return Both(*(prose(self.subject, vocabulary, lang) for lang in ("zh", "en")))

    def text(self, value: Number, vocabulary: Vocabulary, lang: Lang) -> str:
        """Return the threshold at another figure: ≥ 500万元."""
        kind = kind_of(self.subject, vocabulary)
        ratio = isinstance(kind, NumberKind) and kind.dimension == PLAIN and self.quantity.written[-1:] == "%"
        return f"{_SIGNS[self.op]} {quantity_text(value, self.quantity.dimension, lang, ratio)}"

    def at(self, value: Number, clauses: Sequence[Clause]) -> tuple[tree.Node, ...]:
        """Return the criteria of the rule with this threshold at another figure."""
        moved = replace(self.quantity, value=value, written="")

        def change(node: tree.Node) -> tree.Node | None:
            if node is not self._where:
                return None
            match node:
                case tree.Score():
                    return replace(node, at_least=moved)
                case tree.Compare(left=tree.Quantity()):
                    return replace(node, left=moved)
                case tree.Compare():
                    return replace(node, right=moved)
            return None

        return tuple(
            transformed(one.node, change) if one.number == self.clause else one.node for one in clauses
        )


def thresholds_of(clauses: Sequence[Clause]) -> tuple[Threshold, ...]:
    """Return the thresholds of a rule, those deep inside alternatives too, clause by clause.

    Left out are figures inside amounts, sums over records and named tables: moving one moves something else.
    """
    return tuple(one for clause in clauses for one in _of_clause(clause))


def chosen(several: Sequence[Threshold], names: Sequence[str]) -> tuple[Threshold, ...]:
    """Return the thresholds named (3/1, or 3 for all of a clause); without names those that are a clause.

    Raises NotFoundError for a name that none has.
    """
    if not names:
        return tuple(one for one in several if one.is_clause)
    found: dict[str, Threshold] = {}
    for name in names:
        some = [one for one in several if name in (one.key, str(one.clause))]
        if not some:
            listed = ", ".join(one.key for one in several) or "—"
            raise NotFoundError(Problem("draft-threshold", values={"found": name, "listed": listed}))
        found.update((one.key, one) for one in some)
    return tuple(found.values())


def _of_clause(clause: Clause) -> Iterator[Threshold]:
    alone = _bare(clause.node)
    for number, (node, positive) in enumerate(_compared(clause.node, True), 1):
        subject, op, quantity = _sides(node)
        plain = node is alone and not _is_existence(subject, quantity)
        yield Threshold(
            clause.number, number, subject, op if positive else _OPPOSITE[op], quantity, plain, node
        )


def _is_existence(subject: tree.Node, quantity: tree.Quantity) -> bool:
    """Return whether the comparison only says that there is such a record, or none: no figure of the rule."""
    return isinstance(subject, tree.Records) and subject.value is None and quantity.value == 1


def _bare(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Criterion | tree.Not):
        node = node.test if isinstance(node, tree.Criterion) else node.item
    return node


def _sides(node: tree.Node) -> tuple[tree.Node, Comparison, tree.Quantity]:
    match node:
        case tree.Compare(op, left, tree.Quantity() as right):
            return left, op, right
        case tree.Compare(op, tree.Quantity() as left, right):
            return right, _TURNED[op], left
        case tree.Score(items, tree.Quantity() as at_least):
            return tree.Function("sum", items), Comparison.GE, at_least
    raise AssertionError(f"no threshold: {node!r}")


def _compared(node: tree.Node, positive: bool) -> Iterator[tuple[tree.Node, bool]]:
    """Yield comparisons of a number with a figure, and whether they count as they stand or turned round."""
    match node:
        case tree.Criterion(item) | tree.Named(_, item):
            yield from _compared(item, positive)
        case tree.Not(item):
            yield from _compared(item, not positive)
        case tree.All(items) | tree.Any(items) | tree.AtLeast(_, items):
            for item in items:
                yield from _compared(item, positive)
        case tree.Compare(op, left, right) if op in _TURNED:
            if isinstance(left, tree.Quantity) is not isinstance(right, tree.Quantity):
                yield node, positive
        case tree.Score(_, tree.Quantity()):
            yield node, positive
