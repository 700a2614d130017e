"""Runs the worked examples that stand under `tests:` of each derived fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policymatch.derivation import Derivation, DerivationTest
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching.facts_shown import value_text
from policymatch.matching.firm import context_of
from policymatch.matching.rule_tests import Wrong, test_enterprise
from policymatch.messages import Lang, say
from policymatch.problems import ProfileError
from policymatch.values import Value
from policymatch.vocabulary import Field

_UNKNOWN = frozenset({"未知", "unknown"})


@dataclass(frozen=True)
class DerivationResult:
    """What became of one example: `wrong` says what differs (a message key and values), None when nothing."""

    derivation: Derivation
    number: int
    wrong: Wrong | None

    @property
    def passed(self) -> bool:
        """Return whether what was expected came out."""
        return self.wrong is None

    def line(self, lang: Lang = "zh") -> str:
        """Return what differs, for a person."""
        place = self.derivation.tests[self.number].place
        code, values = self.wrong or ("test-derived", {})
        return f"{place}: {self.derivation.key} #{self.number + 1}: {say(code, lang, **values)}"


def run_derivation_tests(
    library: PolicyLibrary, derivations: Iterable[Derivation] | None = None
) -> Iterator[DerivationResult]:
    """Yield the result of every example of `derivations` (default: all that the library has)."""
    for derivation in library.derivations.values() if derivations is None else derivations:
        field = library.vocabulary.fields[derivation.key]
        for number, test in enumerate(derivation.tests):
            yield DerivationResult(derivation, number, _wrong(test, field, library))


def _wrong(test: DerivationTest, field: Field, library: PolicyLibrary) -> Wrong | None:
    # A bare yearly name means last year, in what is expected as in a rule.
    year = test.as_of.year - 1 if field.yearly else None
    try:
        firm = test_enterprise(test.firm, library.vocabulary)
        expected = _expected(test, field, library)
    except ProfileError as error:
        return "test-firm-wrong", {"why": "; ".join(problem.line() for problem in error.problems)}
    found = context_of(firm, test.as_of, library).firm.value(field.key, year)
    if found == expected:
        return None
    # What is wrong is told in Chinese, as the expected value is mostly written; it is the author's own.
    shown = "—" if found is None else value_text(found, field, "zh")
    return "test-derived", {"expected": value_text(expected, field, "zh"), "found": shown}


def _expected(test: DerivationTest, field: Field, library: PolicyLibrary) -> Value:
    if test.expect in _UNKNOWN:
        return field.unknown
    data = {"企业名称": "测试企业", "数据年度": test.as_of.year - 1, field.label: test.expect}
    year = test.as_of.year - 1 if field.yearly else None
    return Enterprise.from_dict(data, library.vocabulary).value(field.key, year) or field.unknown
