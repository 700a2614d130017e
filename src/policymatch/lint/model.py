"""Finding and Report: what the linter says, and how much of it the authors have answered."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.messages import Lang
from policymatch.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about a sound rule; `about` is the very thing doubted, as an answer names it.

    The doubt is told as problems are: `problem` holds its code, place, policy and words.
    """

    problem: Problem
    about: str

    @property
    def code(self) -> str:
        """Return the stable code, a section of docs/rules-lint.md."""
        return self.problem.code

    @property
    def place(self) -> Place:
        """Return where in the rules it stands."""
        return self.problem.place

    @property
    def policy_id(self) -> str | None:
        """Return whose rule it is; None of what belongs to a file."""
        return self.problem.policy_id

    def message(self, lang: Lang = "zh") -> str:
        """Return what was found and what to do."""
        return self.problem.message(lang)

    def line(self, lang: Lang = "zh") -> str:
        """Return the finding on one line: place, code, policy, message."""
        return self.problem.line(lang)

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return the finding as plain data for JSON."""
        told = self.problem.to_dict(lang)
        del told["nearest"], told["path"]
        return {**told, "about": self.about}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found and is not answered, how many findings are, and in how many policies was looked."""

    findings: tuple[Finding, ...]
    answered: int
    policies: int

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return the report as plain data for JSON."""
        return {
            "findings": [finding.to_dict(lang) for finding in self.findings],
            "answered": self.answered,
            "policies": self.policies,
        }
