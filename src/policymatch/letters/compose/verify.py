"""What must be verified before anybody relies on the letter, each once with the policies it is about."""

from __future__ import annotations

from collections.abc import Iterable

from policymatch.letters.model import Advice, ToVerify
from policymatch.matching import Recommendation
from policymatch.messages import Lang, say


def to_verify_of(
    advice: Iterable[Advice], recommendation: Recommendation, lang: Lang
) -> tuple[ToVerify, ...]:
    """Return what to verify of the policies to file, what was presumed, and decisions that do not count."""
    wanted: dict[str, list[int]] = {}
    for one in advice:
        for text in one.verify:
            wanted.setdefault(text, []).append(one.number)
        for text in one.presumed:
            wanted.setdefault(say("letter-presumed", lang, text=text), []).append(one.number)
    for unused in recommendation.unused:
        wanted.setdefault(unused.say(lang), [])
    return tuple(
        ToVerify(text=text, policies=tuple(dict.fromkeys(numbers))) for text, numbers in wanted.items()
    )
