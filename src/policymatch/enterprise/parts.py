"""The keys of a wrapping ({值, 来源}, {最低, 最高}), found by any name, each at most once."""

from __future__ import annotations

from policymatch.enterprise.trouble import Report, shown
from policymatch.names import nearest
from policymatch.vocabulary.model import Scope, Term
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data


def named_parts(
    datum: dict[str, Data], known: Scope[Term], path: Path, report: Report
) -> dict[str, str] | None:
    """Return the key under which each part of a wrapping is written, by the part's own key.

    None when a key is unknown or names a part again, which is reported.
    """
    parts: dict[str, str] = {}
    sound = True
    for key in datum:
        term = known.find(key)
        if term is not None and term.key not in parts:
            parts[term.key] = key
            continue
        sound = False
        at = (*path, key)
        if term is not None:
            first = shown(parts[term.key])
            report.problem("key-given-twice", at, at_key=True, found=shown(key), first=first)
        else:
            names = [name for one in known.values() for name in one.names]
            expected = "、".join(names)
            report.problem("unknown-key", at, nearest(key, names), True, found=shown(key), expected=expected)
    return parts if sound else None
