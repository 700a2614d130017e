"""Nearest steps and cliffs as lines, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import summary_lines
from policymatch.matching import Match, Recommendation, Verdict
from policymatch.messages import Lang, say
from policymatch.nearest import Alternatives, Cliff, Step


def steps_lines(
    recommendation: Recommendation, near: Iterable[Alternatives], cliffs: Iterable[Cliff], lang: Lang
) -> Iterator[Line]:
    """Yield the near misses with their steps, then the cliffs."""
    yield from _head(recommendation, lang)
    found, edges = tuple(near), tuple(cliffs)
    if found:
        yield Line(Rank.SECTION, say("steps-near", lang, count=len(found)))
        for one in found:
            yield from _of_policy(one.match, one.steps, lang)
    else:
        yield Line(Rank.PLAIN, say("steps-none", lang))
    if edges:
        yield Line(Rank.SECTION, say("steps-cliffs", lang, count=len(edges)))
    for cliff in edges:
        yield from _of_cliff(cliff, lang)
    yield Line(Rank.NOTE, say("steps-note", lang))
    yield Line(Rank.NOTE, say("suggest-disclaimer", lang))


def policy_lines(
    recommendation: Recommendation, match: Match, steps: tuple[Step, ...], lang: Lang
) -> Iterator[Line]:
    """Yield every step of one policy, near or not, or why there is none."""
    yield from _head(recommendation, lang)
    yield from _of_policy(match, steps, lang)
    if not steps:
        keys = {Verdict.ELIGIBLE: "steps-not-needed", Verdict.UNDECIDED: "steps-undecided"}
        yield Line(Rank.PLAIN, say(keys.get(match.verdict, "steps-no-way"), lang))


def _head(recommendation: Recommendation, lang: Lang) -> Iterator[Line]:
    name, basis = summary_lines(recommendation, lang)
    yield Line(Rank.TITLE, name)
    yield Line(Rank.PLAIN, basis)


def _of_policy(match: Match, steps: tuple[Step, ...], lang: Lang) -> Iterator[Line]:
    yield Line(Rank.HEAD, match.policy.title)
    yield Line(Rank.ID, match.policy.id)
    for number, step in enumerate(steps, 1):
        yield Line(Rank.LINE, say("steps-line", lang, number=number, text=step.text(lang)))
        if step.worth is not None:
            yield Line(Rank.DETAIL, say("steps-worth", lang, worth=step.worth))
        when = step.when(lang)
        if when is not None:
            yield Line(Rank.DETAIL, when)
        if step.undecided_by is not None:
            yield Line(Rank.DETAIL, say(f"undecided-{step.undecided_by.value}", lang))


def _of_cliff(cliff: Cliff, lang: Lang) -> Iterator[Line]:
    yield Line(Rank.HEAD, cliff.text.in_(lang))
    if cliff.growing:
        yield Line(Rank.LINE, say("steps-growing", lang))
    for loss in cliff.losses:
        policy = loss.match.policy
        text = say("steps-loss", lang, title=policy.title, id=policy.id, worth=loss.worth)
        yield Line(Rank.LINE, text)
