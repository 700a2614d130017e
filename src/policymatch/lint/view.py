"""One policy as the checks look at it: its rule, the words it is told in, and how a finding is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from policymatch.language import print_expression, prose, tree, walk
from policymatch.language.negate import negate
from policymatch.language.transform import transformed
from policymatch.lint.forms import Form, form_of
from policymatch.lint.model import Finding
from policymatch.lint.places import PolicyPlaces
from policymatch.lint.reasoning import Case, cases_of
from policymatch.messages import Both
from policymatch.policy import Policy
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Vocabulary

# What no single leaf of the language can say.
_NO_LEAVES = (tree.AtLeast, tree.Score, tree.Named, tree.Check, tree.Undefined, tree.SomeTier)


@dataclass
class View:
    """A policy, the vocabulary it is written in, and the places of its parts."""

    policy: Policy
    vocabulary: Vocabulary
    places: PolicyPlaces
    _forms: dict[int, Form] = field(default_factory=dict)

    @cached_property
    def formulas(self) -> tuple[tree.Node, ...]:
        """Return the formulas of the benefit."""
        benefit = self.policy.benefit
        caps = (cap.limit for cap in benefit.shared_caps)
        bounds = (benefit.firm_less, benefit.firm_cap, benefit.firm_floor, benefit.total_cap)
        return tuple(one for one in (benefit.amount, *bounds, *caps) if one is not None)

    @cached_property
    def asked(self) -> tuple[tree.Node, ...]:
        """Return every node of the condition."""
        return tuple(walk(self.policy.condition))

    @cached_property
    def nodes(self) -> tuple[tree.Node, ...]:
        """Return every node of the condition and the formulas."""
        return (*self.asked, *(node for formula in self.formulas for node in walk(formula)))

    @cached_property
    def form(self) -> Form:
        """Return what the policy asks."""
        return form_of(self.policy.condition, self.vocabulary)

    @cached_property
    def cases(self) -> list[Case]:
        """Return the cases in which what the policy asks holds; none if no firm can meet it."""
        return cases_of(self.form, self.vocabulary)

    def form_of(self, node: tree.Node) -> Form:
        """Return a condition of the policy as a form."""
        # By identity: the nodes live as long as the policy, and to hash one is to walk it.
        found = self._forms.get(id(node))
        if found is None:
            found = self._forms[id(node)] = form_of(node, self.vocabulary)
        return found

    def printed(self, node: tree.Node) -> str:
        """Return a condition as the rule language writes it, or as people say it: what an answer calls it."""
        plain = bare(node.item if isinstance(node, tree.Not) else node)
        if any(isinstance(one, _NO_LEAVES) for one in walk(plain)):
            return prose(plain, self.vocabulary, "zh")
        return print_expression(plain, self.vocabulary, "zh")

    def said(self, node: tree.Node) -> Both:
        """Return a condition as people say it."""
        plain = negate(bare(node.item)) if isinstance(node, tree.Not) else bare(node)
        return Both(prose(plain, self.vocabulary, "zh"), prose(plain, self.vocabulary, "en"))

    def finding(self, code: str, about: str, place: Place, **values: object) -> Finding:
        """Return a finding of this policy."""
        told = {"about": about, **values}
        return Finding(Problem(code, place, told, policy_id=self.policy.id), about)


def bare(node: tree.Node) -> tree.Node:
    """Return a condition without the citations and notes of its criteria."""

    def test(one: tree.Node) -> tree.Node | None:
        return bare(one.test) if isinstance(one, tree.Criterion) else None

    return transformed(node, test)
