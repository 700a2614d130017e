"""Numbers and lists that the documentation states are those of the code."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.docs.blocks import PAGES, ROOT, blocks_of

from policymatch.language import tree, walk
from policymatch.library import PolicyLibrary
from policymatch.matching import Amount, UndecidedBy, Verdict
from policymatch.matching.gaps import NEAR
from policymatch.matching.score import score_of
from policymatch.vocabulary import base_vocabulary

TWINS = tuple(
    (page, page.with_name(page.name.replace(".md", ".zh.md")))
    for page in PAGES
    if page.with_name(page.name.replace(".md", ".zh.md")).exists()
)
TODAY = date(2026, 3, 16)


def points_in(page: str, heading: str) -> list[float]:
    """Return the numbers of the last column of the table under `heading`."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [line.strip("| ").split("|")[-1].strip() for line in section.splitlines() if line.startswith("|")]
    return [float(cell) for cell in cells[2:]]


def window(opens: int, closes: int) -> tuple[date, date]:
    return TODAY + timedelta(opens), TODAY + timedelta(closes)


@pytest.mark.parametrize(("page", "heading"), [("ranking.md", "Verdict"), ("ranking.zh.md", "结论")])
def test_points_of_verdicts(page: str, heading: str) -> None:
    cases: tuple[tuple[Verdict, UndecidedBy | None, bool], ...] = (
        (Verdict.ELIGIBLE, None, False),
        (Verdict.UNDECIDED, UndecidedBy.CHECK, False),
        (Verdict.UNDECIDED, UndecidedBy.DEFINITION, False),
        (Verdict.UNDECIDED, UndecidedBy.FACTS, False),
        (Verdict.INELIGIBLE, None, True),
        (Verdict.INELIGIBLE, None, False),
    )
    scores = [score_of(verdict, by, near, None, None, TODAY, False).total for verdict, by, near in cases]
    assert points_in(page, heading) == scores


@pytest.mark.parametrize(("page", "heading"), [("ranking.md", "Amount"), ("ranking.zh.md", "金额")])
def test_points_of_amounts(page: str, heading: str) -> None:
    yuan = (0, 10_000, 100_000, 500_000, 1_000_000, 10_000_000, 100_000_000)
    amounts = [Amount(Decimal(one), Decimal(one)) for one in yuan]
    scores = [score_of(Verdict.ELIGIBLE, None, False, one, None, TODAY, False).amount for one in amounts]
    assert points_in(page, heading) == scores


def test_what_money_is_counted() -> None:
    def points(low: int, high: int | None) -> float:
        amount = Amount(Decimal(low), None if high is None else Decimal(high))
        return score_of(Verdict.UNDECIDED, UndecidedBy.CHECK, False, amount, None, TODAY, False).amount

    assert points(0, 4_000_000) == points(1_000_000, 1_000_000)
    assert points(100_000, 9_000_000) == points(100_000, 100_000)
    assert points(0, None) == 0


@pytest.mark.parametrize(("page", "heading"), [("ranking.md", "Deadline"), ("ranking.zh.md", "期限")])
def test_points_of_deadlines(page: str, heading: str) -> None:
    def points(when: tuple[date, date] | None) -> float:
        return score_of(Verdict.ELIGIBLE, None, False, None, when, TODAY, False).deadline

    stated = points_in(page, heading)
    assert stated == [points(window(-9, 30)), points(window(-9, 31)), points(window(90, 99)), points(None)]
    assert points(window(91, 99)) == stated[-1]


@pytest.mark.parametrize(("page", "heading"), [("ranking.md", "Trust"), ("ranking.zh.md", "可信度")])
def test_points_of_trust(page: str, heading: str) -> None:
    scores = [
        score_of(Verdict.ELIGIBLE, None, False, None, None, TODAY, verify).trust for verify in (True, False)
    ]
    assert points_in(page, heading) == scores


def test_near_is_half() -> None:
    assert Fraction(1, 2) == NEAR  # "at most half of what is required" in ranking.md, decisions.md


