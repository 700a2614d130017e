"""Slips of input methods and of scanned text, mended towards the terms of this domain, and only towards them.

What the dictionary has as a word is never touched as such: 高薪 stays, though 高薪技术企业 can only be
高新技术企业. `docs/text.md` says how often that goes right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policymatch.text.bound import bounded
from policymatch.text.cuts import Cuts
from policymatch.text.slip_doubt import doubt_of_edit, doubt_of_swap, doubt_of_writing
from policymatch.text.term_index import index_of


@dataclass(frozen=True, slots=True)
class Change:
    """One slip: what stood, what was meant, and the span in the text that was given."""

    was: str
    meant: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its slips mended, and what was changed, in the order of the text."""

    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Guess:
    change: Change
    doubt: int

    @property
    def order(self) -> tuple[int, int, int, str]:
        # The longest first: it explains most; then the one that asks least of the reader's faith.
        return -len(self.change.meant), self.doubt, self.change.start, self.change.meant


def mended(text: str, known: Iterable[str] = ()) -> Mended:
    """Return `text` (clean already) with damaged terms made whole.

    Args:
        text: running text, in simplified characters.
        known: terms besides those of the domain that this package lists, such as the names of a vocabulary.

    Raises:
        TextError: the text is longer than 100,000 characters.
    """
    bounded(text)
    if text.isascii():
        return Mended(text, ())
    return _applied(text, _chosen(_guesses(Cuts(text), frozenset(known))))


def _guesses(cuts: Cuts, known: frozenset[str]) -> list[_Guess]:
    index = index_of(known)
    text, found = cuts.text, []
    for start, term in index.as_long(cuts):
        end = start + len(term)
        if text[start:end] in index.terms:
            continue
        doubt = doubt_of_writing(cuts, start, term)
        if doubt is None:
            doubt = doubt_of_swap(cuts, start, term)
        if doubt is not None:
            found.append(_Guess(Change(text[start:end], term, start, end), doubt))
    for start, end, term in index.one_more_or_less(cuts):
        if text[start:end] in index.terms:
            continue
        doubt = doubt_of_edit(cuts, start, end, term)
        if doubt is not None:
            found.append(_Guess(Change(text[start:end], term, start, end), doubt))
    return found


def _chosen(guesses: list[_Guess]) -> list[Change]:
    """Return the changes to make: none twice in one place, none where two terms may be meant alike."""
    chosen: list[Change] = []
    ranked = sorted(guesses, key=lambda guess: guess.order)
    rivals: dict[tuple[int, int, int], int] = {}
    for guess in ranked:
        place = (guess.change.start, guess.change.end, guess.doubt)
        rivals[place] = rivals.get(place, 0) + 1
    taken: set[int] = set()
    for guess in ranked:
        change = guess.change
        span = range(change.start, change.end)
        if not taken.isdisjoint(span):
            continue
        taken.update(span)
        if rivals[change.start, change.end, guess.doubt] == 1:
            chosen.append(change)
    return sorted(chosen, key=lambda change: change.start)


def _applied(text: str, changes: list[Change]) -> Mended:
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.meant]
        at = change.end
    parts.append(text[at:])
    return Mended("".join(parts), tuple(changes))
