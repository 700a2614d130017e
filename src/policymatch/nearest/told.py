"""Changes put into words: raise 研发费用 of 2025 by 36.5万元, to 136.5万元; obtain 高新技术企业."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from policymatch.language import tree
from policymatch.language.names_of import fact_label, term_label, word_label
from policymatch.language.quantities import quantity_text, span_text
from policymatch.messages import Both, Lang, say
from policymatch.nearest.change import Change, Direction
from policymatch.nearest.size import OF_HONOUR, OF_WORD, relative
from policymatch.nearest.trial import Start, Target, Trial
from policymatch.values import Choice, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.values import arithmetic as math
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.model import RecordKind
from policymatch.vocabulary.units import Dimension

_POINTS: Dimension = (("pp", 1),)


def figure_change(
    target: Target, before: NumberSpan, to: Number, upward: bool, beyond: bool, trial: Trial
) -> Change:
    """Return the change of a figure upward or downward to `to`, or beyond it."""
    there: NumberSpan = Span.exact(to)
    by = math.subtract(there, before) if upward else math.subtract(before, there)
    direction = Direction.RAISE if upward else Direction.LOWER
    key = f"change-{direction.value}{'-beyond' if beyond else ''}"
    field = trial.field(target)

    def text(lang: Lang) -> str:
        ratio = field.type is Type.RATIO
        has, end = (span_text(one, field.dimension, lang, ratio) for one in (before, there))
        # From 2.5% to 3% is 0.5 percentage points, not 0.5%.
        points = math.multiply(by, Span(100, 100))
        more = span_text(points, _POINTS, lang) if ratio else span_text(by, field.dimension, lang)
        return say(key, lang, fact=label(target, trial.start, lang), has=has, by=more, to=end)

    share = relative(before, there)
    return Change(direction, share, Both(text("zh"), text("en")), target, before, by, to, beyond)


def other_change(target: Target, before: Value, after: Value, trial: Trial) -> Change:
    """Return the change of a yes or no, a word, or a list."""
    field = trial.field(target)
    key, words = _what(before, after)

    def text(lang: Lang) -> str:
        names = [word_label(field, word, lang, people=True) for word in words]
        return say(
            key, lang, fact=label(target, trial.start, lang), words=say("list-separator", lang).join(names)
        )

    told = Both(text("zh"), text("en"))
    return Change(Direction.SET, OF_WORD, told, target, words=words)


def _what(before: Value, after: Value) -> tuple[str, tuple[str, ...]]:
    """Return how a change is told, and the words that it is about."""
    if isinstance(after, Truth):
        return ("change-yes", ("yes",)) if after is Truth.TRUE else ("change-no", ("no",))
    if isinstance(after, Choice):
        return "change-word", tuple(sorted(after.members or ()))
    old, new = cast("Listing[str]", before), cast("Listing[str]", after)
    added = tuple(item for item in new.items if item not in old.items)
    gone = tuple(item for item in old.items if item not in new.items)
    return ("change-add", added) if added else ("change-drop", gone)


def honour_change(wanted: tree.HonourWanted, start: Start) -> Change:
    """Return the step that is a certificate."""

    def text(lang: Lang) -> str:
        vocabulary = start.vocabulary
        name = term_label(vocabulary.honours[wanted.honour], wanted.honour, lang, people=True)
        if wanted.level is None:
            return say("change-obtain", lang, honour=name)
        level = term_label(vocabulary.levels[wanted.level], wanted.level, lang, people=True)
        return say("change-obtain-level", lang, honour=name, level=level)

    return Change(Direction.OBTAIN, OF_HONOUR, Both(text("zh"), text("en")), words=(wanted.honour,))


def label(target: Target, start: Start, lang: Lang) -> str:
    """Return a fact with its year, and of a record what that is called."""
    vocabulary = start.vocabulary
    if target.kind is None or target.index is None:
        return fact_label(target.fact, vocabulary, lang)
    record = start.firm.enterprise.records(target.kind).items[target.index]
    kind: RecordKind = vocabulary.records[target.kind]
    title = record.title(vocabulary, lang) or f"{kind.both.in_(lang)} {target.index + 1}"
    return say(
        "change-of-record", lang, fact=fact_label(target.fact, vocabulary, lang, owned=False), record=title
    )


def figure_text(number: Number, field: Field, lang: Lang) -> str:
    """Return a figure with the unit of its fact."""
    return quantity_text(Fraction(number), field.dimension, lang, field.type is Type.RATIO)
