"""How large a change is, so that the smaller of two steps stands first."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from policymatch.nearest.trial import Trial
from policymatch.values import Number, NumberSpan, Value

# A word, a yes or a tag is counted as half of a figure's doubling; a certificate as a whole one.
OF_WORD = Fraction(1, 2)
OF_HONOUR = Fraction(1)


def size_of(trial: Trial) -> Fraction:
    """Return the size of all changes of a trial together."""
    begin = Trial(trial.start)
    total = OF_HONOUR * len(trial.honours)
    for target, value in trial.facts.items():
        numeric = trial.field(target).type.is_numeric
        total += relative(begin.value(target), value) if numeric else OF_WORD
    return total


def relative(before: Value, after: Value) -> Fraction:
    """Return the change of a figure as a share of the larger of what it is and what it is to be."""
    old, new = cast("NumberSpan", before), cast("NumberSpan", after)
    to = cast(Number, new.low)
    new_figure, old_figure = Fraction(to), Fraction(start_of(old, to))
    largest = max(abs(new_figure), abs(old_figure))
    return abs(new_figure - old_figure) / largest if largest else Fraction(0)


def start_of(before: NumberSpan, to: Number) -> Number:
    """Return where a change to `to` begins: of a range the end that is nearer."""
    assert before.low is not None
    assert before.high is not None
    return before.high if to >= before.high else before.low
