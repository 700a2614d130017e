"""Random papers, what each of them says, and what a .docx is found to say."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import strategies as st

from policymatch.letters.letterhead import Letterhead
from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import (
    Align,
    AnyBlock,
    Bar,
    Bars,
    Bullets,
    Callout,
    Checklist,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Pair,
    Pairs,
    Run,
    SignOff,
    Span,
    Table,
    Text,
    Timeline,
    Tone,
)
from policymatch.messages import say

TEXTS = st.text(max_size=12) | st.sampled_from(
    ["{{title}}", "{{letter}}", "<w:br/>&amp;", "\x00\x1f", "a\r\nb\tc", "]]>", "<?policymatch title?>", "𠮷"]
)
TONES = st.sampled_from(Tone)
RUNS = st.builds(Run, text=TEXTS, tone=TONES)
LINES = st.lists(RUNS, max_size=3).map(tuple)
DATES = st.dates(date(2020, 1, 1), date(2035, 12, 31))
FIGURES = st.decimals(0, 10**12, places=2)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 5))
    columns = tuple(
        Column(title=draw(TEXTS), share=draw(st.floats(0.01, 100)), align=draw(st.sampled_from(Align)))
        for _ in range(count)
    )
    cells = st.lists(LINES, max_size=2).map(tuple)
    rows = draw(st.lists(st.tuples(*[cells] * count), max_size=4))
    return Table(columns=columns, rows=tuple(rows), caption=draw(st.none() | TEXTS))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    first = draw(DATES)
    return Timeline(
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 4000))),
        today=draw(DATES),
        spans=tuple(
            draw(
                st.lists(
                    st.builds(Span, label=TEXTS, opens=DATES, closes=DATES, text=TEXTS, tone=TONES),
                    max_size=4,
                )
            )
        ),
        caption=draw(TEXTS),
        alt=draw(TEXTS) or "图",
    )


def _many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=7).map(tuple)


BARS = st.builds(Bar, label=TEXTS, low=FIGURES, high=st.none() | FIGURES, text=TEXTS, tone=TONES)
PAIRS = st.builds(Pair, label=TEXTS, line=LINES, note=st.none() | TEXTS)
KEYS = st.builds(KeyFigure, value=TEXTS, label=TEXTS, note=st.none() | TEXTS, tone=TONES)
BLOCKS: st.SearchStrategy[AnyBlock] = st.one_of(
    st.builds(Heading, level=st.sampled_from([1, 2, 3]), text=TEXTS),
    st.builds(Text, line=LINES),
    st.builds(Bullets, items=_many(LINES), ordered=st.booleans()),
    st.builds(Checklist, items=_many(LINES)),
    tables(),
    st.builds(Pairs, items=_many(PAIRS), columns=st.sampled_from([1, 2])),
    st.builds(KeyFigures, items=_many(KEYS)),
    st.builds(Callout, title=st.none() | TEXTS, lines=_many(LINES), tone=TONES),
    timelines(),
    st.builds(Bars, items=_many(BARS), caption=TEXTS, alt=TEXTS.map(lambda text: text or "图")),
    st.builds(SignOff, office=st.none() | TEXTS, day=TEXTS, seal=st.none() | TEXTS),
)
MAYBE = st.none() | TEXTS
PAPERS = st.builds(
    Paper,
    lang=st.sampled_from(["zh", "en"]),
    title=TEXTS.map(lambda text: text or "信"),
    subtitle=MAYBE,
    header=TEXTS,
    footer=TEXTS,
    letterhead=st.builds(Letterhead, office=MAYBE, address=MAYBE, phone=MAYBE, seal=MAYBE),
    blocks=_many(BLOCKS),
    annex_title=MAYBE,
    annex=_many(BLOCKS),
    compact=st.booleans(),
)


def shown(text: str) -> str:
    """Return what is to be read of a text in Word."""
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def head(paper: Paper) -> Iterator[str]:
    """Yield the paragraphs above the blocks, each on one line."""
    sender = paper.letterhead
    phone = say("paper-phone", paper.lang, phone=sender.phone) if sender.phone else ""
    address = f"{sender.address or ''}\u3000{phone}" if sender.address or phone else ""
    for text in (sender.office, address, paper.title, paper.subtitle):
        yield shown(text or "").replace("\n", " ").replace("\t", " ")


def said(blocks: tuple[AnyBlock, ...]) -> Iterator[str]:
    """Yield the paragraphs that the blocks make, one by one; of charts, what they state."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Text():
                yield flat(block.line)
            case Bullets():
                yield from map(flat, block.items)
            case Checklist():
                yield from (f"☐\t{flat(item)}" for item in block.items)
            case Table():
                yield block.caption or ""
                yield from (column.title for column in block.columns)
                yield from (flat(line) for row in block.rows for cell in row for line in cell)
            case Pairs():
                for pair in block.items:
                    yield from (pair.label, flat(pair.line), pair.note or "")
            case KeyFigures():
                for item in block.items:
                    yield from (item.value, item.label, item.note or "")
            case Callout():
                yield from (block.title or "", *map(flat, block.lines))
            case Timeline():
                yield block.caption
                for span in block.spans:
                    yield from (span.label, span.text)
            case Bars():
                yield block.caption
                for bar in block.items:
                    yield from (bar.label, bar.text)
            case SignOff():
                yield from (block.office or "", block.seal or "", block.day)


