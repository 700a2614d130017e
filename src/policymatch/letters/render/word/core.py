"""What a .docx says of itself: its title and its office; no clock and no machine."""

from __future__ import annotations

from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.word import xml

_STAMP = "2000-01-01T00:00:00Z"
_XMLNS = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def core(paper: Paper) -> bytes:
    """Return the core properties of a paper's file. The office stands as its author, where there is one."""
    title = " ".join(filter(None, (paper.title, paper.subtitle)))
    language = "zh-CN" if paper.lang == "zh" else "en-US"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_STAMP}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{xml.HEAD}<cp:coreProperties {_XMLNS}><dc:title>{xml.attribute(title)}</dc:title>"
        f"<dc:creator>{xml.attribute(paper.letterhead.office or '')}</dc:creator>"
        f"<dc:language>{language}</dc:language>{dates}</cp:coreProperties>"
    ).encode()
