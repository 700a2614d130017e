"""Policies that do not say where they come from, and policies that no test holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policymatch.language import tree
from policymatch.lint.model import Finding
from policymatch.lint.view import View
from policymatch.policy import Quality, RuleTest
from policymatch.problems import Problem


def citations(view: View) -> Iterator[Finding]:
    """Yield a policy that names no clause, neither itself nor in any criterion."""
    policy = view.policy
    leaves = (tree.Criterion, tree.Check, tree.Undefined)
    if policy.cite is None and not any(
        isinstance(node, leaves) and node.cite is not None for node in view.asked
    ):
        yield view.finding("no-citation", "cite", policy.place)


def documents(views: Iterable[View]) -> Iterator[Finding]:
    """Yield documents that cannot be found again, and those of which nobody says where they were read."""
    first = {view.policy.place.file: view for view in reversed(tuple(views))}
    for view in first.values():
        document = view.policy.document
        if document.url is None and document.number is None:
            yield _of_document("no-source", view)
        if document.quality is Quality.UNSTATED:
            yield _of_document("no-quality", view)


def _of_document(code: str, view: View) -> Finding:
    place = view.places.source.key_place(("document",))
    return Finding(Problem(code, place, {"about": "document"}), "document")


def worked_examples(view: View) -> Iterator[Finding]:
    """Yield the kinds of verdict that no test of a policy expects."""
    judged = any(isinstance(node, tree.Check | tree.Undefined) for node in view.asked)
    tested = {_kind(test, judged) for test in view.policy.tests}
    for kind in ("eligible", "ineligible", "undecided"):
        if kind not in tested:
            yield view.finding(f"no-test-{kind}", kind, view.places.key("tests"))


def hints(view: View) -> Iterator[Finding]:
    """Yield what a person must judge without being told which facts give evidence."""
    for node in view.asked:
        if isinstance(node, tree.Check) and not node.hints:
            yield view.finding("check-without-hint", node.text, view.places.of_literal(node.text, talk=True))


def _kind(test: RuleTest, judged: bool) -> str:
    # Where a person judges, no firm is more eligible than "all but that".
    if judged and test.undecided_by in ("check", "definition"):
        return "eligible"
    return test.verdict
