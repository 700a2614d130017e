"""Lines of text for blocks; the numbers of sections (一、) and of policies (①)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from rich.cells import cell_len

from policymatch.letters.paper.blocks import Column, Line, Run, Table, Text, Tone
from policymatch.matching.phrases import yuan_text
from policymatch.messages import Lang, say

# Where a figure or a date was cut, what is left of it, with its unit.
_FIGURE_AT_END = re.compile(r"[0-9][-0-9,.]*$")
_FIGURE_AT_START = re.compile(r"^[-0-9,.]*[万亿元]*")

_NUMERALS = "一二三四五六七八九十"
# Unicode has circled numbers up to 20 in nearly every font; from there on brackets do.
# More numbers than this would be a line of signs.
_NUMBERS = 8
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def line(*parts: str | Run) -> Line:
    """Return a line of plain text and runs."""
    return tuple(Run(text=part) if isinstance(part, str) else part for part in parts)


def strong(text: str) -> Run:
    """Return text that weighs more."""
    return Run(text=text, tone=Tone.STRONG)


def muted(text: str) -> Run:
    """Return text that weighs less."""
    return Run(text=text, tone=Tone.MUTED)


def cell(*lines: Line | str | None) -> tuple[Line, ...]:
    """Return a cell of a table from its lines; those that are None are left out."""
    return tuple(line(one) if isinstance(one, str) else one for one in lines if one is not None)


def table(
    columns: Iterable[Column], rows: Iterable[tuple[tuple[Line, ...], ...]], caption: str | None = None
) -> Table:
    """Return a table."""
    return Table(columns=tuple(columns), rows=tuple(rows), caption=caption)


def amount_run(text: str, promised: bool) -> Run:
    """Return an amount: what may be told as a promise weighs more than what may not."""
    return Run(text=text, tone=Tone.STRONG if promised else Tone.WARN)


def numeral(number: int, lang: Lang) -> str:
    """Return the number of a section as officials write it: 一, 十一; 1 in English."""
    if lang == "en":
        return str(number)
    if number <= 10:
        return _NUMERALS[number - 1]
    return "十" + _NUMERALS[number - 11]


def number_text(number: int) -> str:
    """Return the number of a policy: ①, and (21) where there is no such sign."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def numbers_text(numbers: Iterable[int]) -> str:
    """Return the numbers of several policies; of many the first ones."""
    every = tuple(numbers)
    shown = "".join(number_text(number) for number in every[:_NUMBERS])
    return shown if len(every) <= _NUMBERS else f"{shown}…"


def rest_text(items: Sequence[object], most: int, lang: Lang) -> Iterator[Text]:
    """Yield a line that says how many items stand in the annex only; nothing where all are shown."""
    if len(items) > most:
        yield Text(line=(muted(say("letter-rest", lang, count=len(items) - most)),))


def day_text(day: date, lang: Lang) -> str:
    """Return a day as a letter writes it: 2026年3月16日; 2026-03-16."""
    return say("letter-day", lang, year=day.year, month=day.month, day=day.day, iso=day.isoformat())


def money_text(yuan: Decimal, lang: Lang) -> str:
    """Return yuan in the unit that reads best, exact to the fen."""
    return yuan_text(yuan, lang)


def listed(texts: Iterable[str], most: int, lang: Lang) -> str:
    """Return texts in one line, at most so many, with how many more there are."""
    every = tuple(texts)
    shown = say("list-separator", lang).join(every[:most])
    return (
        shown if len(every) <= most else say("letter-and-more", lang, listed=shown, count=len(every) - most)
    )


def bracketed(*parts: str | None) -> Iterator[Run]:
    """Yield what is known of the parts as one muted run."""
    known = [part for part in parts if part]
    if known:
        yield muted(" · ".join(known))


def shortened(text: str, columns: int) -> str:
    """Return text that takes at most so many columns (a Chinese character takes two).

    What is cut ends with “…”. A figure is never cut: half of it would be another figure.
    """
    if cell_len(text) <= columns:
        return text
    room = columns - 1
    for at, character in enumerate(text):
        room -= cell_len(character)
        if room < 0:
            return f"{_FIGURE_AT_END.sub('', text[:at]).rstrip()}…"
    return text


def cut_inside(text: str, columns: int) -> str:
    """Return text that takes at most so many columns, cut in the middle: its end says most."""
    if cell_len(text) <= columns:
        return text
    end = _FIGURE_AT_START.sub("", shortened(text[::-1], columns // 2)[-2::-1])
    return shortened(text, columns - columns // 2).removesuffix("…") + "…" + end
