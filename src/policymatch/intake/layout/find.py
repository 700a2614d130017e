"""How a table is laid out, found from its first rows."""

from __future__ import annotations

from policymatch.intake.headers.column import Role
from policymatch.intake.headers.parts import folded
from policymatch.intake.headers.recognise import Recogniser
from policymatch.intake.headers.words import KEYS, PARTS
from policymatch.intake.layout.card import find_card
from policymatch.intake.layout.head import Head, head_of, texts
from policymatch.intake.layout.header_rows import ASIDE, find_header, joined
from policymatch.intake.layout.model import Layout, Reason, Shape
from policymatch.intake.table import Table

_UNIT_WORD = "单位"


def find_layout(table: Table, recogniser: Recogniser) -> Layout | None:
    """Return how a table is laid out, or None when nothing in its first rows looks like a header."""
    head = head_of(table)
    header = find_header(head, recogniser.is_known)
    if header is not None:
        roles = {PARTS.get(folded(text)) for text in texts(head.filled[header[1]])}
        keys = [text for text in texts(head.filled[header[1]]) if folded(text) in KEYS]
        if {Role.INDICATOR, Role.VALUE} <= roles and keys:
            return layout_at(head, *header, Shape.LONG)
    beside = 0
    if header is not None:
        beside = sum(recogniser.is_known(text) for text in texts(head.filled[header[1]]))
    card = find_card(head, recogniser.is_label, beside)
    if card is not None:
        return card
    return layout_at(head, *header, Shape.WIDE) if header is not None else None


def layout_at(head: Head, first: int, last: int, shape: Shape) -> Layout:
    """Return the layout of a table whose header is at these places of `head.rows`."""
    titles: list[str] = []
    above: dict[int, Reason] = {}
    for place in range(first):
        number = head.rows[place][0]
        said = texts(head.filled[place])
        titles.extend(said)
        above[number] = _reason_above(said)
    rows = head.rows[first][0], head.rows[last][0]
    return Layout(shape, rows, joined(head, first, last), tuple(titles), above)


def _reason_above(said: list[str]) -> Reason:
    if not said:
        return Reason.BLANK
    if any(_UNIT_WORD in text and ASIDE.search(folded(text)) for text in said):
        return Reason.UNIT
    return Reason.NOTE if any(ASIDE.search(folded(text)) for text in said) else Reason.TITLE


def pinned_layout(
    table: Table, shape: Shape, header: tuple[int, int] | None, recogniser: Recogniser
) -> Layout | None:
    """Return the layout of a table as a mapping states it, or None when it has no such rows."""
    head = head_of(table)
    if shape is Shape.CARD:
        return find_card(head, recogniser.is_label, 0)
    if header is None:
        return None
    places = {number: place for place, (number, _) in enumerate(head.rows)}
    first, last = places.get(header[0]), places.get(header[1])
    if first is None or last is None or first > last:
        return None
    return layout_at(head, first, last, shape)
