"""What a policy has to do with others: at most one of a group, not with, only with, less another's grant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policymatch.library import PolicyLibrary
from policymatch.messages import Lang, say
from policymatch.policy import Policy


def relation_lines(policy: Policy, library: PolicyLibrary, lang: Lang) -> Iterator[str]:
    """Yield each relation as a sentence that names the other policies; those of both sides count."""
    for place in policy.exclusive:
        others = [
            one.title
            for one in library
            if one.id != policy.id and any(other.group == place.group for other in one.exclusive)
        ]
        yield say(
            f"card-group-{place.keep}",
            lang,
            group=place.group,
            titles=_listed(others, lang) or say("card-group-alone", lang),
        )
    # Who excludes whom makes no difference.
    mutual = (*policy.excludes, *(one.id for one in library if policy.id in one.excludes))
    named = {
        "excludes": tuple(dict.fromkeys(mutual)),
        "requires": policy.requires,
        "offset-by": policy.offset_by,
        "same-as": () if policy.same_as is None else (policy.same_as,),
        "edition-of": () if policy.edition_of is None else (policy.edition_of,),
    }
    for key, ids in named.items():
        if ids:
            titles = (library.policies[one].title if one in library.policies else one for one in ids)
            yield say(f"card-{key}", lang, titles=_listed(titles, lang))


def _listed(titles: Iterable[str], lang: Lang) -> str:
    return say("list-separator", lang).join(titles)
