"""Pairs of policies that look like one measure: copies, editions, and what is neither."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from policymatch.cli.main import app
from policymatch.library import PolicyLibrary
from policymatch.similarity.near import Nearness, NearPair, near_pairs


def write(
    folder: Path,
    name: str,
    *,
    title: str = "工业企业技术改造若干措施",
    head: str = "",
    city: str = "宿州市",
    amount: str = "50万元",
    tail: str = "",
    text: str = "对完成技术改造的规上工业企业给予一次性奖励。",
) -> None:
    (folder / f"{name}.yaml").write_text(
        f"""document: {{title: {title}, issuer: {city}人民政府, level: city, region: {city}{head}}}
policies:
  - id: {name}
    title: 技术改造奖励
    category: award
    eligible: {{all: [注册地 属于 {city}, 行业 属于 制造业, 规上企业]}}
    benefit: {{kind: award, amount: {amount}}}
    summary: {text}
{tail}
""",
        "utf-8",
    )


def pairs(folder: Path) -> list[NearPair]:
    return near_pairs(PolicyLibrary.load(folder))


def kinds(folder: Path) -> list[tuple[Nearness, str, str]]:
    return [(one.kind, one.earlier.id, one.later.id) for one in pairs(folder)]


def copy(folder: Path, tail: str = "") -> None:
    write(folder, "a")
    write(folder, "b", title="助企惠企政策汇编", tail=tail)


def edition(folder: Path, head: str = "", tail: str = "") -> None:
    write(folder, "later", title="工业企业技术改造若干措施（2026年）", amount="80万元", head=head, tail=tail)
    write(folder, "earlier", title="工业企业技术改造若干措施（2025年）", text="技改完成后奖励，按年申报。")


def test_a_measure_carried_by_another_document_is_a_copy(tmp_path: Path) -> None:
    copy(tmp_path)
    assert kinds(tmp_path) == [(Nearness.COPY, "a", "b")]
    assert pairs(tmp_path)[0].same_rule


def test_the_measure_of_another_year_is_an_edition(tmp_path: Path) -> None:
    edition(tmp_path)
    assert kinds(tmp_path) == [(Nearness.EDITION, "earlier", "later")]


def test_measures_of_two_cities_are_not_one(tmp_path: Path) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b", city="合肥市")
    write(tmp_path, "c", city="淮北市", title="工业企业技术改造若干措施（2026年）")
    assert kinds(tmp_path) == []


def test_measures_of_one_title_without_years_are_alike(tmp_path: Path) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b", amount="80万元", text="对完成技术改造并验收的规上工业企业，给予奖励。")
    assert [one[0] for one in kinds(tmp_path)] == [Nearness.SIMILAR]


@pytest.mark.parametrize("tail", ["same_as: a", "edition_of: a", "excludes: [a]", "offset_by: [a]"])
def test_what_is_linked_is_no_pair(tail: str, tmp_path: Path) -> None:
    copy(tmp_path, f"    {tail}")
    assert kinds(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["工业企业技术改造若干措施（2025年）", "《工业企业技术改造若干措施(2025年)》"]
)
def test_a_document_that_replaces_another_is_linked_to_it(name: str, tmp_path: Path) -> None:
    edition(tmp_path, head=f", replaces: [{name}]")
    assert kinds(tmp_path) == []


def test_what_is_linked_through_a_third_is_no_pair(tmp_path: Path) -> None:
    copy(tmp_path, "    same_as: c")
    write(tmp_path, "c", title="政策清单", tail="    same_as: a")
    assert kinds(tmp_path) == []


def test_the_command_shows_what_differs_and_what_to_write(tmp_path: Path) -> None:
    edition(tmp_path)
    shown = CliRunner().invoke(app, ["rules", "similar", str(tmp_path)])
    assert shown.exit_code == 0
    assert "50万元" in shown.stdout
    assert "80万元" in shown.stdout
    assert "edition_of: earlier" in shown.stdout
    data = CliRunner().invoke(app, ["rules", "similar", str(tmp_path), "--format", "json", "--lang", "en"])
    assert '"key": "edition_of: earlier"' in data.stdout
