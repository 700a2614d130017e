"""A condition in the few shapes that reasoning needs: joined by and / or, "not" pushed down to the atoms.

An atom is what one criterion allows of its subject (domains.py). What is no atom, or would be spelled out in
too many cases, is `Free`: it may hold or not, and equals only itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from math import comb
from operator import add

from policymatch.language import Context, number_of, tree, walk
from policymatch.language.negate import negate
from policymatch.lint.domains import NO, YES, Domain, Points, Prefixes, Subject, Words, points
from policymatch.lint.nobody import nobody
from policymatch.values import Number, NumberSpan, Span
from policymatch.vocabulary import Type, Vocabulary

# More than this many ways to choose "at least N of them" are not spelled out.
_MAX_WAYS = 20


@dataclass(frozen=True, slots=True)
class Atom:
    """One subject and what is allowed of it."""

    subject: Subject
    domain: Domain


@dataclass(frozen=True, slots=True)
class And:
    """All of several hold; of none, always."""

    items: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of several holds."""

    items: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Presumed:
    """What counts as `truth` when it is unknown."""

    item: Form
    truth: bool


@dataclass(frozen=True, slots=True)
class Free:
    """A condition taken as it stands, or its opposite."""

    node: tree.Node
    holds: bool


@dataclass(frozen=True, slots=True)
class Never:
    """What no firm can meet: points that cannot be reached."""


Form = Atom | And | Or | Presumed | Free | Never
ALWAYS = And(())

# What does not have one value in one firm cannot be reasoned about by its value.
_LOOSE = (tree.Between, tree.UpTo)
_ZERO: NumberSpan = Span(0, 0)
_COUNTED: NumberSpan = Span(0, None)
_FACTS = (tree.Fact, tree.Parameter, tree.Records, tree.Peak, tree.RelativeDay)


def form_of(node: tree.Node, vocabulary: Vocabulary, holds: bool = True) -> Form:
    """Return a condition, or (with `holds` False) its opposite, as a form."""

    def one(item: tree.Node) -> Form:
        return form_of(item, vocabulary, holds)

    match node:
        case tree.Criterion(test, _, presume):
            return one(test) if presume is None else Presumed(one(test), presume is holds)
        case tree.Named(_, item):
            return one(item)
        case tree.Not(item):
            return form_of(item, vocabulary, not holds)
        case tree.All(items):
            return _joined(And if holds else Or, tuple(map(one, items)))
        case tree.Any(items) | tree.SomeTier(items):
            return _joined(Or if holds else And, tuple(map(one, items)))
        case tree.AtLeast(count, items):
            wanted = count if holds else len(items) - count + 1
            return _at_least(wanted, tuple(map(one, items))) or Free(node, holds)
        case tree.Score():
            reach = highest_points(node, vocabulary)
            out_of_reach = reach is not None and reach[0] < reach[1]
            return Never() if out_of_reach and holds else Free(node, holds)
        case tree.Compare():
            turned = node if holds else negate(node)
            assert isinstance(turned, tree.Compare)
            return _compared(turned, vocabulary) or Free(node, holds)
        case tree.Among(subject, words, negated):
            return _among(subject, words, negated is holds, vocabulary)
        case tree.Contains(subject, words, negated):
            marks = tuple(Atom(("tag", subject, word), NO if negated is holds else YES) for word in words)
            return _joined(And if negated is holds else Or, marks)
        case tree.Holds(how, wanted_ones):
            marks = tuple(Atom(("honour", want, how.value), YES if holds else NO) for want in wanted_ones)
            return _joined(Or if holds else And, marks)
        case tree.IsTrue() | tree.Ranked():
            return Atom(("truth", node, None), YES if holds else NO)
        case tree.SameWord(left, right, negated):
            same = tree.SameWord(left, right)
            return Atom(("truth", same, None), NO if negated is holds else YES)
    return Free(node, holds)


def highest_points(score: tree.Score, vocabulary: Vocabulary) -> tuple[Number, Number] | None:
    """Return the most points that a score can come to and those it must reach; None if they are not fixed."""
    context = Context(nobody(), vocabulary)
    tops = [number_of(item, context).high for item in score.items]
    needed = number_of(score.at_least, context)
    if None in tops or not needed.is_exact:
        return None
    assert needed.low is not None
    return reduce(add, (top for top in tops if top is not None)), needed.low


def _joined(kind: type[And] | type[Or], items: tuple[Form, ...]) -> Form:
    return items[0] if len(items) == 1 else kind(items)


def _at_least(count: int, items: tuple[Form, ...]) -> Form | None:
    if count <= 0:
        return ALWAYS
    if count > len(items):
        return Never()
    if count == len(items):
        return And(items)
    if comb(len(items), count) > _MAX_WAYS:
        return None
    return Or(tuple(_joined(And, chosen) for chosen in combinations(items, count)))


def _compared(node: tree.Compare, vocabulary: Vocabulary) -> Form | None:
    if any(isinstance(one, _LOOSE) for one in walk(node)):
        return None
    op, left, right = node.op, node.left, node.right
    if not _asks(left):
        op, left, right = op.mirrored, right, left
    if not _asks(left):
        return None
    if _asks(right):
        if repr(left) > repr(right):
            op, left, right = op.mirrored, right, left
        return Atom(("difference", left, right), points(op, _ZERO))
    if isinstance(right, tree.Day):
        day: Span[date] = right.days
        return Atom(("value", left, None), points(op, day)) if day.is_exact else None
    if any(isinstance(one, tree.Day) for one in walk(right)):
        return None
    at = number_of(right, Context(nobody(), vocabulary))
    return Atom(("value", left, None), points(op, at)) if at.is_exact else None


def _asks(node: tree.Node) -> bool:
    return any(isinstance(one, _FACTS) for one in walk(node))


def _among(subject: tree.Fact, words: tuple[str, ...], outside: bool, vocabulary: Vocabulary) -> Form:
    field = vocabulary.field(subject.kind, subject.key)
    named = frozenset(words)
    domain: Domain
    if field.type.is_code:
        domain = Prefixes(frozenset(("",)), named) if outside else Prefixes(named)
    else:
        domain = Words(None, named) if outside else Words(named)
        every = possible(subject, vocabulary)
        if isinstance(every, Words):
            domain = domain.meet(every)
    return Atom(("value", subject, None), domain)


def possible(subject: object, vocabulary: Vocabulary) -> Domain | None:
    """Return all that a fact or a number of records can be; None of what has no bounds."""
    if isinstance(subject, tree.Records) and subject.value is None:
        return Points((_COUNTED,))
    if not isinstance(subject, tree.Fact):
        return None
    field = vocabulary.field(subject.kind, subject.key)
    if field.type is Type.ENUM and not field.open:
        return Words(frozenset(field.values))
    if field.type.is_numeric:
        bounds: NumberSpan = Span(*field.bounds)
        return Points((bounds,))
    return None