def test_size_of_the_shipped_library() -> None:
    library = PolicyLibrary.load()
    documents = len({policy.place.file for policy in library})
    fully = sum(
        not any(isinstance(node, tree.Check | tree.Undefined) for node in walk(policy.condition))
        for policy in library
    )
    english = (ROOT / "README.md").read_text("utf-8")
    chinese = (ROOT / "README.zh.md").read_text("utf-8")
    assert f"{len(library)} policies from {documents} documents" in english
    assert f"{fully} of the {len(library)} are decided by rule alone" in " ".join(english.split())
    assert f"{documents} 份文件里的 {len(library)} 项政策" in chinese
    assert f"其中 {fully} 项可由规则完全判定" in chinese


def test_size_of_the_vocabulary() -> None:
    vocabulary = base_vocabulary()
    facts, kinds = len(vocabulary.fields), len(vocabulary.records)
    assert f"{facts} facts of a firm and {kinds} kinds of records" in " ".join(
        (ROOT / "docs/profiles.md").read_text("utf-8").split()
    )
    assert f"{facts} 个企业字段、{kinds} 种记录" in (ROOT / "docs/profiles.zh.md").read_text("utf-8")


def test_layers() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert re.findall(r"^\| `(policymatch\.\w+)` \|", text, re.MULTILINE) == [
        layer.strip("()") for layer in layers
    ]


# -- both languages ----------------------------------------------------------------------------------------


def test_every_decision_has_its_number_and_state_in_both_languages() -> None:
    states = {"implemented": "已实现", "partly": "部分实现", "planned": "计划中"}
    english = re.findall(
        r"^\*\*(\d+)\. .*?\*\* \((\w+)\)", (ROOT / "docs/semantics.md").read_text("utf-8"), re.MULTILINE
    )
    chinese = re.findall(
        r"^\*\*(\d+)\. .*?\*\*（(\w+)）", (ROOT / "docs/semantics.zh.md").read_text("utf-8"), re.MULTILINE
    )
    assert [int(number) for number, _ in english] == list(range(1, 28))
    assert [(number, states[state]) for number, state in english] == chinese


@pytest.mark.parametrize(("english", "chinese"), TWINS, ids=lambda page: page.name)
def test_twins_have_the_same_headings_and_blocks(english: Path, chinese: Path) -> None:
    def headings(page: Path) -> list[str]:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        return re.findall(r"^(#+) ", text, re.MULTILINE)

    def blocks(page: Path) -> list[tuple[str, str]]:
        """Return the blocks; what is printed or drawn is in the language of the page, and so are comments."""
        made = []
        for block in blocks_of(page):
            text = re.sub(r" --lang en|   # .*", "", block.text)
            drawn = "│" in text
            made.append((block.info, "" if block.is_output else str(text.count("\n")) if drawn else text))
        return made

    assert headings(english) == headings(chinese)
    assert blocks(english) == blocks(chinese)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_headings(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)]+)\)", page.read_text("utf-8")):
        there = page if not target else page.parent / target
        text = re.sub(r"```.*?```", "", there.read_text("utf-8"), flags=re.DOTALL)
        headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        # What GitHub makes of a heading: lower case, without punctuation, hyphens for spaces.
        assert anchor in {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}, anchor


def test_the_graded_needs_are_counted() -> None:
    from policymatch.needs.cases import cases
    from policymatch.needs.lexicon import lexicon

    count, words = f"{len(cases()):,}", f"{len(lexicon()):,}"
    for page in ("CHANGELOG.md", "docs/needs.md"):
        assert f"{count} graded needs" in (ROOT / page).read_text("utf-8")
    assert f"{words} everyday words" in (ROOT / "docs/needs.md").read_text("utf-8")
    chinese = (ROOT / "docs/needs.zh.md").read_text("utf-8")
    assert f"{count} 条分级诉求" in chinese
    assert f"{words} 个日常词" in chinese
    authors = {case.author for case in cases()} - {"given"}
    voices = {case.voice for case in cases()} - {"given"}
    assert f"eleven authors in {len(voices)} voices" in (ROOT / "docs/needs.md").read_text("utf-8")
    assert len(authors) == 11
