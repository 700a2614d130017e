"""A letter or a paper → a file in one of the formats."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from policymatch.letters.layout import paper_of
from policymatch.letters.model import Letter
from policymatch.letters.paper import Paper


class Form(StrEnum):
    """The formats, by the ending of their files."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MD = "md"
    JSON = "json"
    ICS = "ics"


# The package that draws a format; the others need none but policymatch's own.
PACKAGES = {Form.PDF: "typst", Form.DOCX: "docx", Form.HTML: "jinja2"}


def render(
    what: Letter | Paper, form: Form | str, template: Path | None = None, annexed: bool = True
) -> bytes:
    """Return a letter or a paper as a file.

    Args:
        what: A letter, or any other paper. Only a letter has a calendar (ics).
        form: pdf, docx, html, md, json or ics.
        template: A bureau's own template: a Word file for docx, a Jinja2 template for html and md.
        annexed: Whether the details of each policy follow the letter.

    Raises ValueError for an unknown format, or a calendar of what is no letter; MissingExtraError where the
    packages of the extra `letters` are not installed; LetterError for a template that cannot be used.
    """
    form = Form(form)
    if form is Form.JSON:
        return what.model_dump_json(indent=2).encode() + b"\n"
    if form is Form.ICS:
        if not isinstance(what, Letter):
            raise ValueError("only a letter has a calendar")
        return _calendar(what).encode()
    paper = paper_of(what, annexed) if isinstance(what, Letter) else what
    day = what.basis.as_of if isinstance(what, Letter) else None
    return _drawn(paper, form, template, what, day)


def _calendar(letter: Letter) -> str:
    """Return the calendar of a letter; a window reminds before it closes, of which firm stands in the uid."""
    from policymatch.letters.render.ics import ics_of

    whose = letter.firm.credit_code or letter.firm.name
    entries = (one.model_copy(update={"uid": f"{whose}/{one.uid}"}) for one in letter.calendar)
    return ics_of(entries, letter.basis.as_of, letter.lang)


def _drawn(paper: Paper, form: Form, template: Path | None, what: Letter | Paper, day: date | None) -> bytes:
    """Return a paper in a format that is typeset."""
    if form is Form.PDF:
        from policymatch.letters.render.pdf import pdf_of

        return pdf_of(paper, day)
    if form is Form.DOCX:
        from policymatch.letters.render.word import docx_of

        return docx_of(paper, template)
    if template is not None:
        from policymatch.letters.render.user_template import filled

        values = {"paper": paper.model_dump(mode="json"), "letter": what.model_dump(mode="json")}
        return filled(template, values, template.name).encode()
    if form is Form.HTML:
        from policymatch.letters.render.html import html_of

        return html_of(paper).encode()
    from policymatch.letters.render.markdown import markdown_of

    return markdown_of(paper).encode()
