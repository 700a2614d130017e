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
from typing import Any

from lark import Lark, Token, Transformer, Tree
from lark.exceptions import VisitError

from policymatch.language.tree import Node

_MAX_SHAPES = 5_000
_MAX_WORDS = 50_000


# The steps that build a tree, innermost first: a method of the builder and its arguments, by their number in
# a list that begins with the tokens and None, and to which every step adds what it made.
_Plan = tuple[tuple[Callable[..., Any], tuple[int, ...]], ...]


class _Word(str):
    """A token as the builder sees it, where no parser does: Lark's own take three times as long to make."""

    __slots__ = ("start_pos",)
    start_pos: int


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
        self._plans: dict[tuple[str, ...], _Plan | None] = {}

    def parse(self, text: str) -> Any:
        """Return what the builder makes of `text`. Raises UnexpectedInput, or what the builder raises."""
        found = self._tokens(text)
        if found is None:
            return self._built(self._parser.parse(text))
        shape, tokens = found
        plan = self._plans.get(shape)
        if plan is not None:
            return _filled(plan, tokens)
        parsed = self._parser.parse(text)
        if shape not in self._plans:
            if len(self._plans) >= _MAX_SHAPES:
                self._plans.clear()
            self._plans[shape] = self._plan(text, parsed, shape, tokens)
        return self._built(parsed)

    def _tokens(self, text: str) -> tuple[tuple[str, ...], list[_Word]] | None:
        """Return the types and tokens of `text` as Lark's lexer makes them, or None where it would fail."""
        shape: list[str] = []
        tokens: list[_Word] = []
        words, ignored = self._words, self._ignored
        at = 0
        for match in self._token.finditer(text):
            start, end = match.span()
            if start != at:
                return None
            kind = match.lastgroup
            if kind not in ignored:
                found = match[0]
                type_, value = words.get((kind, found)) or self._word(kind, found)
                token = _Word(value)
                token.start_pos = at
                shape.append(type_)
                tokens.append(token)
            at = end
        return (tuple(shape), tokens) if at == len(text) else None

    def _word(self, kind: Any, text: str) -> tuple[str, str]:
        """Return type and value that the lexer's callback gives a token; they depend on its text alone."""
        token = Token(kind, text)
        callback = self._parser.options.lexer_callbacks.get(kind)
        made = token if callback is None else callback(token)
        if len(self._words) >= _MAX_WORDS:
            self._words.clear()
        word = self._words[kind, text] = made.type, str(made)
        return word

    def _plan(
        self, text: str, parsed: Tree[Token], shape: tuple[str, ...], tokens: list[_Word]
    ) -> _Plan | None:
        """Return how to fill this shape; None when it is not sure that every such leaf is read the same."""
        seen = [(t.type, str(t), t.start_pos) for t in self._parser.parse_interactive(text).exhaust_lexer()]
        if seen != [(type_, str(t), t.start_pos) for type_, t in zip(shape, tokens, strict=True)]:
            return None
        index: dict[int | None, int] = {token.start_pos: number for number, token in enumerate(tokens)}
        steps: list[tuple[Callable[..., Any], tuple[int, ...]]] = []
        try:
            self._add_steps(parsed, index, steps)
        except _NoPlanError:
            return None
        return tuple(steps)

    def _add_steps(
        self,
        parsed: Tree[Token],
        index: dict[int | None, int],
        steps: list[tuple[Callable[..., Any], tuple[int, ...]]],
    ) -> int:
        """Add the steps that build `parsed`; return the number of what the last of them makes."""
        method = getattr(self._build, parsed.data, None)
        if method is None:
            raise _NoPlanError
        if len(parsed.children) == 1 and isinstance(parsed.children[0], Tree) and _passes_on(method):
            return self._add_steps(parsed.children[0], index, steps)
        arguments: list[int] = []
        for child in parsed.children:
            if isinstance(child, Tree):
                arguments.append(self._add_steps(child, index, steps))
            elif child is None:
                arguments.append(len(index))
            elif hasattr(self._build, child.type):
                raise _NoPlanError
            else:
                arguments.append(index[child.start_pos])
        # Lark's wrapper of an inline method only passes the arguments on.
        steps.append((getattr(method, "base_func", method), tuple(arguments)))
        return len(index) + len(steps)

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


def _filled(plan: _Plan, tokens: list[_Word]) -> Any:
    made: list[Any] = [*tokens, None]
    for method, arguments in plan:
        made.append(method(*[made[number] for number in arguments]))
    return made[-1]
