"""The quality report as one page of HTML: it loads nothing, runs nothing, and is fit for phones and paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby, islice

from policymatch.intake.report import Part
from policymatch.messages import Lang, say

# A browser shows this many rows of a table well.
_MOST = 2_000
# What is no longer stands on one line.
_WORD = 20
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(parts: Sequence[Part], summary: Sequence[str], lang: Lang) -> Iterator[str]:
    """Yield the page, piece by piece."""
    style = files(__package__).joinpath("report.css").read_text("utf-8")
    yield from page_start(say("intake-report-title", lang), style, lang)
    yield "<ul>\n"
    yield from (f"<li>{escape(line)}</li>\n" for line in summary)
    yield "</ul>\n"
    contents = escape(say("intake-report-contents", lang))
    yield f'<nav aria-label="{contents}">\n<ol>\n'
    for number, part in enumerate(parts, 1):
        yield f'<li><a href="#p{number}">{escape(part.title)}</a> ({part.count:,})</li>\n'
    yield "</ol>\n</nav>\n"
    for number, part in enumerate(parts, 1):
        yield from _section(f"p{number}", part, lang)
    yield page_end()


def page_start(title: str, style: str, lang: Lang) -> Iterator[str]:
    """Yield the beginning of a page that loads nothing and runs nothing, up to its heading."""
    code, title = "zh-CN" if lang == "zh" else "en", escape(title)
    yield f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"


def page_end() -> str:
    """Return the end of such a page."""
    return "</main>\n</body>\n</html>\n"


def _section(anchor: str, part: Part, lang: Lang) -> Iterator[str]:
    yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{escape(part.title)}</h2>\n'
    if not part.count:
        yield f"<p>{escape(say('intake-part-none', lang))}</p>\n</section>\n"
        return
    # What can be scrolled must be within reach of the keyboard.
    yield f'<div tabindex="0" role="region" aria-labelledby="{anchor}">\n<table>\n'
    told = "intake-part-shown" if part.count > _MOST else "intake-part-count"
    yield f"<caption>{escape(say(told, lang, limit=f'{_MOST:,}', count=f'{part.count:,}'))}</caption>\n"
    names = part.header[part.grouped :]
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    yield f"<thead><tr>{heads}</tr></thead>\n"
    rows = islice(part.rows, _MOST)
    for group, members in groupby(rows, key=lambda row: tuple(row[: part.grouped])):
        yield "<tbody>\n"
        if group:
            said = " · ".join(str(one) for one in group if one)
            yield f'<tr><th scope="rowgroup" colspan="{len(names)}">{escape(said)}</th></tr>\n'
        for row in members:
            yield f"<tr>{''.join(map(_cell, row[part.grouped :]))}</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n</div>\n</section>\n"


def _cell(value: object) -> str:
    if isinstance(value, int):
        kind = "n" if value else "n z"
        return f'<td class="{kind}">{value:,}</td>'
    text = str(value)
    # Codes and days are read as one word; what is long takes the room that there is.
    kind = "t" if len(text) > _WORD else "w"
    return f'<td class="{kind}">{escape(text)}</td>'
