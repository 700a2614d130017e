"""A package of policies as lines of text or Markdown: what is paid, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.messages import Lang, say
from policymatch.package import Package
from policymatch.package.told import because_text, yuan_text
from policymatch.text.markdown import escaped


def package_lines(sure: Package, reachable: Package | None, lang: Lang, markdown: bool) -> Iterator[str]:
    """Yield the package at the sure end of the amounts, and at the other end where amounts are ranges."""
    yield from _lines(sure, "package-total" if reachable is None else "package-sure", lang, markdown)
    if reachable is not None:
        yield ""
        yield from _lines(reachable, "package-reachable", lang, markdown)


def _lines(package: Package, heading: str, lang: Lang, markdown: bool) -> Iterator[str]:
    mark, item = ("## ", "- ") if markdown else ("■ ", "  ")
    clean = escaped if markdown else str
    yield f"{mark}{clean(say(heading, lang, amount=yuan_text(package.total, lang)))}"
    for one in package.chosen:
        yield f"{item}{clean(say('package-paid', lang, id=one.id, amount=yuan_text(one.amount, lang)))}"
    if package.left_out:
        yield clean(say("package-left-out", lang))
    for left in package.left_out:
        line = say("package-because", lang, id=left.id, because=because_text(left, lang))
        yield f"{item}{clean(line)}"
    if not package.proven:
        yield clean(say("package-not-proven", lang))
