"""policymatch: policies find enterprises (政策找企业).

    from policymatch import Enterprise, PolicyLibrary, recommend

    firm = Enterprise.load("firm.yaml")
    for match in recommend(firm, PolicyLibrary.load()).eligible:
        print(match.policy.title, match.amount)

Everything public is named here. Modules load when first used, so that importing the package stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from policymatch._version import __version__

if TYPE_CHECKING:
    from policymatch.benefit import Benefit, BenefitKind, Nature
    from policymatch.compare import Comparison, RulesDiff, diff_rules, what_if
    from policymatch.coverage import Application, Coverage, coverage_of, read_applications
    from policymatch.enterprise import Enterprise, Record, check_credit_code
    from policymatch.library import PolicyLibrary, load_library
    from policymatch.matching import (
        Amount,
        Match,
        NotInForce,
        Recommendation,
        UndecidedBy,
        Verdict,
        recommend,
    )
    from policymatch.needs import NeedAnswer, answer_need
    from policymatch.peers import Peers, peers_of
    from policymatch.policy import Document, Policy, Quality, Status
    from policymatch.problems import (
        ChangeError,
        InputError,
        NotFoundError,
        Place,
        PolicyMatchError,
        Problem,
        ProfileError,
        RulesError,
        VocabularyError,
    )
    from policymatch.questions import Interview, Question, questions_of
    from policymatch.roster import Roster
    from policymatch.rosters import Listed, Standing, list_firms, moves_between, roster_in, standing
    from policymatch.values import Truth
    from policymatch.vocabulary import Vocabulary, base_vocabulary

_HOMES = {
    "policymatch.benefit": ("Benefit", "BenefitKind", "Nature"),
    "policymatch.compare": ("Comparison", "RulesDiff", "diff_rules", "what_if"),
    "policymatch.coverage": ("Application", "Coverage", "coverage_of", "read_applications"),
    "policymatch.enterprise": ("Enterprise", "Record", "check_credit_code"),
    "policymatch.library": ("PolicyLibrary", "load_library"),
    "policymatch.matching": (
        "Amount",
        "Match",
        "NotInForce",
        "Recommendation",
        "UndecidedBy",
        "Verdict",
        "recommend",
    ),
    "policymatch.needs": ("NeedAnswer", "answer_need"),
    "policymatch.peers": ("Peers", "peers_of"),
    "policymatch.policy": ("Document", "Policy", "Quality", "Status"),
    "policymatch.problems": (
        "ChangeError",
        "InputError",
        "NotFoundError",
        "Place",
        "PolicyMatchError",
        "Problem",
        "ProfileError",
        "RulesError",
        "VocabularyError",
    ),
    "policymatch.questions": ("Interview", "Question", "questions_of"),
    "policymatch.roster": ("Roster",),
    "policymatch.rosters": (
        "Listed",
        "Standing",
        "list_firms",
        "moves_between",
        "roster_in",
        "standing",
    ),
    "policymatch.values": ("Truth",),
    "policymatch.vocabulary": ("Vocabulary", "base_vocabulary"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Amount",
    "Application",
    "Benefit",
    "BenefitKind",
    "ChangeError",
    "Comparison",
    "Coverage",
    "Document",
    "Enterprise",
    "InputError",
    "Interview",
    "Listed",
    "Match",
    "Nature",
    "NeedAnswer",
    "NotFoundError",
    "NotInForce",
    "Peers",
    "Place",
    "Policy",
    "PolicyLibrary",
    "PolicyMatchError",
    "Problem",
    "ProfileError",
    "Quality",
    "Question",
    "Recommendation",
    "Record",
    "Roster",
    "RulesDiff",
    "RulesError",
    "Standing",
    "Status",
    "Truth",
    "UndecidedBy",
    "Verdict",
    "Vocabulary",
    "VocabularyError",
    "__version__",
    "answer_need",
    "base_vocabulary",
    "check_credit_code",
    "coverage_of",
    "diff_rules",
    "list_firms",
    "load_library",
    "moves_between",
    "peers_of",
    "questions_of",
    "read_applications",
    "recommend",
    "roster_in",
    "standing",
    "what_if",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *_HOME]
