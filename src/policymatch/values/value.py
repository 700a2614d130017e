"""`Value`: anything that may be known of a fact."""

from policymatch.values.choice import Choice
from policymatch.values.codes import Codes
from policymatch.values.listing import Listing
from policymatch.values.span import DateSpan, NumberSpan
from policymatch.values.truth import Truth

Value = NumberSpan | DateSpan | Choice | Codes | Listing[str] | Truth
