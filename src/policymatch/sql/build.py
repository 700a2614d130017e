"""Small pieces of SQL, made of sqlglot's nodes and never of pasted text: Kleene logic, arithmetic, literals.

SQL's own logic of NULL is Kleene's: an unknown criterion is NULL, and AND, OR and NOT go on from there. What
is constant is folded, so that the statement stays one that people can read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.values import Number, Truth


def column(table: str, name: str) -> Expr:
    """Return a column of a table; both names are quoted, whatever they hold."""
    return exp.column(name, table=table, quoted=True)


def number(value: Number) -> Expr:
    """Return a number as a literal. Raises ValueError for one that no finite decimal writes."""
    plain = Fraction(value)
    digits, below = 0, plain.denominator
    while 10**digits % below:
        digits += 1
        if digits > 60:
            raise ValueError(value)
    shifted = abs(int(plain * 10**digits))
    text = f"{shifted:0{digits + 1}d}"
    written = exp.Literal.number(f"{text[:-digits]}.{text[-digits:]}" if digits else text)
    return exp.Neg(this=written) if plain < 0 else written


def text(value: str) -> Expr:
    """Return a text as a literal."""
    return exp.Literal.string(value)


def day(value: date) -> Expr:
    """Return a day as a literal."""
    return exp.cast(text(value.isoformat()), "date")


def whole(of: Expr, digits: int = 0) -> Expr:
    """Return a number of so many digits behind the point as a whole number, wide enough for products."""
    scaled = of if digits == 0 else binary(exp.Mul, of, number(10**digits))
    return exp.cast(scaled.copy(), "decimal(38, 0)")


def truth(value: Truth) -> Expr:
    """Return a constant truth value."""
    if value is Truth.UNKNOWN:
        return exp.cast(exp.null(), "boolean")
    return exp.true() if value is Truth.TRUE else exp.false()


def constant(of: Expr) -> Truth | None:
    """Return the truth value that an expression is for every firm, or None."""
    if isinstance(of, exp.Boolean):
        return Truth.of(bool(of.this))
    return Truth.UNKNOWN if isinstance(of, exp.Cast) and isinstance(of.this, exp.Null) else None


def binary(kind: type[exp.Binary], left: Expr, right: Expr) -> Expr:
    """Return one operation on two expressions, with brackets wherever one is an operation itself."""
    made: Expr = kind(this=_wrapped(left), expression=_wrapped(right))
    return made


def _wrapped(of: Expr) -> Expr:
    return exp.paren(of) if isinstance(of, exp.Binary | exp.Not | exp.Neg) else of.copy()


def both(*items: Expr) -> Expr:
    """Return whether all of several conditions hold."""
    return _joined(exp.And, items, Truth.TRUE, Truth.FALSE)


def either(*items: Expr) -> Expr:
    """Return whether one of several conditions holds."""
    return _joined(exp.Or, items, Truth.FALSE, Truth.TRUE)


def _joined(kind: type[exp.Connector], items: Iterable[Expr], neutral: Truth, decisive: Truth) -> Expr:
    kept: list[Expr] = []
    for item in items:
        known = constant(item)
        if known is decisive:
            return truth(decisive)
        if known is not neutral and item not in kept:
            kept.append(item)
    if not kept:
        return truth(neutral)
    joined: Expr = _operand(kept[0]) if len(kept) > 1 else kept[0].copy()
    for item in kept[1:]:
        joined = kind(this=joined, expression=_operand(item))
    return joined


def _operand(of: Expr) -> Expr:
    return exp.paren(of) if isinstance(of, exp.Connector) else of.copy()


def negated(item: Expr) -> Expr:
    """Return whether a condition does not hold."""
    known = constant(item)
    if known is not None:
        return truth(known.negated)
    if isinstance(item, exp.Not):
        inner: Expr = item.this.unnest()
        return inner.copy()
    return exp.Not(this=exp.paren(item) if isinstance(item, exp.Binary) else item.copy())


def decided(holds: Expr, fails: Expr) -> Expr:
    """Return true where the first holds, false where the second does, and NULL elsewhere."""
    if constant(holds) is Truth.TRUE or constant(fails) is Truth.TRUE:
        return truth(Truth.of(constant(holds) is Truth.TRUE))
    never = (Truth.FALSE, Truth.UNKNOWN)
    ways = [(holds, Truth.TRUE), (fails, Truth.FALSE)]
    return cases([(when, truth(then)) for when, then in ways if constant(when) not in never])


def cases(ways: Iterable[tuple[Expr, Expr]], otherwise: Expr | None = None) -> Expr:
    """Return what the first condition that holds leads to; without `otherwise` NULL where none does."""
    made = exp.Case()
    for when, then in ways:
        made = made.when(when.copy(), then.copy())
    if not made.args.get("ifs"):
        return truth(Truth.UNKNOWN) if otherwise is None else otherwise.copy()
    return made if otherwise is None else made.else_(otherwise.copy())


def given(of: Expr) -> Expr:
    """Return whether an expression is not NULL."""
    return exp.Not(this=exp.Is(this=_wrapped(of), expression=exp.null()))


def first_given(*items: Expr) -> Expr:
    """Return the first of several expressions that is not NULL."""
    copies = [item.copy() for item in items]
    return copies[0] if len(copies) == 1 else exp.Coalesce(this=copies[0], expressions=copies[1:])


def among(of: Expr, words: Iterable[str]) -> Expr:
    """Return whether a text is one of several."""
    listed = [text(word) for word in words]
    if len(listed) == 1:
        return binary(exp.EQ, of, listed[0])
    return exp.In(this=of.copy(), expressions=listed)


def shares(of: Expr, words: Iterable[str]) -> Expr:
    """Return whether a list of texts holds one of several."""
    return either(*(exp.ArrayContains(this=of.copy(), expression=text(word)) for word in words))
