"""Puts an answer into a profile: read as a profile is read, with the same messages where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from policymatch.enterprise import Enterprise, Known, Record
from policymatch.enterprise.labels import AS_OF, NAME, NO_WORDS, YES_WORDS, is_nothing, plain_word
from policymatch.problems import ProfileError
from policymatch.questions.asked import Asked
from policymatch.values import Listing
from policymatch.vocabulary import Type, Vocabulary
from policymatch.vocabulary.model import HONOUR
from policymatch.yamlio import read_text

_SEPARATOR = re.compile(r"[、,，;；\n]")


def with_answer(enterprise: Enterprise, asked: Asked, answer: object, vocabulary: Vocabulary) -> Enterprise:
    """Return the profile with an answer in it.

    An answer is what a profile holds: text, number, list or mapping. A list is taken to be complete with what
    the answer adds to it. Raises ProfileError as reading a profile does.
    """
    if asked.kind is None:
        return _with_fact(enterprise, asked, answer, vocabulary)
    listed = enterprise.records(asked.kind)
    if asked.key is None:
        return _with_list(enterprise, asked.kind, listed, answer, vocabulary)
    assert asked.record is not None
    read = _read(enterprise, {asked.kind: [{_key(asked): _plain(answer, asked, vocabulary)}]}, vocabulary)
    (answered,) = read.records(asked.kind).items
    old = listed.items[asked.record]
    items = list(listed.items)
    items[asked.record] = Record(asked.kind, {**old.facts, **_closed(answered.facts, asked, old.facts)})
    return _with_records(enterprise, asked.kind, Listing(tuple(items), listed.closed))


def _with_fact(enterprise: Enterprise, asked: Asked, answer: object, vocabulary: Vocabulary) -> Enterprise:
    read = _read(enterprise, {_key(asked): _plain(answer, asked, vocabulary)}, vocabulary)
    return replace(enterprise, facts={**enterprise.facts, **_closed(read.facts, asked, enterprise.facts)})


def _closed(
    read: Mapping[tuple[str, int | None, str | None], Known],
    asked: Asked,
    known: Mapping[tuple[str, int | None, str | None], Known],
) -> dict[tuple[str, int | None, str | None], Known]:
    """Return the facts of an answer; one that is a list holds what was known and is complete."""
    made = dict(read)
    for key, one in read.items():
        if isinstance(one.value, Listing):
            before = known[key].value if key in known else None
            old = before.items if isinstance(before, Listing) else ()
            items = tuple(dict.fromkeys((*old, *one.value.items)))
            made[key] = replace(one, value=Listing(items, closed=key[0] == asked.key))
    return made


def _with_list(
    enterprise: Enterprise, kind: str, listed: Listing[Record], answer: object, vocabulary: Vocabulary
) -> Enterprise:
    word = plain_word(answer) if isinstance(answer, str) else None
    if answer is True or (word in YES_WORDS and listed.items) or is_nothing(answer):
        return _with_records(enterprise, kind, Listing(listed.items, closed=True))
    if answer is False or word in NO_WORDS:
        # There are others, and nobody says which.
        return enterprise
    data = _data(answer)
    if isinstance(data, str):
        title = vocabulary.records[kind].title
        names = [part.strip() for part in _SEPARATOR.split(data) if part.strip()]
        data = list(names) if kind == HONOUR else [{title: name} for name in names]
    read = _read(enterprise, {kind: [data] if isinstance(data, dict) else data}, vocabulary)
    return _with_records(enterprise, kind, Listing((*listed.items, *read.records(kind).items), closed=True))


def _with_records(enterprise: Enterprise, kind: str, listing: Listing[Record]) -> Enterprise:
    return replace(enterprise, listings={**enterprise.listings, kind: listing})


def _key(asked: Asked) -> str:
    """Return the fact as a profile names it: revenue(tax)[2025]."""
    basis = "" if asked.basis is None else f"({asked.basis})"
    return f"{asked.key}{basis}" + ("" if asked.year is None else f"[{asked.year}]")


def _plain(answer: object, asked: Asked, vocabulary: Vocabulary) -> object:
    """Return an answer as a profile would hold it: several tags in one text are a list of them."""
    assert asked.key is not None
    if vocabulary.field(asked.kind, asked.key).type is Type.TAGS and isinstance(answer, str):
        parts = [part.strip() for part in _SEPARATOR.split(answer) if part.strip()]
        return parts if len(parts) > 1 else answer
    return answer


def _data(answer: object) -> object:
    """Return what stands in a text of records; raises ProfileError where it is broken YAML."""
    if not isinstance(answer, str) or not answer.lstrip().startswith(("{", "[", "- ")):
        return answer
    source = read_text(answer, "")
    if source.problems:
        raise ProfileError(source.problems)
    return source.data


def _read(enterprise: Enterprise, said: Mapping[str, object], vocabulary: Vocabulary) -> Enterprise:
    data = {NAME.key: "-" if enterprise.name == "" else enterprise.name, **said}
    if enterprise.as_of is not None:
        data[AS_OF.key] = enterprise.as_of
    return Enterprise.from_dict(data, vocabulary)
