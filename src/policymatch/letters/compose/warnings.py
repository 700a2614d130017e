"""Risks: limits that a growing figure passes, clauses that may be void, instalments, cautions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from policymatch.letters.model import Advice, Warning
from policymatch.matching import Match, Recommendation
from policymatch.matching.phrases import terms_lines
from policymatch.messages import Lang, say
from policymatch.nearest import Cliff

_Kind = Literal["cliff", "fair_competition", "limits", "caution", "instalments"]

# Of many policies lost beyond one limit so many are named.
_LOSSES = 4

# Which flags are risks, and of which kind.
_KINDS: dict[str, _Kind] = {
    "fair-competition": "fair_competition",
    "limited": "limits",
    "quota": "limits",
    "budget": "limits",
    "ranking": "limits",
    "permission-only": "limits",
    "caution": "caution",
    "shared-cap": "caution",
    "past-awards": "caution",
}


def warnings_of(
    recommendation: Recommendation, advice: Iterable[Advice], cliffs: Iterable[Cliff], lang: Lang
) -> tuple[Warning, ...]:
    """Return the risks of what the letter says, each once: cliffs first."""
    numbers = {one.policy_id: one.number for one in advice}
    wanted: dict[tuple[_Kind, str], list[int]] = {}
    for kind, text, policies in (
        *cliff_texts(cliffs, lang),
        *_of_matches(recommendation.matches, numbers, lang),
    ):
        listed = wanted.setdefault((kind, text), [])
        listed += [numbers[one] for one in policies if one in numbers and numbers[one] not in listed]
    return tuple(
        Warning(kind=kind, text=text, policies=tuple(sorted(listed)))
        for (kind, text), listed in wanted.items()
    )


def cliff_texts(cliffs: Iterable[Cliff], lang: Lang) -> Iterator[tuple[_Kind, str, tuple[str, ...]]]:
    """Yield each limit as a risk, with what is lost beyond it and the ids of the policies lost."""
    for cliff in cliffs:
        losses = [
            say("letter-loss", lang, title=loss.match.policy.title, worth=loss.worth)
            for loss in cliff.losses[:_LOSSES]
        ]
        lost = say("list-separator", lang).join(losses)
        if len(cliff.losses) > _LOSSES:
            lost = say("letter-and-more", lang, listed=lost, count=len(cliff.losses) - _LOSSES)
        text = say("letter-cliff", lang, cliff=cliff.text, lost=lost)
        if cliff.growing:
            text += say("letter-growing", lang)
        yield "cliff", text, tuple(loss.match.policy_id for loss in cliff.losses)


def _of_matches(
    matches: Iterable[Match], numbers: dict[str, int], lang: Lang
) -> Iterator[tuple[_Kind, str, tuple[str, ...]]]:
    for match in matches:
        if match.policy_id not in numbers:
            continue
        for flag in match.flags:
            kind = _KINDS.get(flag.code)
            if kind is not None:
                yield kind, flag.say(lang), (match.policy_id,)
        if match.instalments:
            terms = say("fact-separator", lang).join(terms_lines(match, lang))
            yield "instalments", say("letter-instalments", lang, terms=terms), (match.policy_id,)
