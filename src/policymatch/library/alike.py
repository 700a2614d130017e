"""Leaves that differ only in the figure at their end: 营业收入 >= 500万元, 营业收入 >= 800万元.

Names, kinds and units are the same in all of them, so the first is parsed, resolved and checked, and the
others are that one with another figure. This holds for figures that no rule of the language looks at: above
zero (nothing divides by them), of a unit other than time (no year, no part of a month), and alone in their
leaf (no range is the wrong way round). Since the figure stands last, all positions are the same too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policymatch.language import tree
from policymatch.language.lexer import quantity
from policymatch.language.transform import transformed
from policymatch.values import Number
from policymatch.vocabulary.units import Dimension

# No digit before it: codes, years and other figures may mean something together with this one.
_FIGURE_LAST = re.compile(r"(\D{1,200}\s)([0-9]{1,12}(?:\.[0-9]{1,6})?([^\d\s]{1,20}))\Z")
_TIME: frozenset[Dimension] = frozenset({(("month", 1),), (("day", 1),)})


@dataclass(frozen=True, slots=True)
class LastFigure:
    """The figure at the end of a leaf, and what the leaf says but for it."""

    value: Number
    written: str
    frame: tuple[str, str]

    def in_place_of_another(self, node: tree.Node) -> tree.Node:
        """Return a leaf of the same frame with this figure."""

        def change(one: tree.Node) -> tree.Node | None:
            return (
                replace(one, value=self.value, written=self.written)
                if isinstance(one, tree.Quantity)
                else None
            )

        return transformed(node, change)

    def is_alone_in(self, node: tree.Node) -> bool:
        """Return whether a leaf holds this figure and no other."""
        found: list[str] = []

        def look(one: tree.Node) -> None:
            if isinstance(one, tree.Quantity):
                found.append(one.written)

        transformed(node, look)
        return found == [self.written]


def last_figure(text: str) -> LastFigure | None:
    """Return the figure that a leaf ends with, if it is one on which nothing but the leaf's value depends."""
    match = _FIGURE_LAST.match(text)
    if match is None:
        return None
    head, written, unit = match.groups()
    found = quantity(written)
    if found is None or found[0] <= 0 or not found[1] or found[1] in _TIME:
        return None
    return LastFigure(found[0], written, (head, unit))
