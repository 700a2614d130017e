"""The styles of letters: each has a name that a template may give its own looks to, and looks of ours.

Sizes are half points, distances twentieths of a point. The typefaces are those of official papers
(党政机关公文格式, GB/T 9704-2012: 仿宋 for text, 黑体 and 楷体 for headings); 宋体 where type is small.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policymatch.letters.paper.blocks import Tone
from policymatch.letters.render.word import palette
from policymatch.messages import Lang


class Style(StrEnum):
    """The styles that letters use, by the name that Word keeps in a file."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    CAPTION = "caption"
    HEADER = "header"
    FOOTER = "footer"
    OFFICE = "Letter Office"
    ADDRESS = "Letter Address"
    TEXT = "Letter Text"
    LIST = "Letter List"
    CHECKLIST = "Letter Checklist"
    CELL = "Letter Cell"
    CELL_HEAD = "Letter Cell Head"
    NOTE = "Letter Note"
    FIGURE = "Letter Figure"
    CHART = "Letter Chart"
    CALLOUT = "Letter Callout"
    SIGN_OFF = "Letter Sign-off"
    SEAL = "Letter Seal"
    GAP = "Letter Gap"
    STRONG = "Letter Strong"
    MUTED = "Letter Muted"
    GOOD = "Letter Good"
    WARN = "Letter Warn"
    BAD = "Letter Bad"
    TABLE = "Letter Table"
    LAYOUT = "Letter Layout"


HEADINGS = {1: Style.HEADING_1, 2: Style.HEADING_2, 3: Style.HEADING_3}
TONES = {
    Tone.STRONG: Style.STRONG,
    Tone.MUTED: Style.MUTED,
    Tone.GOOD: Style.GOOD,
    Tone.WARN: Style.WARN,
    Tone.BAD: Style.BAD,
}
# What Word shows beside the name, for whoever reads no English; a template may use it as the name.
ALIASES = {
    Style.OFFICE: "信头单位",
    Style.ADDRESS: "信头地址",
    Style.TEXT: "信函正文",
    Style.LIST: "信函列表",
    Style.CHECKLIST: "信函勾选",
    Style.CELL: "信函表格文字",
    Style.CELL_HEAD: "信函表头文字",
    Style.NOTE: "信函小字",
    Style.FIGURE: "信函数字",
    Style.CHART: "信函图中文字",
    Style.CALLOUT: "信函提示",
    Style.SIGN_OFF: "信函落款",
    Style.SEAL: "信函盖章处",
    Style.GAP: "信函间隔",
    Style.STRONG: "信函强调",
    Style.MUTED: "信函次要",
    Style.GOOD: "信函有利",
    Style.WARN: "信函注意",
    Style.BAD: "信函不利",
    Style.TABLE: "信函表格",
    Style.LAYOUT: "信函版式",
}

_SERIF, _SANS = "Times New Roman", "Arial"
_FANG, _SONG, _HEI, _KAI = (_SERIF, "仿宋"), (_SERIF, "宋体"), (_SANS, "黑体"), (_SERIF, "楷体")


