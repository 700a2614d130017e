"""The condition language: one tree, parsed once, and one file for each pass over it.

parse      text → surface tree                 (grammar.lark, lexer, build)
resolve    names → vocabulary keys
check      types and units
evaluate   truth and numbers for one firm
print      back to text that parses to the same tree
prose      a sentence for people
facts      which facts a tree asks for
"""

from policymatch.language.check import check_amount, check_condition, check_number
from policymatch.language.context import Context, value_of
from policymatch.language.evaluate import number_of, truth_of
from policymatch.language.facts import Doubtful, FirmFacts, RecordFacts, at_most_perhaps, facts_of, walk
from policymatch.language.parse import ParseError, parse
from policymatch.language.print import print_expression
from policymatch.language.prose import prose
from policymatch.language.resolve import resolve

__all__ = [
    "Context",
    "Doubtful",
    "FirmFacts",
    "ParseError",
    "RecordFacts",
    "at_most_perhaps",
    "check_amount",
    "check_condition",
    "check_number",
    "facts_of",
    "number_of",
    "parse",
    "print_expression",
    "prose",
    "resolve",
    "truth_of",
    "value_of",
    "walk",
]
