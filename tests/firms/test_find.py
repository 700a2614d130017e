"""One firm among many, in every form: by code, by name, by a part of a name; or what was near."""

from pathlib import Path

import pytest
from tests.firms.tables import CODE, OTHER, firm

from policymatch import NotFoundError, ProfileError, firms
from policymatch.cli.options import enterprise_of, named_firm
from policymatch.vocabulary import base_vocabulary

FIRM, SECOND, THIRD = firm(), firm("合肥（新）甲公司", OTHER, 1), firm("合肥（新）甲公司二厂", None, 3)


@pytest.fixture(params=["firms.parquet", "firms.jsonl", "firms"])
def many(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    firms.write(path, [FIRM, SECOND, THIRD])
    return path


def test_by_code_and_by_name(many: Path) -> None:
    assert firms.find(many, CODE) == firms.find(many, CODE.lower()) == FIRM
    assert firms.find(many, FIRM.name) == firms.find(many, "恒拓") == FIRM
    assert firms.find(many, "二厂") == THIRD


def test_a_whole_name_goes_before_a_part_of_another(many: Path) -> None:
    assert firms.find(many, SECOND.name) == SECOND


def test_names_in_another_width_and_case(many: Path) -> None:
    assert firms.find(many, "合肥(新) 甲公司二厂") == THIRD


def test_several_are_listed(many: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        firms.find(many, "公司")
    assert "3 家企业" in caught.value.say()
    assert f"{FIRM.name} {CODE}" in caught.value.say("en")


def test_the_nearest_names_are_offered(many: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        firms.find(many, "宿州恒托机械公司")
    assert FIRM.name in caught.value.say()


def test_nothing_is_no_part_of_a_name(many: Path) -> None:
    with pytest.raises(NotFoundError):
        firms.find(many, " ")


def test_a_name_behind_the_file(many: Path) -> None:
    vocabulary = base_vocabulary()
    assert enterprise_of(Path(f"{many}#恒拓"), vocabulary) == FIRM
    assert enterprise_of(named_firm(many, OTHER), vocabulary) == SECOND


def test_a_file_whose_name_has_the_mark_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "甲#乙.yaml"
    path.write_text(FIRM.to_yaml(), "utf-8")
    assert enterprise_of(path, base_vocabulary()) == FIRM


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="file-unreadable"):
        enterprise_of(Path(f"{tmp_path / 'firms.parquet'}#甲"), base_vocabulary())


def test_records_of_a_firm_in_a_later_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policymatch.firms.spool.GROUP_ROWS", 2)
    path = tmp_path / "firms.parquet"
    some = [firm(f"{number}公司", None, number % 4) for number in range(9)]
    firms.write(path, some)
    assert [firms.find(path, one.name) for one in some] == some == list(firms.read(path))
