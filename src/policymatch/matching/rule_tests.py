"""Runs the worked examples that stand under `tests:` of each policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount, rounded
from policymatch.matching.firm import context_of
from policymatch.matching.match import Match
from policymatch.matching.verified import attested
from policymatch.messages import Lang, say
from policymatch.policy import Policy, RuleTest
from policymatch.problems import ProfileError
from policymatch.values import Number, Span
from policymatch.vocabulary import Vocabulary

# A message key and what fills it.
Wrong = tuple[str, dict[str, object]]


def _wrong(code: str, **values: object) -> Wrong:
    return code, values


@dataclass(frozen=True)
class TestResult:
    """What became of one example: `wrong` lists what differs (message keys and values)."""

    __test__ = False

    policy: Policy
    number: int
    wrong: tuple[Wrong, ...]
    match: Match | None = None

    @property
    def passed(self) -> bool:
        """Return whether everything expected came out."""
        return not self.wrong

    def line(self, lang: Lang = "zh") -> str:
        """Return what differs, for a person."""
        place = self.policy.tests[self.number].place
        told = "; ".join(say(code, lang, **values) for code, values in self.wrong)
        return f"{place}: {self.policy.id} #{self.number + 1}: {told}"


def run_tests(library: PolicyLibrary, policies: Iterable[Policy] | None = None) -> Iterator[TestResult]:
    """Yield the result of every example of `policies` (default: the whole library)."""
    for policy in library if policies is None else policies:
        for number, test in enumerate(policy.tests):
            yield _run(policy, number, test, library)


def test_enterprise(firm: Mapping[str, object], vocabulary: Vocabulary) -> Enterprise:
    """Return the firm of an example: given lists are closed unless it says otherwise (semantics 3)."""
    data = {"企业名称": "测试企业", **firm}
    if not {"清单完整", "complete"} & data.keys():
        data["清单完整"] = True
    return Enterprise.from_dict(data, vocabulary)


test_enterprise.__test__ = False  # type: ignore[attr-defined]


def _run(policy: Policy, number: int, test: RuleTest, library: PolicyLibrary) -> TestResult:
    try:
        firm = test_enterprise(test.firm, library.vocabulary)
    except ProfileError as error:
        told = tuple(_wrong("test-firm-wrong", why=problem.line()) for problem in error.problems)
        return TestResult(policy, number, told)
    if policy.verified is not None:
        firm = attested(firm)
    match = Match.of(policy, context_of(firm, test.as_of, library))
    return TestResult(policy, number, tuple(_differences(test, match)), match)


def _differences(test: RuleTest, match: Match) -> Iterator[Wrong]:
    if match.verdict.value != test.verdict:
        yield _wrong("test-verdict", expected=test.verdict, found=match.verdict.value)
        return
    by = None if match.undecided_by is None else match.undecided_by.value
    if test.undecided_by is not None and by != test.undecided_by:
        yield _wrong("test-undecided-by", expected=test.undecided_by, found=by)
    if test.amount_stated:
        found = _shown(match.amount or match.amount_if_eligible)
        expected = _expected(test)
        if found != expected:
            yield _wrong("test-amount", expected=expected, found=found)


def _shown(amount: Amount | None) -> str:
    return "null" if amount is None else _range(amount.low, amount.high)


def _expected(test: RuleTest) -> str:
    if test.amount_low is None:
        return "null"
    low = rounded(Span(test.amount_low, test.amount_low)).low
    high = None if test.amount_high is None else _exact(test.amount_high)
    return _range(low, high)


def _exact(number: Number) -> Decimal:
    return rounded(Span(number, number)).low


def _range(low: Decimal, high: Decimal | None) -> str:
    if low == high:
        return f"{low:,}"
    return f"{low:,} – {'∞' if high is None else f'{high:,}'}"
