"""The style of a paper in HTML: the shipped sheet, widths of columns, and what a page says in its margins.

It is the one part of the file that a browser is told to obey, by its hash; nothing of it stands in an
attribute. What comes from a paper (its running head and foot) is written as a string of CSS.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Formatter

from policymatch.letters.paper.paper import Paper
from policymatch.messages import Lang, wording
from policymatch.text.shown import shown


def style_of(paper: Paper, widths: set[int]) -> str:
    """Return the sheet for a paper; `widths` are those of its columns, in percent."""
    columns = "".join(f".w{width} {{ width: {width}%; }}\n" for width in sorted(widths))
    margin = "13mm 12mm 15mm" if paper.compact else "20mm 18mm 20mm"
    note = "color: #55606e; font-size: 8pt;"
    return (
        f"{_sheet()}{columns}"
        f"@page {{ size: A4; margin: {margin};\n"
        f"  @top-right {{ content: {css_string(shown(paper.header))}; {note} }}\n"
        f"  @bottom-left {{ content: {css_string(shown(paper.footer))}; {note} }}\n"
        f"  @bottom-right {{ content: {_page_number(paper.lang)}; {note} }}\n"
        "}\n"
        "@page :first { @top-right { content: none; } }\n"
    )


def policy_of(style: str) -> str:
    """Return the Content-Security-Policy of a file that holds this style and needs nothing else."""
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def css_string(text: str) -> str:
    """Return `text` as a string of CSS that ends nowhere else, nor ends the element that holds it."""
    return '"' + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text) + '"'


def _page_number(lang: Lang) -> str:
    """Return the content of a margin that says which page this is: the browser counts."""
    parts = []
    for text, field, _, _ in Formatter().parse(wording("paper-page").in_(lang)):
        if text:
            parts.append(css_string(text))
        if field:
            parts.append({"page": "counter(page)", "pages": "counter(pages)"}[field])
    return " ".join(parts)


@cache
def _sheet() -> str:
    return files("policymatch.letters").joinpath("templates", "paper.css").read_text("utf-8")
