"""The functions of the language: their names in both languages and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.vocabulary.model import Scope, Term


class Takes(StrEnum):
    """What a function is applied to."""

    NUMBERS = "numbers"  # two or more numbers of one dimension
    YEARLY = "yearly"  # one yearly fact


@dataclass(frozen=True)
class FunctionTerm(Term):
    """A function: its names and what it takes."""

    takes: Takes = Takes.NUMBERS


FUNCTIONS: Scope[FunctionTerm] = Scope(
    (
        FunctionTerm("min", "最小", "the smaller of", ("较小", "孰低"), Takes.NUMBERS),
        FunctionTerm("max", "最大", "the larger of", ("较大", "孰高"), Takes.NUMBERS),
        FunctionTerm("growth", "同比增长率", "growth on the year of", ("增长率", "同比增速"), Takes.YEARLY),
        FunctionTerm("increase", "增量", "increase on the year of", ("同比增量", "年增加额"), Takes.YEARLY),
    )
)
