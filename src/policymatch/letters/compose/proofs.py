"""The facts that a verdict rests on and papers must show, each with those who keep them."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.language import facts_of, tree, walk
from policymatch.language.names_of import fact_label, term_label
from policymatch.letters.model import Proof
from policymatch.matching import Match, Verdict
from policymatch.messages import Lang, say

# What the profile itself says of the firm needs no paper of anybody else.
_OWN = frozenset(("自填",))


def proofs_of(match: Match, lang: Lang) -> tuple[Proof, ...]:
    """Return the facts of a match that papers must show, each once; nothing for a firm that is ineligible."""
    if match.verdict is Verdict.INELIGIBLE:
        return ()
    return tuple(dict.fromkeys(_proofs(match, lang)))


def _proofs(match: Match, lang: Lang) -> Iterator[Proof]:
    vocabulary = match.context.vocabulary
    policy = match.policy
    presumed = {
        fact
        for node in walk(policy.condition)
        if isinstance(node, tree.Criterion) and node.presume is not None
        for fact in facts_of(node)
    }
    for node in (policy.condition, policy.benefit.amount):
        for fact in facts_of(node):
            # What is presumed is to be declared, not shown.
            if fact in presumed:
                continue
            field = vocabulary.field(fact.kind, fact.key)
            kept = [source for source in field.sources if source not in _OWN]
            yield Proof(fact=fact_label(fact, vocabulary, lang), source=kept[0] if kept else None)
        for one in walk(node):
            if isinstance(one, tree.Holds):
                for wanted in one.wanted:
                    name = term_label(vocabulary.honours[wanted.honour], wanted.honour, lang, people=True)
                    yield Proof(fact=say("letter-certificate", lang, honour=name), source=None)
            elif isinstance(one, tree.Records) and one.kind is not None:
                kind = vocabulary.records[one.kind].both
                yield Proof(fact=say("letter-records", lang, kind=kind), source=None)
