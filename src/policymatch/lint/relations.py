"""What policies say of others: ids that no policy of the library has, and editions in force side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from policymatch.lint.model import Finding
from policymatch.lint.view import View
from policymatch.names import nearest
from policymatch.policy import Document, Status
from policymatch.problems import Place, Problem
from policymatch.similarity.links import replaces


def relations(views: list[View]) -> Iterator[Finding]:
    """Yield relations to policies that are not in the library, and earlier editions still in force."""
    by_id = {view.policy.id: view for view in views}
    titles = {view.policy.title for view in views}
    for view in views:
        for key, others in view.policy.relations().items():
            for other in others:
                if other not in by_id:
                    yield _not_here(view, other, view.places.key(key), by_id)
        for path, other in _deducted(view):
            # Past awards go by the title of their policy, too.
            if other not in by_id and other not in titles:
                yield _not_here(view, other, view.places.key(*path), by_id)
    yield from _overlaps(views, by_id)


def _not_here(view: View, other: str, place: Place, by_id: Mapping[str, View]) -> Finding:
    problem = Problem(
        "policy-not-loaded", place, {"about": other}, nearest(other, by_id), policy_id=view.policy.id
    )
    return Finding(problem, other)


def _deducted(view: View) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the policies whose past awards are deducted, with the paths at which they are named."""
    data = view.places.source.data
    for step in (*view.places.path, "benefit", "less"):
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    several = isinstance(data, list)
    for index, one in enumerate(data if isinstance(data, list) else [data]):
        if isinstance(one, dict) and isinstance(one.get("policy"), str):
            yield ("benefit", "less", *((index,) if several else ()), "policy"), str(one["policy"])


def _overlaps(views: list[View], by_id: Mapping[str, View]) -> Iterator[Finding]:
    """Yield policies that are in force when their later edition begins, by their dates."""
    replacing = {id(view.policy.document): view for view in views if view.policy.document.replaces}
    for view in views:
        earlier = by_id.get(view.policy.edition_of or "")
        if earlier is not None:
            yield from _overlap(earlier, view)
    for first in _first_of_each_document(views):
        for later in replacing.values():
            if replaces(later.policy.document, first.policy.document):
                yield from _overlap(first, later)


def _first_of_each_document(views: list[View]) -> list[View]:
    return list({id(view.policy.document): view for view in reversed(views)}.values())


def _overlap(earlier: View, later: View) -> Iterator[Finding]:
    was, now = earlier.policy.document, later.policy.document
    start = now.effective_from
    if start is None or now.stated in (Status.DRAFT, Status.EXPIRED) or not _holds_on(was, now):
        return
    place = earlier.places.source.key_place(("document", "effective"))
    day = start - timedelta(days=1)
    yield earlier.finding("editions-overlap", later.policy.id, place, start=start, day=day)


def _holds_on(was: Document, now: Document) -> bool:
    return (
        now.effective_from is not None
        and was.status(max(now.effective_from, was.effective_from or now.effective_from)).applies
    )
