"""The criteria of a draft that all must hold, each a clause with a number; and rules made of some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.language import facts_of, prose, tree, walk
from policymatch.language.negate import negate
from policymatch.messages import Both, Lang, say
from policymatch.policy import Policy
from policymatch.vocabulary import Vocabulary

# What is only asked about pays nothing.
_NOTHING = Benefit(BenefitKind.SERVICE, Nature.IN_KIND)


@dataclass(frozen=True)
class Clause:
    """A criterion of the rule's top level; `number` counts from 1 in the order of the rule."""

    number: int
    node: tree.Node

    @property
    def cite(self) -> str | None:
        """Return the article that it is taken from, as far as the rule says."""
        for one in walk(self.node):
            if isinstance(one, tree.Criterion | tree.Check | tree.Undefined) and one.cite:
                return one.cite
        return None

    @property
    def of_record(self) -> bool:
        """Return whether it is about the record at hand; a check may be, for a person may judge so."""
        about = any(fact.kind is not None for fact in facts_of(self.node))
        return about or any(isinstance(one, tree.Check) for one in walk(self.node))

    def text(self, vocabulary: Vocabulary) -> Both:
        """Return the criterion as people say it, with what is presumed of it."""
        return Both(*(_text(self.node, vocabulary, lang) for lang in ("zh", "en")))


def clauses_of(policy: Policy) -> tuple[Clause, ...]:
    """Return the criteria that all must hold: what stands under `all` and `none`, and all that is joined so.

    The verdict is that of their conjunction, whatever the firm: three-valued "and" is the same in any order
    and grouping.
    """
    return tuple(Clause(number, node) for number, node in enumerate(_conjuncts(policy.condition), 1))


def _conjuncts(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.All):
        for item in node.items:
            yield from _conjuncts(item)
    else:
        yield node


def _text(node: tree.Node, vocabulary: Vocabulary, lang: Lang) -> str:
    match node:
        case tree.Not(tree.Criterion(test, _, presume)):
            return _presumed(prose(negate(test), vocabulary, lang), _turned(presume), lang)
        case tree.Criterion(test, _, presume):
            return _presumed(prose(test, vocabulary, lang), presume, lang)
    return prose(node, vocabulary, lang)


def _turned(presume: bool | None) -> bool | None:
    return None if presume is None else not presume


def _presumed(text: str, presume: bool | None, lang: Lang) -> str:
    if presume is None:
        return text
    return text + say("prose-presumed-true" if presume else "prose-presumed-false", lang)


def asking(policy: Policy, key: str, nodes: Sequence[tree.Node], of_record: bool = True) -> Policy:
    """Return a policy that pays nothing, for whom all of `nodes` hold: its verdict is their truth.

    Of a policy per record it asks for one record of which all hold, unless they are of the firm alone.
    """
    return replace(
        policy,
        id=key,
        condition=tree.All(tuple(nodes)),
        benefit=_NOTHING,
        record=policy.record if of_record else None,
        tests=(),
    )


def paying(policy: Policy, key: str, nodes: Sequence[tree.Node]) -> Policy:
    """Return a policy that pays what `policy` does, to those for whom all of `nodes` hold."""
    return replace(policy, id=key, condition=tree.All(tuple(nodes)), tests=())
