"""The key of a fact as people write it: 营业收入, 2025年营业收入, 研发费用（税务口径）[2025]."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.messages import Both
from policymatch.names import NameKind, nearest
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.model import Scope

_MAX_TEXT = 200
_BRACKETED = re.compile(r"(.+?)(?:\[([^\[\]]*)\]|\(([^()]*)\))")
_YEAR_FIRST = re.compile(r"([0-9]{4})年度?(.+)")
_YEAR = re.compile(r"([0-9]{4})(?:年|年度)?")
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class FactName:
    """The field that a key names, with the year and basis (by its key) written in the key."""

    field: Field
    year: int | None = None
    basis: str | None = None


def year_of(text: str) -> int | None:
    """Return the year that `2025`, `2025年` or `2025年度` is, or None."""
    match = _YEAR.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return int(match[1]) if match is not None else None


def checked_year(text: str) -> int:
    """Return a year. Raises UnreadableError when `text` is none, or lies before 1900 or after 2199."""
    year = year_of(text) if len(text) <= _MAX_TEXT else None
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableError("bad-year", found=shown(text))
    return year


def fact_name(text: str, scope: Scope[Field], vocabulary: Vocabulary, others: Iterable[str] = ()) -> FactName:
    """Return what a key names. The longest known name wins; what is left of the key is year and basis.

    Raises UnreadableError on an unknown field (the nearest name is sought among `others`, too), an unknown
    basis, or a year where none belongs.
    """
    rest = unicodedata.normalize("NFKC", text).strip()
    if len(rest) > _MAX_TEXT:
        raise UnreadableError("unknown-field", found=shown(text))
    years: list[str] = []
    bases: list[str] = []
    while (field := scope.find(rest)) is None:
        if (match := _BRACKETED.fullmatch(rest)) is not None:
            rest = match[1].strip()
            (years if match[2] is not None else bases).append(match[2] if match[2] is not None else match[3])
        elif (match := _YEAR_FIRST.fullmatch(rest)) is not None:
            years.append(match[1])
            rest = match[2].strip()
        else:
            known = [name for one in scope.values() for name in one.names]
            near = nearest(rest, [*known, *others], kind=NameKind.FIELD)
            raise UnreadableError("unknown-field", near, found=shown(rest))
    if len(years) > 1 or len(bases) > 1:
        raise UnreadableError("key-says-twice", found=shown(text))
    if years and not field.yearly:
        raise UnreadableError("not-yearly", found=field.label)
    year = checked_year(years[0]) if years else None
    return FactName(field, year, _basis(bases[0], field, vocabulary) if bases else None)


def _basis(text: str, field: Field, vocabulary: Vocabulary) -> str:
    if not field.bases:
        raise UnreadableError("no-bases", found=shown(text), field=field.both)
    found = vocabulary.bases.find(text)
    if found is not None and found.key in field.bases:
        return found.key
    terms = [vocabulary.bases[key] for key in field.bases if key in vocabulary.bases]
    expected = Both("、".join(term.label for term in terms), ", ".join(term.key for term in terms))
    near = nearest(text, [name for term in terms for name in term.names])
    raise UnreadableError("unknown-basis", near, found=shown(text), expected=expected, field=field.both)
