"""A paper as Markdown: CommonMark with the tables and the task lists of GFM, and `<br>` within cells.

What a paper says is text, never markup, whatever it holds. A chart is a table of its rows. The running head
is left out: it says again what the title says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policymatch.letters.paper.blocks import (
    Align,
    AnyBlock,
    Bars,
    Bullets,
    Callout,
    Checklist,
    Heading,
    KeyFigures,
    Line,
    Pair,
    Pairs,
    SignOff,
    Table,
    Text,
    Timeline,
)
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.markdown_line import line_of, strong
from policymatch.letters.render.outline import ranked_annex, ranked_blocks
from policymatch.messages import Lang, say
from policymatch.text.markdown import escaped, guarded

_LIST = re.compile(r"^(?P<number>\d*)(?P<sign>[-.]) ", re.MULTILINE)
_RULES = {Align.LEFT: ":--", Align.RIGHT: "--:", Align.CENTER: ":-:"}


def markdown_of(paper: Paper) -> str:
    """Return the paper as Markdown that ends with a line break."""
    return "\n\n".join(_apart(part for part in _parts(paper) if part)) + "\n"


def _apart(parts: Iterable[str]) -> Iterator[str]:
    """Yield the parts; a list behind a list of the same marks gets others, or both would be one list."""
    last = ""
    for part in parts:
        mark = _LIST.match(part)
        if mark and last == mark["sign"]:
            last = {"-": "*", ".": ")"}[last]
            part = _LIST.sub(rf"\g<number>{last} ", part)
        else:
            last = mark["sign"] if mark else ""
        yield part


def _parts(paper: Paper) -> Iterator[str]:
    """Yield what stands between blank lines."""
    sender = paper.letterhead
    phone = sender.phone and say("paper-phone", paper.lang, phone=sender.phone)
    yield _broken(escaped(one) for one in (sender.office, sender.address, phone) if one)
    yield f"# {escaped(paper.title)}"
    if paper.subtitle:
        yield escaped(paper.subtitle)
    for block, rank in ranked_blocks(paper):
        yield from _block(block, rank, paper.lang)
    if paper.annex_title:
        yield f"## {escaped(paper.annex_title)}"
    for block, rank in ranked_annex(paper):
        yield from _block(block, rank, paper.lang)
    yield "---"
    yield escaped(paper.footer)


def _block(block: AnyBlock, rank: int, lang: Lang) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * rank} {escaped(block.text)}"
        case Text():
            yield line_of(block.line)
        case Bullets():
            marks = (f"{place}." if block.ordered else "-" for place in range(1, len(block.items) + 1))
            yield _lines(f"{mark} {line_of(item)}" for mark, item in zip(marks, block.items, strict=True))
        case Checklist():
            yield _lines(f"- [ ] {line_of(item)}" for item in block.items)
        case Table():
            yield from _table(block)
        case Pairs():
            yield _lines(f"- {_pair(item, lang)}" for item in block.items)
        case KeyFigures():
            if block.items:
                values = [_noted(strong(item.value), item.note, lang) for item in block.items]
                yield _grid([escaped(item.label) for item in block.items], [values])
        case Callout():
            title = [strong(block.title)] if block.title else []
            yield "\n>\n".join(f"> {line}" for line in (*title, *map(line_of, block.lines)))
        case Timeline():
            yield _chart(block.caption, block.alt, [(one.label, one.text) for one in block.spans])
        case Bars():
            yield _chart(block.caption, block.alt, [(one.label, one.text) for one in block.items])
        case SignOff():
            yield _broken(escaped(one) for one in (block.office, block.day, block.seal) if one)


def _pair(pair: Pair, lang: Lang) -> str:
    text = say("paper-pair", lang, label=escaped(pair.label), value=line_of(pair.line))
    return guarded(_noted(text, pair.note, lang))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield strong(table.caption)
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    titles = [escaped(column.title) for column in table.columns]
    yield _grid(titles, rows, [column.align for column in table.columns])


def _grid(titles: Sequence[str], rows: Iterable[Sequence[str]], aligns: Sequence[Align] = ()) -> str:
    if not titles:
        return ""
    rules = [_RULES[align] for align in aligns or [Align.LEFT] * len(titles)]
    return _lines(f"| {' | '.join(cells)} |" for cells in (titles, rules, *rows))


def _cell(cell: Sequence[Line]) -> str:
    return "<br>".join(line_of(line) for line in cell)


def _chart(caption: str, alt: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return f"{strong(caption)}\n\n{escaped(alt)}"
    return _grid([escaped(caption), ""], [[escaped(one) for one in row] for row in rows])


def _noted(value: str, note: str | None, lang: Lang) -> str:
    return say("paper-note", lang, value=value, note=escaped(note)) if note else value


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip(" ") for line in lines)


def _broken(lines: Iterable[str]) -> str:
    """Return lines as one paragraph that keeps them apart."""
    return "\\\n".join(lines)
