"""Papers for tests: one of every kind of block, random ones, hostile ones, and what they say."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from policymatch.letters.base import Model
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.paper.blocks import (
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
from policymatch.letters.paper.paper import Paper

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}",
    "</title></svg><p>",
    "{{7*7}} {% raw %} ${7*7}",
    "[甲](javascript:alert(1)) ![乙](http://a.cn/x.png)",
    "https://a.cn www.a.cn a@b.cn <https://a.cn>",
    "**粗** __粗__ *斜* ~~删~~ `码` $x$ | 列",
    "# 标题",
    "- 项",
    "1. 项",
    "> 引",
    "---",
    "===",
    "    码",
    "```",
    "&amp; &#60; &lt",
    "[^1] [ ] [x]",
    "甲\u202e乙\u2066丙\u200b丁",
    "甲\x00乙\x1b[31m丙\x85丁\ufffe",
    "\\| \\",
    "a\r\nb\tc\u2028d",
    "<!-- -->",
)


def run(text: str, tone: Tone = Tone.PLAIN) -> Run:
    """Return a run."""
    return Run(text=text, tone=tone)


def every_block(text: str) -> tuple[AnyBlock, ...]:
    """Return one block of each kind, with `text` wherever a block has text."""
    line: Line = (run(text), run(text, Tone.STRONG), run(text, Tone.MUTED), run(text, Tone.WARN))
    span = Span(label=text, text=text, opens=date(2026, 3, 1), closes=date(2026, 4, 30))
    return (
        Heading(level=3, text=text),
        Text(line=line),
        Bullets(items=(line, line), ordered=True),
        Checklist(items=(line,)),
        Bullets(items=(line,)),
        Table(columns=(Column(title=text), Column(title="")), rows=(((line, line), (line,)),), caption=text),
        Table(columns=(Column(title=text),) * 3, rows=(((line,),) * 3,)),
        Pairs(items=(Pair(label=text, line=line, note=text),)),
        KeyFigures(items=(KeyFigure(value=text, label=text, note=text),)),
        Callout(title=text, lines=(line,), tone=Tone.BAD),
        Timeline(
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
            today=date(2026, 3, 16),
            spans=(span,),
            caption=text,
            alt=text,
        ),
        Bars(items=(Bar(label=text, low=Decimal(1), high=None, text=text),), caption=text, alt=text),
        SignOff(office=text, day=text, seal=text),
    )


def paper_of(text: str, **changes: Any) -> Paper:
    """Return a paper that has `text` in every place."""
    given: dict[str, Any] = {
        "lang": "zh",
        "title": text,
        "subtitle": text,
        "header": text,
        "footer": text,
        "letterhead": Letterhead(office=text, address=text, phone=text),
        "blocks": every_block(text),
        "annex_title": text,
        "annex": every_block(text),
    }
    return Paper(**given | changes)


def texts(paper: Paper) -> Iterator[str]:
    """Yield every text that a reader must find: what is drawn or stands in the title is not asked for."""
    left_out = {"kind", "tone", "align", "lang", "header"}

    def within(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Model):
            for name in type(value).model_fields:
                if name not in left_out:
                    yield from within(getattr(value, name))
        elif isinstance(value, tuple):
            for one in value:
                yield from within(one)

    yield from within(paper)


def without_charts(paper: Paper) -> Paper:
    """Return the paper with the alt of charts that have rows emptied: their rows say it."""
    made: list[AnyBlock] = []
    for block in paper.blocks:
        if (isinstance(block, Timeline) and block.spans) or (isinstance(block, Bars) and block.items):
            block = block.model_copy(update={"alt": ""})
        made.append(block)
    return paper.model_copy(update={"blocks": tuple(made)})


some_text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("*_`[]()<>|#~$&;:/.-+=1 \\@w甲。「」", max_size=12),
)
_runs = st.builds(Run, text=some_text, tone=st.sampled_from(Tone))
_lines = st.lists(_runs, max_size=4).map(tuple)
_many = st.lists(_lines, max_size=3).map(tuple)
_days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
_amounts = st.decimals(-(10**6), 10**15, places=2)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(st.builds(Column, title=some_text, share=st.floats(0.1, 9)), min_size=1, max_size=4)
    )
    cells = st.tuples(*[_many] * len(columns))
    rows = draw(st.lists(cells, max_size=3))
    return Table(columns=tuple(columns), rows=tuple(rows), caption=draw(st.none() | some_text))


def _tuples(kind: type[Model], **fields: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.builds(kind, **fields), max_size=3).map(tuple)


_blocks = st.one_of(
    st.builds(Heading, level=st.sampled_from([1, 2, 3]), text=some_text),
    st.builds(Text, line=_lines),
    st.builds(Bullets, items=_many, ordered=st.booleans()),
    st.builds(Checklist, items=_many),
    _tables(),
    st.builds(Pairs, items=_tuples(Pair, label=some_text, line=_lines, note=st.none() | some_text)),
    st.builds(KeyFigures, items=_tuples(KeyFigure, value=some_text, label=some_text, note=some_text)),
    st.builds(Callout, title=st.none() | some_text, lines=_many),
    st.builds(
        Timeline,
        first=_days,
        last=_days,
        today=_days,
        spans=_tuples(Span, label=some_text, opens=_days, closes=_days, text=some_text),
        caption=some_text,
        alt=some_text.map(lambda text: text or "图"),
    ),
    st.builds(
        Bars,
        items=_tuples(Bar, label=some_text, low=_amounts, high=st.none() | _amounts, text=some_text),
        caption=some_text,
        alt=some_text.map(lambda text: text or "图"),
    ),
    st.builds(SignOff, office=some_text, day=some_text, seal=st.none() | some_text),
)
papers = st.builds(
    Paper,
    lang=st.sampled_from(["zh", "en"]),
    title=some_text.map(lambda text: text or "信"),
    subtitle=st.none() | some_text,
    header=some_text,
    footer=some_text,
    blocks=st.lists(_blocks, max_size=6).map(tuple),
    annex_title=st.none() | some_text,
    compact=st.booleans(),
)
