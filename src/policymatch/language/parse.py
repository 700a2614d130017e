"""Text of one leaf → surface tree. The grammar stands in grammar.lark; a mistake becomes one Problem."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from policymatch.language import tree
from policymatch.problems import Place, Problem

if TYPE_CHECKING:
    from lark import UnexpectedInput

    from policymatch.language.build import BuildError
    from policymatch.language.shapes import Shapes

MAX_CHARACTERS = 2_000
MAX_NESTING = 20
# Each makes the tree one level deeper, and every pass over it recurs: without a bound, Python's stack ends.
MAX_OPERATORS = 60

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_BRACKET = re.compile(r"[()\[\]]")
_OPERATOR = re.compile(r"[-+*/×÷]|(?<![^\s(])(?:非|not)(?=[\s(])", re.IGNORECASE)

# Full-width ASCII becomes half-width one for one, so that positions in the text stay true.
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


class ParseError(Exception):
    """The text of a leaf is not in the language; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message())


def parse(text: str, place: Place = Place()) -> tree.Node:
    """Return the surface tree of one leaf. Raises ParseError.

    `place` is where the text stands in its file, so that the error can point into it.
    """
    half = text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text
    if len(half) > MAX_CHARACTERS:
        raise ParseError(Problem("leaf-too-long", place, {"limit": MAX_CHARACTERS}))
    if not half.strip():
        raise ParseError(Problem("leaf-empty", place))
    if _is_too_deep(half):
        limits = {"limit": MAX_NESTING, "operators": MAX_OPERATORS}
        raise ParseError(Problem("leaf-too-deep", place, limits))
    shapes, unexpected_input, build_error = _parser()
    try:
        return cast(tree.Node, shapes.parse(half))
    except unexpected_input as error:
        raise ParseError(_syntax_problem(text, error, place)) from None
    except build_error as error:
        found = error.problem
        raise ParseError(Problem(found.code, place.shifted(found.place.column or 0), found.values)) from None


def _is_too_deep(text: str) -> bool:
    """Return whether a tree of `text` could be too deep; a short text cannot."""
    if len(text) <= MAX_NESTING:
        return False
    return _nesting(text) > MAX_NESTING or (len(text) > MAX_OPERATORS and _operators(text) > MAX_OPERATORS)


def _nesting(text: str) -> int:
    depth = deepest = 0
    for character in _BRACKET.findall(text):
        depth += 1 if character in "([" else -1
        deepest = max(deepest, depth)
    return deepest


def _operators(text: str) -> int:
    """Return how many operators may nest in `text`; 且 and 或 make no tree deeper, nor does a date."""
    return len(_OPERATOR.findall(_DATE.sub("", text)))


@cache
def _parser() -> tuple[Shapes, type[UnexpectedInput], type[BuildError]]:
    """Return the parser and what it raises; Lark is imported only when the first leaf is parsed."""
    from lark import Lark, UnexpectedInput

    from policymatch.language import lexer
    from policymatch.language.build import Build, BuildError
    from policymatch.language.shapes import Shapes

    parser = Lark(
        files(__package__).joinpath("grammar.lark").read_text("utf-8"),
        parser="lalr",
        lexer="basic",
        lexer_callbacks={
            "WORD": lexer.operator_or_word,
            "QUANTITY": lexer.quantity_or_word,
            "COMPARISON": lexer.sign,
        },
    )
    return Shapes(parser, Build()), UnexpectedInput, BuildError


def _syntax_problem(text: str, error: UnexpectedInput, place: Place) -> Problem:
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    from policymatch.language.run_together import run_together_quantity

    token = error.token if isinstance(error, UnexpectedToken) else None
    if token is not None and token.type == "$END":
        return Problem("leaf-unfinished", place.shifted(len(text)), {"found": text})
    at: int = max(getattr(error, "pos_in_stream", None) or 0, 0)
    end = (token.end_pos or at + 1) if token is not None else at + 1
    found = text[at:end]
    if found in (",", ";", "，", "；") and at > 0 and text[at - 1].isdigit():
        return Problem("leaf-thousands", place.shifted(at), {"found": text})
    run = run_together_quantity(text.translate(_HALF_WIDTH)[:end])
    if run is not None:
        start, whole, operator = run
        values = {"found": whole, "operator": operator}
        return Problem("operator-without-spaces", place.shifted(start), values)
    if isinstance(error, UnexpectedCharacters):
        return Problem("leaf-character", place.shifted(at), {"found": found})
    return Problem("leaf-syntax", place.shifted(at), {"found": found, "text": text})
