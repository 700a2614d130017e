"""The road of honours as lines, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.cli.render.outline import Line, Rank
from policymatch.matching.missing import Missing
from policymatch.messages import Lang, say
from policymatch.nearest import Road, Rung
from policymatch.values import Truth

# More ways to one rung than this are no help.
_SHOWN = 3


def road_lines(road: Road, lang: Lang) -> Iterator[Line]:
    """Yield every rung with what is missing on it."""
    yield Line(Rank.TITLE, road.enterprise.name)
    yield Line(Rank.PLAIN, say("road-basis", lang, as_of=road.as_of))
    for rung in road.rungs:
        mark = "✓" if rung.held is Truth.TRUE else "→" if rung is road.next else "·"
        yield Line(Rank.HEAD, say("road-rung", lang, mark=mark, name=rung.name, state=_state(rung, lang)))
        yield from _details(rung, lang)
    yield Line(Rank.NOTE, say("road-note", lang))


def _state(rung: Rung, lang: Lang) -> str:
    if rung.held is Truth.TRUE:
        return say("road-held", lang)
    held = say("road-not-held" if rung.held is Truth.FALSE else "road-unsure-held", lang)
    return say("road-state", lang, held=held, meets=say(_meets(rung), lang))


def _meets(rung: Rung) -> str:
    """Return the message that says whether the conditions are met."""
    if rung.qualifies.known:
        return "road-meets" if rung.qualifies is Truth.TRUE else "road-fails"
    if rung.unknown_law is not None:
        return "road-law-open"
    return "road-open" if rung.missing else "road-judged"


def _details(rung: Rung, lang: Lang) -> Iterator[Line]:
    if rung.held is Truth.TRUE:
        return
    if rung.unknown_law is not None:
        yield Line(Rank.LINE, say("road-law", lang, text=rung.unknown_law))
    for failing in rung.failing:
        yield Line(Rank.LINE, say("road-failing", lang, text=failing))
    if rung.missing:
        yield Line(Rank.LINE, say("road-missing", lang, text=_listed(rung.missing, lang)))
    for step in rung.steps[:_SHOWN]:
        yield Line(Rank.LINE, say("road-step", lang, text=step.text(lang)))
        when = step.when(lang)
        if when is not None:
            yield Line(Rank.DETAIL, when)
        if step.missing:
            yield Line(Rank.DETAIL, say("road-step-missing", lang, text=_listed(step.missing, lang)))
    if rung.source is not None:
        yield Line(Rank.LINE, say("road-source", lang, source=rung.source))


def _listed(missing: tuple[Missing, ...], lang: Lang) -> str:
    return say("list-separator", lang).join(one.label.in_(lang) for one in missing)
