"""Policies that are alike: what they may be to each other, what differs, and how to link them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policymatch.cli.render.diff import part_text
from policymatch.cli.render.outline import Line, Rank
from policymatch.compare import Part, PartChange, policy_change
from policymatch.library import PolicyLibrary
from policymatch.messages import Lang, say
from policymatch.similarity.near import Nearness, NearPair


def similar_lines(pairs: list[NearPair], library: PolicyLibrary, lang: Lang) -> Iterator[Line]:
    """Yield the pairs by what they may be."""
    if not pairs:
        yield Line(Rank.PLAIN, say("similar-none", lang, policies=len(library)))
    for kind in Nearness:
        some = [pair for pair in pairs if pair.kind is kind]
        if some:
            name = say(f"similar-{kind.value}", lang)
            yield Line(Rank.SECTION, say("counted-heading", lang, name=name, count=len(some)))
        for pair in some:
            yield Line(Rank.ITEM, say("similar-pair", lang, title=pair.later.title, score=pair.score))
            yield Line(Rank.DETAIL, _told(pair.later.id, str(pair.later.place), lang))
            yield Line(Rank.DETAIL, _told(pair.earlier.id, str(pair.earlier.place), lang))
            for part in _parts(pair, library):
                yield Line(Rank.DETAIL, part_text(part, lang))
            yield Line(Rank.CAUTION, say("similar-write", lang, id=pair.later.id, key=_key(pair)))


def similar_json(pairs: list[NearPair], library: PolicyLibrary, lang: Lang) -> str:
    """Return the pairs as JSON."""
    told = [
        {
            **pair.to_dict(),
            "differs": [part.to_dict(lang) for part in _parts(pair, library)],
            "write": {"policy_id": pair.later.id, "key": _key(pair)},
        }
        for pair in pairs
    ]
    return json.dumps({"pairs": told, "policies": len(library)}, ensure_ascii=False, indent=2)


def _told(policy: str, place: str, lang: Lang) -> str:
    return say("similar-where", lang, id=policy, place=place)


def _parts(pair: NearPair, library: PolicyLibrary) -> tuple[PartChange, ...]:
    """Return what differs and decides something; that two texts are not one is plain."""
    parts = policy_change(pair.earlier, pair.later, library.vocabulary).parts
    return tuple(part for part in parts if part.part is not Part.TEXT)


def _key(pair: NearPair) -> str:
    """Return the line that links the later policy to the earlier."""
    match pair.kind:
        case Nearness.COPY:
            return f"same_as: {pair.earlier.id}"
        case Nearness.EDITION:
            return f"edition_of: {pair.earlier.id}"
    return f"excludes: [{pair.earlier.id}]"
