"""Policies and firms in a few lines, and what is asked of them."""

from collections.abc import Mapping

from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch import Enterprise, PolicyLibrary, Question
from policymatch.questions import Interview

NAMED = {"企业名称": "测试企业"}


def library(*eligible: str, benefit: str = "{kind: award, amount: 10万元}") -> PolicyLibrary:
    """Load policies p1, p2 … whose `eligible:` is given; each pays `benefit`."""
    rules = DOCUMENT + "policies:\n"
    for number, condition in enumerate(eligible, 1):
        record = "    for: 项目\n" if "项目." in condition else ""
        rules += (
            f"  - id: test/p{number}\n    title: 政策{number}\n    category: test\n{record}"
            f"    eligible: {condition}\n    benefit: {benefit}\n"
        )
    return library_of(rules)


def interview(rules: PolicyLibrary, **firm: object) -> Interview:
    """Begin an interview of a firm, of which the given facts are known."""
    facts: Mapping[str, object] = {**NAMED, "数据年度": 2025, **firm}
    return Interview(Enterprise.from_dict(facts, rules.vocabulary), rules, AS_OF)


def ids(questions: tuple[Question, ...]) -> list[str]:
    """Return the ids of questions, in their order."""
    return [question.id for question in questions]


def asked(*eligible: str, **firm: object) -> list[str]:
    """Return the ids of what is asked for policies with these conditions, in order."""
    return ids(interview(library(*eligible), **firm).questions)
