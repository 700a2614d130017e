"""Who qualifies: the condition of a policy as sentences, those of a group below it."""

from __future__ import annotations

from policymatch.language import tree, walk
from policymatch.letters.card.model import Requirement
from policymatch.matching.rule_lines import condition_lines
from policymatch.messages import Lang, say
from policymatch.policy import Policy
from policymatch.vocabulary import Vocabulary


def only_clause(policy: Policy) -> str | None:
    """Return the clause that every criterion of a policy cites, None where there are several or none."""
    cited = {node.cite for node in walk(policy.condition) if isinstance(node, tree.Criterion)}
    return cited.pop() if len(cited) == 1 else None


def requirements_of(policy: Policy, vocabulary: Vocabulary, lang: Lang) -> tuple[Requirement, ...]:
    """Return the sentences of the condition, all of which must hold; presumptions and checks say so.

    A clause that all of them cite stands with the document, and is not repeated.
    """
    clause = only_clause(policy)
    end = "" if clause is None else say("reason-cite", lang, cite=clause)
    lines = [
        (depth, text.removeprefix("· ").removesuffix(end))
        for depth, text in condition_lines(policy.condition, vocabulary, lang, as_rule=False)
    ]
    return _nested(lines)


def _nested(lines: list[tuple[int, str]]) -> tuple[Requirement, ...]:
    """Return lines as a tree by their depth: the first is as high as any."""
    made: list[Requirement] = []
    at = 0
    while at < len(lines):
        depth, text = lines[at]
        end = next((n for n in range(at + 1, len(lines)) if lines[n][0] <= depth), len(lines))
        made.append(Requirement(text=text, items=_nested(lines[at + 1 : end])))
        at = end
    return tuple(made)
