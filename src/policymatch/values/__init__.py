"""What can be known of a fact, and the three-valued truth that follows from it.

Everything known is a set of possible values: a `Span` of numbers or dates, a `Choice` among words, `Codes`
of a code tree, a `Listing` that is open or closed, a `Truth`. Unknown is the widest of each, never zero
and never false (semantics 1 to 13 in docs/semantics.md).
"""

from policymatch.values.choice import ANY_TEXT, Choice
from policymatch.values.codes import ANY_CODE, Codes
from policymatch.values.compare import Comparison, compare, lies_in
from policymatch.values.hull import hull
from policymatch.values.listing import UNKNOWN_LIST, Listing
from policymatch.values.span import ANY_DATE, ANYTHING, DateSpan, Number, NumberSpan, Span
from policymatch.values.truth import Truth, all_of, any_of, at_least
from policymatch.values.value import Value

__all__ = [
    "ANYTHING",
    "ANY_CODE",
    "ANY_DATE",
    "ANY_TEXT",
    "UNKNOWN_LIST",
    "Choice",
    "Codes",
    "Comparison",
    "DateSpan",
    "Listing",
    "Number",
    "NumberSpan",
    "Span",
    "Truth",
    "Value",
    "all_of",
    "any_of",
    "at_least",
    "compare",
    "hull",
    "lies_in",
]
