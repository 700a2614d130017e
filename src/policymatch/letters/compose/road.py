"""The road of honours over the next three years: what to keep, what to apply for when, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.compose.advice import way_in
from policymatch.letters.model import Rung, Stage
from policymatch.messages import Lang, say
from policymatch.nearest import Road
from policymatch.nearest import Rung as Found
from policymatch.values import Truth

# More ways to one honour than this are no help.
_WAYS = 2
# Nor is a longer list of what is missing: the questions ask for it one by one.
_MISSING = 5


def rungs_of(road: Road, lang: Lang) -> tuple[Rung, ...]:
    """Return the honours in the order of the road, each with the year in which it comes.

    Of one that is not held and whose law the rules do not hold, there is nothing to say.
    """
    told = (one for one in road.rungs if one.held is Truth.TRUE or one.source is not None)
    return tuple(_rung(one, road, lang) for one in told)


def _rung(found: Found, road: Road, lang: Lang) -> Rung:
    stage, year = _stage(found, road)
    return Rung(
        honour=found.name.in_(lang),
        stage=stage,
        year=year,
        state=say(f"letter-stage-{stage.value.replace('_', '-')}", lang),
        text=tuple(_text(found, stage, lang)),
        source=found.source,
    )


def _stage(found: Found, road: Road) -> tuple[Stage, int | None]:
    """Return where the firm stands with an honour, and the year in which it may come."""
    today = road.as_of
    if found.held is Truth.TRUE:
        if found.expires is not None and found.expires.year <= today.year + 2:
            return Stage.RENEW, found.expires.year
        return Stage.HELD, None
    if found.unknown_law is not None:
        return Stage.UNKNOWN_LAW, None
    if found.qualifies is Truth.TRUE:
        return Stage.APPLY, today.year
    if found.qualifies is Truth.UNKNOWN:
        return Stage.CLEAR_UP, today.year
    if found.steps:
        # A figure of this year counts when it is reported, the year after.
        return Stage.GROW, today.year + 1
    return Stage.FAR, None


def _text(found: Found, stage: Stage, lang: Lang) -> Iterator[str]:
    separator = say("list-separator", lang)
    if stage is Stage.RENEW and found.expires is not None:
        yield say("letter-renew", lang, day=found.expires)
    if stage is Stage.UNKNOWN_LAW:
        yield say("road-law", lang, text=found.unknown_law)
    for failing in found.failing:
        yield say("road-failing", lang, text=failing)
    if found.missing:
        labels = [one.label.in_(lang) for one in found.missing]
        text = separator.join(labels[:_MISSING])
        if len(labels) > _MISSING:
            text = say("letter-and-more", lang, listed=text, count=len(labels) - _MISSING)
        yield say("road-missing", lang, text=text)
    for step in found.steps[:_WAYS]:
        way = way_in(step, lang)
        told = say("road-step", lang, text=way.text)
        more = [part for part in (way.when, way.needs_more) if part is not None]
        yield say("with-note", lang, told=told, note=say("fact-separator", lang).join(more)) if more else told
