"""One policy as the checks look at it: its rule, the words it is told in, and how a finding is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from policymatch.language import print_expression, prose, tree
from policymatch.lint.forms import Form, form_of
from policymatch.lint.model import Finding
from policymatch.lint.places import PolicyPlaces
from policymatch.lint.reasoning import Case, cases_of
from policymatch.messages import Both
from policymatch.policy import Policy
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Vocabulary


@dataclass
class View:
    """A policy, the vocabulary it is written in, and the places of its parts."""

    policy: Policy
    vocabulary: Vocabulary
    places: PolicyPlaces

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
        return form_of(node, self.vocabulary)

    def printed(self, node: tree.Node) -> str:
        """Return a condition as the rule language writes it: what an answer calls it."""
        return print_expression(bare(node), self.vocabulary, "zh")

    def said(self, node: tree.Node) -> Both:
        """Return a condition as people say it."""
        return Both(prose(node, self.vocabulary, "zh"), prose(node, self.vocabulary, "en"))

    def finding(self, code: str, about: str, place: Place, **values: object) -> Finding:
        """Return a finding of this policy."""
        told = {"about": about, **values}
        return Finding(Problem(code, place, told, policy_id=self.policy.id), about)


def bare(node: tree.Node) -> tree.Node:
    """Return a condition without its citation and note, "not" kept."""
    match node:
        case tree.Criterion(test):
            return test
        case tree.Not(item):
            return tree.Not(bare(item))
    return node
