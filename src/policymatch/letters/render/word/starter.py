"""The template that is shipped: an ordinary .docx with every style, for bureaus to start from."""

from __future__ import annotations

from policymatch.letters.render.word import xml
from policymatch.letters.render.word.package import packed
from policymatch.letters.render.word.styles import Style, definition
from policymatch.messages import Lang, say

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "header": "header",
    "footer": "footer",
}
# Typefaces by their Chinese names, which Windows, macOS and WPS know, with what else they are called and
# what they look like (panose), so that a machine without them takes one of the kind.
_FACES = (
    ("仿宋", "FangSong", "02010609060101010101", "86", "modern"),
    ("宋体", "SimSun", "02010600030101010101", "86", "auto"),
    ("黑体", "SimHei", "02010609060101010101", "86", "modern"),
    ("楷体", "KaiTi", "02010609060101010101", "86", "modern"),
    ("Times New Roman", "Liberation Serif", "02020603050405020304", "00", "roman"),
    ("Arial", "Liberation Sans", "020B0604020202020204", "00", "swiss"),
)
# Margins in twentieths of a point: top, right, bottom, left, and those of the running head and foot.
_MARGINS = (1440, 1361, 1304, 1474, 794, 737)
_NARROW = (907, 907, 850, 907, 510, 454)
_A4 = (11906, 16838)


def starter(lang: Lang = "zh", compact: bool = False) -> bytes:
    """Return the shipped template as a .docx: A4, with a running head from the second page on."""
    margins = _NARROW if compact else _MARGINS
    right_edge = _A4[0] - margins[1] - margins[3]
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _document(margins),
        "word/_rels/document.xml.rels": _relations(
            {name: f"{name}.xml" for name in _PARTS if name != "document"}
        ),
        "word/styles.xml": _styles(lang, compact),
        "word/settings.xml": _settings(lang),
        "word/fontTable.xml": _faces(),
        "word/header.xml": _part("hdr", _paragraph(Style.HEADER, _text("{{header}}"))),
        "word/footer.xml": _part("ftr", _foot(lang, right_edge)),
    }
    return packed({name: content.encode() for name, content in parts.items()})


def style_id(style: Style) -> str:
    """Return the id that a style of ours has where no other claims it."""
    return style.title().replace(" ", "").replace("-", "")


def _types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'{xml.HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{xml.HEAD}<Relationships xmlns="{kind}">{made}</Relationships>'


def _part(root: str, content: str) -> str:
    return f"{xml.HEAD}<w:{root} {xml.NAMESPACES}>{content}</w:{root}>"


def _text(text: str) -> str:
    return f"<w:r>{xml.characters(text)}</w:r>"


def _paragraph(style: Style, runs: str, stands: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{stands}</w:pPr>{runs}</w:p>'


def _document(margins: tuple[int, ...]) -> str:
    top, right, bottom, left, head, foot = margins
    body = (
        _paragraph(Style.OFFICE, _text("{{office}}"))
        + _paragraph(Style.ADDRESS, _text("{{address}}\u3000{{phone}}"))
        + _paragraph(Style.TITLE, _text("{{title}}"))
        + _paragraph(Style.SUBTITLE, _text("{{subtitle}}"))
        + _paragraph(Style.TEXT, _text("{{letter}}"))
    )
    section = (
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        # The first page has no running head, and the same foot.
        '<w:footerReference w:type="first" r:id="footer"/>'
        f'<w:pgSz w:w="{_A4[0]}" w:h="{_A4[1]}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{head}" w:footer="{foot}" w:gutter="0"/><w:titlePg/>'
    )
    return _part("document", f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>")


def _styles(lang: Lang, compact: bool) -> str:
    language = f'<w:lang w:val="{"zh-CN" if lang == "zh" else "en-US"}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        f'w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/>{language}</w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    ours = "".join(definition(style, style_id(style), lang, compact) for style in Style)
    return _part("styles", defaults + normal + ours)


def _settings(lang: Lang) -> str:
    language = f'<w:themeFontLang w:val="{"zh-CN" if lang == "zh" else "en-US"}" w:eastAsia="zh-CN"/>'
    # Without the mode, Word lays pages out as the Word of 2007 did, and says so above its window.
    mode = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    return _part("settings", f'<w:characterSpacingControl w:val="compressPunctuation"/>{mode}{language}')


def _faces() -> str:
    made = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="{charset}"/><w:family w:val="{family}"/></w:font>'
        for name, other, panose, charset, family in _FACES
    )
    return _part("fonts", made)


def _foot(lang: Lang, right_edge: int) -> str:
    """Return the foot of a page: what a paper rests on at the left, the number of the page at the right."""
    numbered = say("paper-page", lang, page="\0PAGE\0", pages="\0NUMPAGES\0").split("\0")
    runs = "".join(_field(part) if index % 2 else _text(part) for index, part in enumerate(numbered) if part)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{right_edge}"/></w:tabs>'
    return _paragraph(Style.FOOTER, _text("{{footer}}\t") + runs, tabs)


def _field(code: str) -> str:
    """Return a field that Word fills in for each page."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")
    )
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{instruction}{separate}{_text('1')}{end}"
