"""The best lawful package: what is taken, what was left out and why, what would make it larger."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.layout.detail import Detail
from policymatch.letters.layout.words import cell, line, listed, muted, rest_text, strong, table
from policymatch.letters.model import Letter
from policymatch.letters.paper.blocks import Align, AnyBlock, Bullets, Column, Text
from policymatch.messages import say


def package(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    """Yield the package, where choosing matters: more than one policy pays, or one was left out."""
    found, lang, most = letter.package, letter.lang, detail.package
    if found is None or (len(found.chosen) < 2 and not found.left_out and not found.to_clear_up):
        return
    if found.chosen:
        yield Text(line=line(say("letter-package-intro", lang)))
        yield table(
            (
                Column(title=say("column-policy", lang), share=4),
                Column(title=say("letter-column-paid", lang), share=1.4, align=Align.RIGHT),
            ),
            ((cell(one.title), cell(line(strong(one.amount)))) for one in found.chosen[:most]),
        )
        yield from rest_text(found.chosen, most, lang)
    left_out = [
        line(say("package-not-taken", lang, id=one.title, because=one.because))
        for one in found.left_out[:most]
    ]
    if left_out:
        yield Bullets(items=tuple(left_out))
        yield from rest_text(found.left_out, most, lang)
    if found.to_clear_up:
        waiting = listed(found.to_clear_up, most, lang)
        yield Text(line=line(say("package-to-clear-up", lang, policies=waiting)))
    if not found.proven:
        yield Text(line=(muted(say("package-not-proven", lang)),))
