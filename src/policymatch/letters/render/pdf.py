"""Papers as PDF, set by typst: one compiler a process, the paper handed over as data, our own fonts only."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from os import getpid
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

from policymatch.extras import need
from policymatch.letters.fonts import font_folder
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.sheet import sheet_of

EXTRA = "letters"

_TEMPLATES = Path(__file__).parents[1] / "templates"

# PDF/UA-1: a file that a screen reader can read out, and one that typst refuses to write when a character has
# no glyph. PDF/A-2a: an archive can keep it for ever; A-3 would add only attached files, of which there are
# none. An archive wants to know the day of a document, so a paper without one is not PDF/A.
_READABLE = ["ua-1"]
_ARCHIVED = ["ua-1", "a-2a"]

_ONE_AT_A_TIME = Lock()


def pdf_of(paper: Paper, day: date | None = None) -> bytes:
    """Return a paper as PDF/UA-1; with `day`, the day the paper is of, as PDF/A-2a as well.

    The same paper and day give the same bytes. What the fonts lack is printed as 〓: see `unprinted_of`.
    Raises MissingExtraError when typst is not installed.
    """
    standards = _READABLE if day is None else _ARCHIVED
    data: bytes = _compiled(paper, day, format="pdf", pdf_standards=standards)
    return data


def pngs_of(paper: Paper, ppi: float = 110) -> tuple[bytes, ...]:
    """Return the pages of a paper as pictures, to be looked at; `ppi` is pixels per inch."""
    pages: bytes | list[bytes] = _compiled(paper, None, format="png", ppi=ppi)
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def page_count_of(paper: Paper) -> int:
    """Return how many pages a paper has. A paper that was just set is not set again."""
    return len(pngs_of(paper, ppi=1))


def _compiled(paper: Paper, day: date | None, **wanted: object) -> Any:
    inputs = {"paper": json.dumps(sheet_of(paper, day), ensure_ascii=False)}
    # The compiler holds the inputs of its last run.
    with _ONE_AT_A_TIME:
        process, compiler = _compiler()
        if process != getpid():
            # Its threads stayed behind: without this it would wait for them for ever.
            raise RuntimeError(
                "a process forked after a paper was set cannot set papers; use spawn or forkserver"
            )
        return compiler.compile(sys_inputs=inputs, **wanted)


@cache
def _compiler() -> tuple[int, Any]:
    """Return the compiler of this process, which reads the fonts and templates once, and the process."""
    typst: ModuleType = need("typst", EXTRA)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
    )
    compiler = typst.Compiler(input=str(_TEMPLATES / "paper.typ"), root=str(_TEMPLATES), font_paths=fonts)
    return getpid(), compiler
