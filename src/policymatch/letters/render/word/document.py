"""A paper as a .docx: its blocks drawn one after the other, put where the template has `{{letter}}`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bars,
    Bullets,
    Callout,
    Checklist,
    Heading,
    KeyFigures,
    Pairs,
    SignOff,
    Table,
    Text,
    Timeline,
)
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.word import plain, tables, xml
from policymatch.letters.render.word.bars import bars
from policymatch.letters.render.word.core import core
from policymatch.letters.render.word.look import LISTS, numbered
from policymatch.letters.render.word.package import packed
from policymatch.letters.render.word.pen import Pen
from policymatch.letters.render.word.placeholders import LETTER, values
from policymatch.letters.render.word.prepare import prepared
from policymatch.letters.render.word.styles import Style
from policymatch.letters.render.word.timeline import timeline

_DRAWN: dict[type[AnyBlock], Callable[[Any, Pen], str]] = {
    Heading: plain.heading,
    Text: plain.text,
    Bullets: plain.bullets,
    Checklist: plain.checklist,
    Callout: plain.callout,
    SignOff: plain.sign_off,
    Table: tables.table,
    Pairs: tables.pairs,
    KeyFigures: tables.key_figures,
    Timeline: timeline,
    Bars: bars,
}


def docx_of(paper: Paper, template: Path | None = None) -> bytes:
    """Return a paper as a .docx, in a bureau's template or the shipped one; equal papers give equal bytes.

    Raises LetterError for a template that must not be used, MissingExtraError where
    python-docx is not installed.
    """
    ready = prepared(template, paper.lang, paper.compact)
    pen = Pen(ready.look, paper.lang, paper.compact)
    filling = {name: xml.attribute(value).encode() for name, value in values(paper).items()}
    filling[LETTER] = _letter(paper, ready.names, pen).encode()
    filling[LISTS] = numbered(ready.look, pen.lists).encode()
    return packed({**ready.filled(filling), ready.core: core(paper)})


def _letter(paper: Paper, placed: frozenset[str], pen: Pen) -> str:
    """Return what stands for `{{letter}}`: what the template itself has a place for is not said again."""
    made = []
    if "title" not in placed:
        made.append(pen.text(Style.TITLE, paper.title))
    if "subtitle" not in placed and paper.subtitle is not None:
        made.append(pen.text(Style.SUBTITLE, paper.subtitle))
    made += _drawn(paper.blocks, pen)
    if paper.annex or paper.annex_title is not None:
        title = paper.annex_title or ""
        style = Style.HEADING_1 if title else Style.GAP
        made.append(pen.text(style, title, keep=True, stands="<w:pageBreakBefore/>"))
        made += _drawn(paper.annex, pen)
    return "".join(made)


def _drawn(blocks: tuple[AnyBlock, ...], pen: Pen) -> list[str]:
    made = []
    for block, after in zip_longest(blocks, blocks[1:]):
        # A page with nothing but the name and the seal is bad form (GB/T 9704-2012, 7.3.5).
        pen.keeping = isinstance(after, SignOff) and isinstance(block, Text | Callout)
        made.append(_DRAWN[type(block)](block, pen))
    return made
