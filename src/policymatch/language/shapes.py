"""Parses leaves by their shape: the grammar decides only once what a sequence of kinds of tokens means.

`营业收入 >= 500万元` and `员工人数 >= 50人` are both WORD COMPARISON QUANTITY. What the parser makes of
the first such leaf is kept as a plan: which tokens go into which method of the builder. For the next leaf the
plan is filled with its tokens. A library of a thousand policies has thousands of leaves in some hundred
shapes.

Whatever is not plain (a character that no token begins with, a shape that the grammar refuses) goes to the
parser itself, so that mistakes are found and told as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lark import Lark, Token, Transformer, Tree
from lark.exceptions import VisitError

from policymatch.language.tree import Node

_MAX_SHAPES = 5_000
_MAX_WORDS = 50_000


@dataclass(frozen=True, slots=True)
class _Step:
    """A method of the builder and its arguments: further steps, indices of tokens, or None."""

    method: Callable[..., Any]
    arguments: tuple[_Step | int | None, ...]


class _NoPlanError(Exception):
    """A tree that only the parser itself can make."""


class Shapes:
    """A grammar and its builder, with the shapes met so far. Threads may share it.

    `parser` is an LALR parser with Lark's basic lexer; `build` has inline methods without a state.
    """

    def __init__(self, parser: Lark, build: Transformer[Token, Any]) -> None:
        self._parser = parser
        self._build = build
        self._ignored = frozenset(parser.ignore_tokens)
        # In the order in which Lark's lexer tries them.
        terminals = sorted(
            parser.terminals,
            key=lambda one: (-one.priority, -one.pattern.max_width, -len(one.pattern.value), one.name),
        )
        self._token = re.compile("|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in terminals))
        self._words: dict[tuple[str | None, str], tuple[str, str]] = {}
        self._plans: dict[tuple[str, ...], _Step | None] = {}

    def parse(self, text: str) -> Any:
        """Return what the builder makes of `text`. Raises UnexpectedInput, or what the builder raises."""
        tokens = self._tokens(text)
        if tokens is None:
            return self._built(self._parser.parse(text))
        shape = tuple([token.type for token in tokens])
        plan = self._plans.get(shape)
        if plan is not None:
            return _filled(plan, tokens)
        parsed = self._parser.parse(text)
        if shape not in self._plans:
            if len(self._plans) >= _MAX_SHAPES:
                self._plans.clear()
            self._plans[shape] = self._plan(text, parsed, tokens)
        return self._built(parsed)

    def _tokens(self, text: str) -> list[Token] | None:
        """Return the tokens of `text` as Lark's lexer makes them, or None where it would fail."""
        tokens: list[Token] = []
        words, ignored = self._words, self._ignored
        at = 0
        for match in self._token.finditer(text):
            if match.start() != at:
                return None
            found = match[0]
            kind = match.lastgroup
            if kind not in ignored:
                word = words.get((kind, found)) or self._word(kind, found)
                tokens.append(Token(word[0], word[1], at))
            at = match.end()
        return tokens if at == len(text) else None

    def _word(self, kind: Any, text: str) -> tuple[str, str]:
        """Return type and value that the lexer's callback gives a token; they depend on its text alone."""
        token = Token(kind, text)
        callback = self._parser.options.lexer_callbacks.get(kind)
        made = token if callback is None else callback(token)
        if len(self._words) >= _MAX_WORDS:
            self._words.clear()
        word = self._words[kind, text] = made.type, str(made)
        return word

    def _plan(self, text: str, parsed: Tree[Token], tokens: list[Token]) -> _Step | None:
        """Return how to fill this shape; None when it is not sure that every such leaf is read the same."""
        seen = self._parser.parse_interactive(text).exhaust_lexer()
        if [(t.type, str(t), t.start_pos) for t in seen] != [(t.type, str(t), t.start_pos) for t in tokens]:
            return None
        index = {token.start_pos: number for number, token in enumerate(tokens)}
        try:
            return self._step(parsed, index)
        except _NoPlanError:
            return None

    def _step(self, parsed: Tree[Token], index: dict[int | None, int]) -> _Step:
        method = getattr(self._build, parsed.data, None)
        if method is None:
            raise _NoPlanError
        if len(parsed.children) == 1 and isinstance(parsed.children[0], Tree) and _passes_on(method):
            return self._step(parsed.children[0], index)
        arguments: list[_Step | int | None] = []
        for child in parsed.children:
            if isinstance(child, Tree):
                arguments.append(self._step(child, index))
            elif child is None:
                arguments.append(None)
            elif hasattr(self._build, child.type):
                raise _NoPlanError
            else:
                arguments.append(index[child.start_pos])
        return _Step(method, tuple(arguments))

    def _built(self, parsed: Tree[Token]) -> Any:
        try:
            return self._build.transform(parsed)
        except VisitError as error:
            raise error.orig_exc from None


def _passes_on(method: Callable[..., Any]) -> bool:
    """Return whether a method gives a lone node as it is: a chain of one operand is that operand."""
    probe = Node()
    try:
        return method(probe) is probe
    except Exception:
        return False


def _filled(step: _Step, tokens: list[Token]) -> Any:
    return step.method(
        *[
            None if one is None else tokens[one] if isinstance(one, int) else _filled(one, tokens)
            for one in step.arguments
        ]
    )