@dataclass(frozen=True, slots=True)
class _Type:
    """The looks of a paragraph: typeface, size (with the one of compact papers), and how it stands."""

    face: tuple[str, str]
    size: int
    compact: int
    bold: bool = False
    color: str = palette.INK
    before: int = 0
    after: int = 0
    leading: int = 150
    stands: str = ""
    outline: int | None = None
    edges: str = ""

    def xml(self, compact: bool) -> str:
        scale = 2 if compact else 1
        size = self.compact if compact else self.size
        keep = "<w:keepNext/><w:keepLines/>" if self.outline is not None else ""
        outline = f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else ""
        # Exact, in percent of the size: typefaces that stand in for missing ones are often far taller.
        line = f'w:line="{size * self.leading // 10}" w:lineRule="exact"'
        spacing = f'<w:spacing w:before="{self.before // scale}" w:after="{self.after // scale}" {line}/>'
        ascii_, east = self.face
        return (
            f'<w:pPr>{keep}<w:widowControl/>{self.edges}<w:snapToGrid w:val="0"/>'
            f"{spacing}{self.stands}{outline}</w:pPr>"
            f'<w:rPr><w:rFonts w:ascii="{ascii_}" w:hAnsi="{ascii_}" w:eastAsia="{east}" w:cs="{ascii_}"/>'
            f"{'<w:b/>' if self.bold else ''}"
            f'<w:color w:val="{self.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )


def _below(color: str, size: int, space: int) -> str:
    return f'<w:pBdr><w:bottom w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/></w:pBdr>'


_CENTER = '<w:jc w:val="center"/>'
_RIGHT = '<w:jc w:val="right"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
_LOOSE, _OPEN, _CLOSE = 180, 165, 140

_PARAGRAPHS = {
    Style.TITLE: _Type(_SONG, 44, 32, bold=True, before=200, after=120, stands=_CENTER),
    Style.SUBTITLE: _Type(_KAI, 30, 24, after=240, stands=_CENTER),
    Style.HEADING_1: _Type(_HEI, 30, 24, bold=True, before=320, after=140, outline=0),
    Style.HEADING_2: _Type(_KAI, 28, 22, bold=True, before=240, after=100, outline=1),
    Style.HEADING_3: _Type(_FANG, 25, 21, bold=True, before=180, after=80, outline=2),
    Style.CAPTION: _Type(_HEI, 21, 18, before=120, after=80),
    Style.HEADER: _Type(
        _SONG, 18, 16, color=palette.MUTED, after=160, stands=_CENTER, edges=_below(palette.RULE, 4, 4)
    ),
    Style.FOOTER: _Type(_SONG, 18, 16, color=palette.MUTED),
    Style.OFFICE: _Type(
        _SONG,
        52,
        34,
        bold=True,
        color=palette.RED,
        after=100,
        stands=_CENTER,
        edges=_below(palette.RED, 18, 8),
    ),
    Style.ADDRESS: _Type(_SONG, 19, 17, color=palette.MUTED, after=200, stands=_CENTER),
    Style.TEXT: _Type(_FANG, 24, 20, after=60, leading=_LOOSE, stands=_INDENT),
    Style.LIST: _Type(_FANG, 24, 20, after=40, leading=_OPEN, stands='<w:ind w:left="480" w:hanging="480"/>'),
    Style.CHECKLIST: _Type(
        _FANG, 24, 20, after=40, leading=_OPEN, stands='<w:ind w:left="480" w:hanging="480"/>'
    ),
    Style.CELL: _Type(_SONG, 21, 18, leading=_CLOSE),
    Style.CELL_HEAD: _Type(_HEI, 21, 18, bold=True, leading=_CLOSE),
    Style.NOTE: _Type(_SONG, 18, 16, color=palette.MUTED, leading=_CLOSE),
    Style.FIGURE: _Type(_HEI, 40, 30, bold=True, after=40),
    Style.CHART: _Type(_SONG, 15, 14, color=palette.MUTED, leading=130),
    Style.CALLOUT: _Type(_SONG, 22, 19, leading=_OPEN),
    Style.SIGN_OFF: _Type(_FANG, 24, 20, leading=_LOOSE, stands=_CENTER),
    # With the lines above and below it, as high as a bureau's seal of 42 mm.
    Style.SEAL: _Type(_SONG, 21, 18, color=palette.MUTED, before=600, after=600, stands=_CENTER),
    Style.GAP: _Type(_SONG, 8, 8, leading=125),
}
_CHARACTERS = {
    Style.STRONG: "<w:b/>",
    Style.MUTED: f'<w:color w:val="{palette.MUTED}"/>',
    Style.GOOD: f'<w:b/><w:color w:val="{palette.TEXT[Tone.GOOD]}"/>',
    Style.WARN: f'<w:b/><w:color w:val="{palette.TEXT[Tone.WARN]}"/>',
    Style.BAD: f'<w:b/><w:color w:val="{palette.TEXT[Tone.BAD]}"/>',
}
_ROOM = (
    '<w:tblCellMar><w:top w:w="{y}" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="{y}" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)


def _edge(name: str, size: int, color: str) -> str:
    return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'


def _table(compact: bool) -> str:
    edges = (
        _edge("top", 12, palette.INK)
        + _edge("bottom", 12, palette.INK)
        + _edge("insideH", 4, palette.RULE)
        + _edge("insideV", 4, palette.RULE)
    )
    head = f"<w:tcBorders>{_edge('bottom', 8, palette.INK)}</w:tcBorders>"
    return (
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{_ROOM.format(y=25 if compact else 50)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{head}'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{palette.PANEL}"/></w:tcPr></w:tblStylePr>'
    )


def _looks(style: Style, compact: bool) -> tuple[str, str]:
    """Return the kind of a style, and what it says of its looks."""
    if style in _PARAGRAPHS:
        return "paragraph", _PARAGRAPHS[style].xml(compact)
    if style in _CHARACTERS:
        return "character", f"<w:rPr>{_CHARACTERS[style]}</w:rPr>"
    if style is Style.TABLE:
        return "table", _table(compact)
    return "table", f"<w:tblPr>{_ROOM.format(y=25 if compact else 40)}</w:tblPr>"


def definition(style: Style, style_id: str, lang: Lang, compact: bool) -> str:
    """Return a `w:style` with our looks; `compact` is for papers in small type."""
    kind, looks = _looks(style, compact)
    if style is Style.TEXT and lang == "en":
        # Two characters of the first line are a Chinese custom.
        looks = looks.replace(_INDENT, "")
    alias = f'<w:aliases w:val="{ALIASES[style]}"/>' if style in ALIASES else ""
    # Those that Word knows itself must not be marked as somebody's own.
    own = ' w:customStyle="1"' if style in ALIASES else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{own}><w:name w:val="{style}"/>{alias}'
        f"<w:qFormat/>{looks}</w:style>"
    )