def flat(line: Line) -> str:
    return "".join(run.text for run in line)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    """Return the text of every paragraph of the body, in order, with those of tables."""
    body = opened(content).element.body
    return [Paragraph(p, None).text for p in body.iter(qn("w:p"))]  # type: ignore[arg-type]


def sample() -> Paper:
    """Return a paper with every kind of block."""
    strong = Tone.STRONG
    return Paper(
        lang="zh",
        title="一企一策专项规划建议书",
        subtitle="甲机械有限公司",
        header="建议书 · 甲机械有限公司",
        footer="决定号 pm-1",
        letterhead=Letterhead(office="甲市企业服务中心", address="一路1号", phone="0000", seal="（盖章处）"),
        blocks=(
            KeyFigures(items=(KeyFigure(value="6 项", label="可申报", tone=strong),) * 5),
            Heading(level=1, text="一、可以申报"),
            Heading(level=2, text="（一）奖励"),
            Text(line=(Run(text="已经"), Run(text="符合", tone=strong))),
            Table(
                caption="表1",
                columns=(Column(title="政策", share=3), Column(title="金额", align=Align.RIGHT)),
                rows=(((((Run(text="奖励"),),)), ((Run(text="36万元"),),)),) * 20,
            ),
            Pairs(items=(Pair(label="依据", line=(Run(text="第七条"),), note="注"),) * 3, columns=2),
            Bars(
                caption="金额",
                alt="奖励50万元",
                items=(
                    Bar(label="奖励", low=Decimal(50), high=Decimal(80), text="50–80万元"),
                    Bar(label="贴息", low=Decimal(0), high=None, text="待定"),
                ),
            ),
            Timeline(
                caption="日历",
                alt="七月至九月",
                first=date(2026, 3, 1),
                last=date(2027, 2, 28),
                today=date(2026, 3, 16),
                spans=(Span(label="返还", opens=date(2026, 7, 1), closes=date(2026, 9, 30), text="7–9月"),),
            ),
            Bullets(items=((Run(text="问一"),), (Run(text="问二"),)), ordered=True),
            Bullets(items=((Run(text="再问"),),), ordered=True),
            Bullets(items=((Run(text="点"),),)),
            Checklist(items=((Run(text="执照"),),)),
            Callout(title="提醒", lines=((Run(text="断崖"),),)),
            SignOff(office="甲市企业服务中心", day="2026年3月16日", seal="（盖章处）"),
        ),
        annex_title="附件",
        annex=(Text(line=(Run(text="逐条"),)),),
    )
