"""The sheet of a visit as a paper of one page: every text is cut to the room it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from policymatch.letters.layout.length import lines_of
from policymatch.letters.layout.words import (
    amount_run,
    cell,
    cut_inside,
    line,
    listed,
    muted,
    shortened,
    strong,
    table,
)
from policymatch.letters.model import FactLine, Verdict
from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bullets,
    Callout,
    Column,
    Heading,
    Line,
    Pair,
    Pairs,
    Text,
)
from policymatch.letters.visit.model import Ask, Mention, NearMiss, VisitSheet, WhoLine
from policymatch.messages import Lang, say

# How much of each text is shown, in columns (a Chinese character takes two): so that all fits one page,
# whatever the firm. The sheet itself holds the texts whole.
_NAME = 80
_FACT = 44
_WHO = 190
_TITLE = 60
_QUESTION = 110
_AMOUNT = 52
_SUMMARY = 104
_WHAT_AND_WHY = 148
_STEP = 120
_RISK = 200
_MORE = 112
_WORTH = 40
_OFFICE = 60
_NAMES = 4
_HANGS = 40
_MONEY = 30
# Empty rows to write on, of two lines each.
# Columns of a full line in small type, lines of a page below its title, and lines that a letterhead takes.
_WIDE = 120
_PAGE = 68.0
_HEAD = 4.0
_FEWEST, _MOST = 1, 9
_ROW = 2.3
# An empty cell is drawn as nothing: a space that does not break keeps its line.
_BLANK = "\u00a0"
_TO_FILL = "＿" * 9


def visit_paper(sheet: VisitSheet) -> Paper:
    """Return the sheet as a paper of one page."""
    lang, basis = sheet.lang, sheet.basis
    title = say("visit-title", lang)
    name = shortened(sheet.name, _NAME)
    told = (*_head(sheet), *_asks(sheet), *_mentions(sheet), *_near(sheet), *_risk(sheet))
    return Paper(
        lang=lang,
        title=title,
        subtitle=name,
        header=say("letter-header", lang, title=title, firm=name),
        footer=say("letter-footer", lang, decision=basis.decision_id, rules=basis.rules_version),
        letterhead=sheet.letterhead.model_copy(
            update={key: shortened(text, _OFFICE) for key, text in sheet.letterhead if isinstance(text, str)}
        ),
        blocks=(*told, _notes(told, sheet.letterhead.office is not None, lang), *_end(lang)),
        compact=True,
    )


def _head(sheet: VisitSheet) -> Iterator[AnyBlock]:
    lang = sheet.lang
    items = [Pair(label=one.label, line=line(_who(one, lang))) for one in sheet.who]
    if sheet.credit_code is not None:
        code = say("visit-credit-code", lang, code=sheet.credit_code)
        yield Text(line=(muted(code),))
    if items:
        yield Pairs(items=tuple(items))


def _who(one: WhoLine, lang: Lang) -> str:
    facts = [_fact(fact, lang) for fact in one.facts]
    if one.names:
        facts.append(listed((shortened(name, _FACT) for name in one.names), _NAMES, lang))
    return _whole(facts, _WHO, lang) or say("not-given", lang)


def _whole(texts: Iterable[str], room: int, lang: Lang) -> str:
    """Return as many texts as there is room for, each whole: half of one says nothing."""
    told = ""
    for text in texts:
        longer = text if not told else say("fact-separator", lang).join((told, text))
        if told and cell_len(longer) > room:
            break
        told = longer
    return shortened(told, room)


def _fact(fact: FactLine, lang: Lang) -> str:
    text = say("fact-and-value", lang, fact=fact.label, value=shortened(fact.value, _FACT))
    known = [part for part in (fact.source, fact.day) if part]
    return text + say("letter-note", lang, text=shortened(" ".join(known), _FACT)) if known else text


def _asks(sheet: VisitSheet) -> Iterator[AnyBlock]:
    lang = sheet.lang
    yield Heading(level=1, text=say("visit-part-asks", lang))
    if not sheet.asks:
        yield Text(line=line(say("visit-no-asks", lang)))
        return
    yield table(
        (
            Column(title=say("visit-column-ask", lang), share=3),
            Column(title=say("visit-column-hangs", lang), share=2.6),
            Column(title=say("visit-column-answer", lang), share=2.8),
        ),
        (
            (
                cell(line(strong(f"{number}. "), shortened(one.text, _QUESTION))),
                cell((muted(_hangs(one, lang)),)),
                cell(_BLANK, _BLANK, _BLANK),
            )
            for number, one in enumerate(sheet.asks, 1)
        ),
    )


def _hangs(one: Ask, lang: Lang) -> str:
    titles = listed((shortened(title, _HANGS) for title in one.titles), 1, lang)
    if one.money is None:
        return titles
    return say("visit-hangs", lang, titles=titles, money=shortened(one.money, _MONEY))


def _mentions(sheet: VisitSheet) -> Iterator[AnyBlock]:
    lang = sheet.lang
    yield Heading(level=1, text=say("visit-part-mentions", lang))
    if not sheet.mentions:
        yield Text(line=line(say("visit-no-mentions", lang)))
        return
    yield table(
        (
            Column(title=say("column-policy", lang), share=4.4),
            Column(title=say("column-amount", lang), share=2),
            Column(title=say("column-window", lang), share=2),
        ),
        (
            (
                cell(
                    line(strong(shortened(one.title, _TITLE))),
                    None if one.summary is None else shortened(one.summary, _SUMMARY),
                    (muted(_why(one, lang)),),
                ),
                cell((amount_run(shortened(one.amount, _AMOUNT), one.promised),)),
                cell(shortened(one.filing, _AMOUNT)),
            )
            for one in sheet.mentions
        ),
    )


def _why(one: Mention, lang: Lang) -> str:
    """Return how the policy stands and why, in one line: what holds, or what is still to be found out."""
    texts = one.why if one.verdict is Verdict.ELIGIBLE else one.awaits
    # Whole reasons, as many as there is room for: half a reason says nothing.
    room = _WHAT_AND_WHY - min(_SUMMARY, cell_len(one.summary or ""))
    told = _whole(texts, room, lang)
    return say(f"visit-why-{one.verdict.value}", lang, why=told or "—")


def _near(sheet: VisitSheet) -> Iterator[AnyBlock]:
    if not sheet.near:
        return
    yield Heading(level=1, text=say("visit-part-near", sheet.lang))
    yield Bullets(items=tuple(_step(one, sheet.lang) for one in sheet.near))


def _step(one: NearMiss, lang: Lang) -> Line:
    worth = "" if one.worth is None else say("letter-near-worth", lang, worth=shortened(one.worth, _WORTH))
    told = say("fact-separator", lang).join(part for part in (one.when, one.needs_more) if part is not None)
    step = say("letter-near-step", lang, step=cut_inside(one.step, _STEP), worth=worth)
    more = (muted(say("letter-note", lang, text=shortened(told, _MORE))),) if told else ()
    return line(strong(shortened(one.title, _TITLE)), step, *more)


def _risk(sheet: VisitSheet) -> Iterator[AnyBlock]:
    if sheet.risk is not None:
        text = shortened(sheet.risk.text, _RISK)
        yield Callout(title=say("visit-part-risk", sheet.lang), lines=(line(text),))


def _notes(told: tuple[AnyBlock, ...], headed: bool, lang: Lang) -> AnyBlock:
    """Return as many empty rows as the page has room for."""
    free = _PAGE - lines_of((*told, *_end(lang)), _WIDE) - (_HEAD if headed else 0)
    rows = min(_MOST, max(_FEWEST, int(free / _ROW)))
    return table((Column(title=say("visit-notes", lang)),), [(cell(_BLANK, _BLANK),)] * rows)


def _end(lang: Lang) -> Iterator[AnyBlock]:
    names = ("visitor", "host", "phone", "day")
    yield Pairs(
        items=tuple(Pair(label=say(f"visit-sign-{name}", lang), line=line(_TO_FILL)) for name in names),
        columns=2,
    )
    yield Text(line=(muted(say("visit-disclaimer", lang)),))
