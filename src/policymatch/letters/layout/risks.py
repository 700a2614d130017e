"""Risks and warnings, and what must be verified before anybody relies on the letter."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.layout.detail import Detail
from policymatch.letters.layout.words import line, muted, numbers_text, rest_text, strong
from policymatch.letters.model import Letter
from policymatch.letters.paper.blocks import AnyBlock, Bullets, Callout, Line, Text
from policymatch.messages import say


def warnings(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the cliffs in a box of their own, then the other risks."""
    lang, most = letter.lang, detail.warnings
    cliffs = [one for one in letter.warnings if one.kind == "cliff"]
    others = [one for one in letter.warnings if one.kind != "cliff"]
    if cliffs:
        yield Callout(
            title=say("letter-cliffs", lang),
            lines=tuple(line(one.text, muted(numbers_text(one.policies))) for one in cliffs[:most]),
        )
    if others:
        yield Bullets(items=tuple(_numbered(one.text, one.policies) for one in others[:most]))
        yield from rest_text(others, most, lang)


def to_verify(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield what to verify, each with the policies that it is about."""
    if not letter.to_verify:
        return
    most = detail.verify
    yield Text(line=line(say("letter-verify-intro", letter.lang)))
    yield Bullets(items=tuple(_numbered(one.text, one.policies) for one in letter.to_verify[:most]))
    yield from rest_text(letter.to_verify, most, letter.lang)


def _numbered(text: str, policies: tuple[int, ...]) -> Line:
    return line(strong(f"{numbers_text(policies)} "), text) if policies else line(text)
