"""Facts that follow from others: what is stated beats them, what is unknown stays so, and both are told."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.library.folders import rule

from policymatch import Enterprise, Match, PolicyLibrary, recommend
from policymatch.matching.derivation_tests import run_derivation_tests
from policymatch.values import Choice, Span, Truth

ON = date(2026, 3, 16)

VOCABULARY = """
fields:
  hiring_rate: {label: 招工率, en: hiring rate, type: ratio, yearly: true, bases: [stat], bounds: [0, 1]}
  star: {label: 明星企业, en: star, type: bool}
"""
DERIVED = """
derived:
  划型:
    source: 甲办法
    versions:
      - to: 2025-12-31
        cases: [{is: 大型, if: 员工人数 >= 1000人}, {is: 中型, if: 员工人数 >= 300人}]
        else: 小型
      - from: 2026-01-01
        cases: [{is: 大型, if: 员工人数 >= 500人}, {is: 中型, if: 员工人数 >= 100人 且 营业收入 >= 1000万元}]
  明星企业:
    source: 乙办法
    versions:
      - {to: 2026-03-31, holds: {all: [划型 属于 大型、中型, 招工率 >= 10%]}}
      - {from: 2026-04-01, open: 新办法的数值没有公布}
  招工率:
    source: 丙办法
    versions: [{number: 主营业务收入 / 营业收入}]
    tests:
      - {as_of: 2026-03-16, firm: {数据年度: 2025, 主营业务收入: 1万元, 营业收入: 4万元}, expect: 25%}
      - {as_of: 2026-03-16, firm: {数据年度: 2025, 主营业务收入: 1万元}, expect: 未知}
      - {as_of: 2026-03-16, firm: {数据年度: 2025, 主营业务收入: 1万元, 营业收入: 4万元}, expect: 30%}
"""


def library_of(root: Path, eligible: str) -> PolicyLibrary:
    files = {"vocabulary.yaml": VOCABULARY, "my.derived.yaml": DERIVED, "rule.yaml": rule(eligible=eligible)}
    for name, text in files.items():
        (root / name).write_text(text, "utf-8")
    # Its own common folder, so that the shipped definition of the size class does not stand beside this one.
    (root / "common").mkdir()
    return PolicyLibrary.load(root)


def match_of(root: Path, eligible: str, on: date = ON, **facts: object) -> Match:
    library = library_of(root, eligible)
    data: Mapping[str, object] = {"企业名称": "甲公司", "数据年度": on.year - 1, **facts}
    (match,) = recommend(Enterprise.from_dict(data, library.vocabulary), library, on).matches
    return match


@pytest.mark.parametrize(
    ("facts", "on", "sizes"),
    [
        ({"员工人数": "500人"}, ON, {"large"}),
        ({"员工人数": "500人"}, date(2025, 3, 16), {"medium"}),
        ({"员工人数": "299人"}, date(2025, 12, 31), {"small"}),
        ({"员工人数": "200-600人", "营业收入": "1000万元"}, ON, {"large", "medium"}),
        ({"员工人数": "99人"}, ON, {"micro", "small", "medium", "large"}),
        ({}, date(2025, 3, 16), {"small", "medium", "large"}),
    ],
)
def test_a_word_by_cases(tmp_path: Path, facts: dict[str, object], on: date, sizes: set[str]) -> None:
    match = match_of(tmp_path, "划型 = 大型", on, **facts)
    assert match.context.firm.value("size_class") == Choice(frozenset(sizes))


def test_what_is_stated_beats_what_follows_and_the_conflict_is_told(tmp_path: Path) -> None:
    match = match_of(tmp_path, "划型 = 小型", 划型="小型", 员工人数="800人")
    assert match.verdict == "eligible"
    (flag,) = [flag for flag in match.flags if flag.code == "derived-conflict"]
    assert flag.verify
    assert flag.say("zh") == "所填划型为小型，按甲办法推算应为大型；以所填为准"
    assert match.to_verify
    assert not match.promised


def test_a_stated_fact_that_may_be_right_is_no_conflict(tmp_path: Path) -> None:
    match = match_of(tmp_path, "划型 = 中型", 划型="中型", 员工人数="100-600人")
    assert "derived-conflict" not in [flag.code for flag in match.flags]


def test_the_reason_says_by_which_document(tmp_path: Path) -> None:
    match = match_of(tmp_path, "划型 = 大型", 员工人数="800人")
    (reason,) = match.reasons()
    assert (reason.mark, reason.actual) == ("✓", "大型，按甲办法推算")


def test_what_is_missing_is_told_down_to_the_figures(tmp_path: Path) -> None:
    match = match_of(tmp_path, "明星企业", 员工人数="100人")
    assert match.undecided_by == "facts"
    assert [one.label.zh for one in match.missing] == [
        "明星企业",
        "划型",
        "上年营业收入",
        "上年招工率",
        "上年主营业务收入",
    ]


def test_figures_that_nobody_knows_leave_the_definition_open(tmp_path: Path) -> None:
    match = match_of(tmp_path, "明星企业", date(2026, 4, 1), 员工人数="800人", 招工率="20%")
    assert (match.verdict, match.undecided_by, match.missing) == ("undecided", "definition", ())
    (reason,) = match.reasons()
    assert reason.actual == "无法按乙办法推算：新办法的数值没有公布"


def test_a_yearly_fact_follows_from_the_figures_of_its_year_and_basis(tmp_path: Path) -> None:
    revenue: dict[str, object] = {"营业收入": {2025: "100万元", 2023: "50万元"}}
    main: dict[str, object] = {
        "主营业务收入": {2025: "40万元", 2023: "50万元"},
        "主营业务收入（统计口径）": {2025: "90万元"},
    }
    firm = match_of(tmp_path, "招工率 >= 1%", ON, **revenue, **main).context.firm
    assert firm.value("hiring_rate", 2025) == Span.exact(Fraction(2, 5))
    assert firm.value("hiring_rate", 2023) == Span.exact(1)
    # No revenue is known in the statistical basis; a share is never above the whole.
    assert firm.value("hiring_rate", 2025, "stat") == Span(0, 1)
    assert firm.value("hiring_rate", 2024) == Span(0, 1)


def test_a_truth_that_follows_is_only_as_sure_as_its_facts(tmp_path: Path) -> None:
    match = match_of(tmp_path, "明星企业", 员工人数="800人", 招工率="5%-20%")
    assert match.context.firm.value("star") is Truth.UNKNOWN


def test_worked_examples_say_what_differs(tmp_path: Path) -> None:
    results = list(run_derivation_tests(library_of(tmp_path, "规上企业")))
    assert [result.passed for result in results] == [True, True, False]
    assert results[2].line().endswith("hiring_rate #3: 应为 30%，实为 25%")
