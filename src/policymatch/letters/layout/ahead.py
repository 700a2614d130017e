"""What comes: the calendar with its picture, and the road of honours over the next three years."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.layout.charts import windows_chart
from policymatch.letters.layout.detail import Detail
from policymatch.letters.layout.words import cell, line, shortened, strong, table
from policymatch.letters.model import Letter, Rung, Stage
from policymatch.letters.paper.blocks import AnyBlock, Column, Line, Text
from policymatch.messages import Lang, say

_YEARS = 3
# Longer than this, what an honour takes would fill the page: the first lines say most.
_LONGEST = 320


def calendar(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the picture of the windows, then the days to keep."""
    if not letter.calendar:
        return
    lang = letter.lang
    chart = windows_chart(letter, detail.bars)
    if chart is not None:
        yield chart
    yield table(
        (
            Column(title=say("letter-column-day", lang), share=1.5),
            Column(title=say("letter-column-what", lang), share=3),
            Column(title=say("letter-column-do", lang), share=3),
        ),
        (
            (cell(_days(one.first.isoformat(), one.last.isoformat(), lang)), cell(one.title), cell(one.text))
            for one in letter.calendar[: detail.calendar]
        ),
    )


def _days(first: str, last: str, lang: Lang) -> str:
    return last if first == last else say("letter-window", lang, opens=first, closes=last)


def road(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the honours of each of the next years, then those whose year cannot be told."""
    if not letter.road:
        return
    lang = letter.lang
    today = letter.basis.as_of.year
    yield Text(line=line(say("letter-road-intro", lang)))
    rows = []
    for year in (*range(today, today + _YEARS), None):
        for rung in letter.road:
            if rung.year == year and not (year is None and rung.stage is Stage.FAR and not rung.text):
                rows.append(_row(rung, lang))
    yield table(
        (
            Column(title=say("letter-column-year", lang), share=1),
            Column(title=say("letter-column-honour", lang), share=2),
            Column(title=say("letter-column-takes", lang), share=4),
        ),
        rows,
    )


def _row(rung: Rung, lang: Lang) -> tuple[tuple[Line, ...], ...]:
    year = say("letter-year-open", lang) if rung.year is None else say("letter-year", lang, year=rung.year)
    return (
        cell(year),
        cell(line(strong(rung.honour)), rung.state),
        cell(*(shortened(text, _LONGEST) for text in rung.text)) or cell("—"),
    )
