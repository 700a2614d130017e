"""Policies of different documents that say nearly the same, and nothing says how they stand to each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policymatch.language import tree
from policymatch.language.transform import transformed
from policymatch.lint.model import Finding
from policymatch.lint.view import View
from policymatch.policy import Policy
from policymatch.text import normalise

# Two summaries of the same benefit in two cities score 60 to 80; a copy with a word changed scores above 90.
_NEAR = 92
# Texts of fewer characters are alike by chance.
_SHORT = 16


def twins(views: Iterable[View]) -> Iterator[Finding]:
    """Yield policies of which an earlier one, of another document, says nearly or exactly the same."""
    blocks: dict[tuple[str, str, str | None], list[View]] = {}
    for view in views:
        policy = view.policy
        key = (policy.category, policy.benefit.kind.value, policy.record)
        blocks.setdefault(key, []).append(view)
    for block in blocks.values():
        yield from _same_rules(block)
        yield from _near_texts(block)


def _same_rules(block: list[View]) -> Iterator[Finding]:
    first: dict[object, View] = {}
    for view in block:
        benefit = view.policy.benefit
        rule = (
            _plain(view.policy.condition),
            benefit.amount and _plain(benefit.amount),
            benefit.firm_cap,
            benefit.total_cap,
        )
        other = first.setdefault(rule, view)
        if other is not view and benefit.amount is not None and _stand_apart(view.policy, other.policy):
            yield _told("twin-rule", view, other)


def _near_texts(block: list[View]) -> Iterator[Finding]:
    from rapidfuzz import fuzz, process

    texts = [(_text(view.policy), view) for view in block]
    texts = sorted((one for one in texts if len(one[0]) >= _SHORT), key=lambda one: len(one[0]))
    written = [text for text, _ in texts]
    lengths = [len(text) for text in written]
    for index, (text, view) in enumerate(texts):
        # A text much shorter cannot score so high, so only those of nearly the same length are compared.
        start = bisect_left(lengths, len(text) * _NEAR / (200 - _NEAR))
        near = process.extract(text, written[start:index], scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
        for _, score, at in near:
            other = texts[start + at][1]
            if _stand_apart(view.policy, other.policy):
                yield _told("twin-text", view, other, score=int(score))
                # The nearest is enough: of many editions each would be told with each.
                break


def _told(code: str, view: View, other: View, **values: object) -> Finding:
    return view.finding(code, other.policy.id, view.policy.place, there=str(other.policy.place), **values)


def _text(policy: Policy) -> str:
    return normalise("".join((policy.title, policy.summary or "", policy.text or "")))


def _stand_apart(one: Policy, other: Policy) -> bool:
    """Return whether two policies are of different documents that nothing links.

    Documents that follow each other are editions; policies of one group exclude each other.
    """
    mine, theirs = one.document, other.document
    if one.place.file == other.place.file or {g.group for g in one.exclusive} & {
        g.group for g in other.exclusive
    }:
        return False
    for earlier, later in ((mine, theirs), (theirs, mine)):
        ended, began = earlier.effective_to, later.effective_from
        if ended is not None and began is not None and ended < began:
            return False
    return True


def _plain(node: tree.Node) -> tree.Node:
    """Return a condition without citations and notes, which are of one document alone."""

    def plain(one: tree.Node) -> tree.Node | None:
        match one:
            case tree.Criterion(test, _, presume):
                return tree.Criterion(transformed(test, plain), None, presume)
            case tree.Check():
                return replace(one, cite=None, owner="")
            case tree.Undefined():
                return replace(one, cite=None)
        return None

    return transformed(node, plain)
