"""Where in a template something stands, in the words of whoever looks for it in Word."""

from __future__ import annotations

from policymatch.letters.render.word.placeholders import Element, W
from policymatch.messages import Both, say


def where(paragraph: Element) -> Both:
    """Return the place of a paragraph: in the text, a running head or foot; its number, or its cell."""
    root = paragraph.getroottree().getroot()
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is not None:
        place = _cell(root, cell)
    else:
        body = root.find(f"{W}body") if root.tag == f"{W}document" else root
        # A paragraph of a text box is found where the box is anchored.
        top = next(p for p in (*reversed([*paragraph.iterancestors(f"{W}p")]), paragraph))
        paragraphs = [p for p in body.iter(f"{W}p") if next(p.iterancestors(f"{W}p", f"{W}tc"), None) is None]
        place = _both("paper-place-paragraph", number=paragraphs.index(top) + 1)
    part = {f"{W}hdr": "paper-place-header", f"{W}ftr": "paper-place-footer"}.get(root.tag)
    return place if part is None else _both(part, place=place)


def _cell(root: Element, cell: Element) -> Both:
    table = next(cell.iterancestors(f"{W}tbl"))
    row = next(cell.iterancestors(f"{W}tr"))
    return _both(
        "paper-place-cell",
        table=list(root.iter(f"{W}tbl")).index(table) + 1,
        row=list(table.iterchildren(f"{W}tr")).index(row) + 1,
        cell=list(row.iterchildren(f"{W}tc")).index(cell) + 1,
    )


def _both(key: str, **values: object) -> Both:
    return Both(say(key, "zh", **values), say(key, "en", **values))
