"""Parse tree → surface nodes."""

from __future__ import annotations

import re
from typing import Any

from lark import Token, Transformer, v_args

from policymatch.language import tree
from policymatch.language.lexer import quantity
from policymatch.language.words import THIS_YEAR
from policymatch.problems import Place, Problem
from policymatch.values import Comparison
from policymatch.values.dates import days_of

# What a figure looked up by date may be shifted by besides years: [贷款.合同日期 - 1个月].
_SHORTER = ((("month", 1),), (("day", 1),))
_SIGNS = {"×": tree.Operator.MULTIPLY, "÷": tree.Operator.DIVIDE}
_DATE_PARTS = re.compile(r"\d+")


class BuildError(Exception):
    """A literal that is spelled like one but is none (2021年13月); `problem.place.column` counts from 0."""

    def __init__(self, code: str, at: int, **values: object) -> None:
        self.problem = Problem(code, Place(column=at), values)
        super().__init__(code)


def _at(token: Token) -> int:
    return token.start_pos or 0


@v_args(inline=True)
class Build(Transformer[Token, tree.Node]):
    """One method for each alias of the grammar."""

    def start(self, node: tree.Node) -> tree.Node:
        return node

    def any_of(self, *parts: Any) -> tree.Node:
        operands = _operands(parts)
        return operands[0] if len(operands) == 1 else tree.Any(operands, at=operands[0].at)

    def all_of(self, *parts: Any) -> tree.Node:
        operands = _operands(parts)
        return operands[0] if len(operands) == 1 else tree.All(operands, at=operands[0].at)

    def negated(self, word: Token, item: tree.Node) -> tree.Node:
        return tree.Not(item, at=_at(word))

    def compared(self, left: tree.Node, op: Token, right: tree.Node) -> tree.Node:
        return tree.Compare(Comparison(str(op)), left, right, at=left.at)

    def related(self, subject: tree.Node, word: Token, items: tuple[tree.Node, ...]) -> tree.Node:
        return tree.Relation(str(word), subject, items, at=subject.at)

    def related_except(
        self,
        subject: tree.Node,
        word: Token,
        items: tuple[tree.Node, ...],
        _except: Token,
        out: tuple[tree.Node, ...],
    ) -> tree.Node:
        return tree.Except(tree.Relation(str(word), subject, items, at=subject.at), out, at=subject.at)

    def where(self, kind: tree.Name, _word: Token, condition: tree.Node) -> tree.Node:
        return tree.Where(kind, condition, at=kind.at)

    def items(self, *items: Any) -> tuple[tree.Node, ...]:
        flat: list[tree.Node] = []
        for item in items:
            flat.extend(item if isinstance(item, tuple) else (item,))
        return tuple(flat)

    def nested(self, items: tuple[tree.Node, ...]) -> tuple[tree.Node, ...]:
        return items

    def chain(self, first: tree.Node, *rest: Any) -> tree.Node:
        node = first
        for op, right in zip(rest[::2], rest[1::2], strict=True):
            operator = _SIGNS.get(str(op)) or tree.Operator(str(op))
            node = tree.Arithmetic(operator, node, right, at=first.at)
        return node

    def signed(self, sign: Token, item: tree.Node) -> tree.Node:
        return tree.Negative(item, at=_at(sign)) if str(sign) == "-" else item

    def up_to(self, word: Token, item: tree.Node) -> tree.Node:
        return tree.UpTo(item, at=_at(word))

    def between(self, low: tree.Node, _word: Token, high: tree.Node) -> tree.Node:
        return tree.Between(low, high, at=low.at)

    def quantity(self, token: Token) -> tree.Node:
        found = quantity(str(token))
        assert found is not None  # the lexer has made a word of everything else
        return tree.Quantity(*found, written=str(token), at=_at(token))

    def day(self, token: Token) -> tree.Node:
        parts = [int(part) for part in _DATE_PARTS.findall(str(token))]
        try:
            return tree.Day(days_of(*parts), at=_at(token))
        except ValueError:
            raise BuildError("bad-date", _at(token), found=str(token)) from None

    def yearly(self, item: tree.Node, index: tuple[tree.Node, int]) -> tree.Node:
        return tree.Yearly(item, index[0], index[1], at=item.at)

    def index_of(self, of: tree.Node, *offset: Token) -> tuple[tree.Node, int]:
        if not offset:
            return of, 0
        sign, by = offset
        found = quantity(str(by))
        if found is not None and found[1] in _SHORTER and not str(by).endswith("年"):
            shift = tree.Quantity(*found, written=str(by), at=_at(by))
            return tree.Arithmetic(tree.Operator(str(sign)), of, shift, at=of.at), 0
        return of, self.years_from(sign, by)

    def index_years(self, sign: Token, years: Token) -> tuple[tree.Node, int]:
        return tree.Name(THIS_YEAR, at=_at(sign)), self.years_from(sign, years)

    def index_year(self, year: Token) -> tuple[tree.Node, int]:
        return tree.Name(str(year), at=_at(year)), 0

    def index_day(self, day: Token) -> tuple[tree.Node, int]:
        return self.day(day), 0

    def years_from(self, sign: Token, years: Token) -> int:
        """Return the years that [-3] or [项目.完工日期 - 1年] counts."""
        text = str(years).removesuffix("年")
        if not text.isdigit() or len(text) > 2:
            raise BuildError("unknown-year", _at(years), found=f"{sign}{years}")
        return -int(text) if str(sign) == "-" else int(text)

    def dotted(self, owner: tree.Name, member: tree.Node) -> tree.Node:
        return tree.Dotted(owner, member, at=owner.at)

    def applied(self, name: tree.Name, arguments: tuple[tree.Node, ...]) -> tree.Node:
        return tree.Apply(name, arguments, at=name.at)

    def arguments(self, *arguments: Any) -> tuple[tree.Node, ...]:
        return arguments

    def plain_name(self, token: Token) -> tree.Node:
        return tree.Name(str(token), at=_at(token))

    def quoted_name(self, token: Token) -> tree.Node:
        return tree.Name(str(token)[1:-1], quoted=True, at=_at(token))


def _operands(parts: tuple[Any, ...]) -> tuple[tree.Node, ...]:
    """Return the operands of a chain, the operator tokens between them left out."""
    return tuple(part for part in parts if isinstance(part, tree.Node))
