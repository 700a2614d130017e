"""Papers for tests, and what their PDF says."""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import AnyBlock, Line, Run
from policymatch.letters.render.pdf import pdf_of


def line(*texts: str) -> Line:
    return tuple(Run(text=text) for text in texts)


def paper(*blocks: AnyBlock, **others: object) -> Paper:
    said = {"lang": "zh", "title": "建议书", "header": "页眉", "footer": "页脚", **others}
    return Paper.model_validate({"blocks": blocks, **said})


def pages_of(made: Paper) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf_of(made))).pages)


def catalogue_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def squeezed(text: str) -> str:
    return "".join(text.split())


def bodies_of(made: Paper) -> list[str]:
    """Return the text of each page without white space, running head and foot, which are checked here."""
    pages = pages_of(made)
    bodies = []
    for number, page in enumerate(pages, 1):
        text = squeezed(page.extract_text())
        head = squeezed(made.header) if number > 1 else ""
        counted = f"第{number}页共{len(pages)}页" if made.lang == "zh" else f"Page{number}of{len(pages)}"
        foot = squeezed(made.footer) + counted
        assert text.startswith(head)
        assert text.endswith(foot)
        bodies.append(text[len(head) : len(text) - len(foot)])
    return bodies
