"""Regions renamed, merged, divided or abolished: what their names mean today and on earlier days."""

from collections import defaultdict
from datetime import date

import pytest

from policymatch.vocabulary.codes import regions
from policymatch.vocabulary.codes.former import MERGED, read_former
from policymatch.vocabulary.codes.tree import read_table

RENAMED = read_table("former_regions.tsv")
FORMER = read_former(read_table(MERGED))


def area(text: str, on: str | None = None) -> tuple[str, ...]:
    """Return the prefixes of the one region that a name means."""
    (found,) = regions().resolve(text, None if on is None else date.fromisoformat(on))
    return regions().prefixes(found)


def test_renamed_regions_are_those_of_today() -> None:
    assert len({former for former, *_ in RENAMED}) == len(RENAMED) > 190
    for former, code, today, year in RENAMED:
        prefix = code.removesuffix("00")
        assert regions().label(prefix) == today
        assert 2000 <= int(year) <= 2026
        assert prefix in regions().resolve(former), former


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("临安市", ("330112",)),
        ("浙江省杭州市临安市", ("330112",)),
        ("重庆市璧山县", ("500120",)),
        ("襄樊", ("4206",)),
        ("东乡县", ("361003", "622926")),  # a district of Fuzhou in Jiangxi today, and a county of Gansu
        ("江西省抚州市东乡县", ("361003",)),
    ],
)
def test_a_renamed_region_is_found_by_either_name(name: str, codes: tuple[str, ...]) -> None:
    assert regions().resolve(name) == codes


def test_the_table_of_merged_regions_is_sorted_and_says_who_approved() -> None:
    rows = read_table(MERGED)
    assert [row[:2] for row in rows] == sorted(row[:2] for row in rows)
    assert len({(row[0], row[1]) for row in rows}) == len(rows) > 160
    assert all(row[4] for row in rows)


def test_a_former_region_lies_in_regions_of_today() -> None:
    for one in FORMER:
        assert list(one.prefixes) == sorted(set(one.prefixes)), one
        for prefix in one.prefixes:
            base, slash, part = prefix.partition("/")
            assert base in regions(), one
            # A part carries the code of the region that it was: its own, or that of the county within it.
            assert not slash or part == one.code or any(other.code == part for other in FORMER), one
        # A region that kept its code and its whole area has not changed.
        assert one.prefixes != (one.code,), one


def test_parts_of_one_region_are_of_one_change() -> None:
    """Parts of different changes would overlap, and codes that stand side by side never do."""
    changes = defaultdict(set)
    for one in FORMER:
        for base in (prefix.partition("/")[0] for prefix in one.prefixes if "/" in prefix):
            changes[base].add(one.until)
    assert {base: days for base, days in changes.items() if len(days) > 1} == {}


def test_a_former_region_is_found_on_the_day_before_the_change() -> None:
    tree = regions()
    for one in FORMER:
        before = date.fromordinal(one.until.toordinal() - 1)
        assert one.key in tree.resolve(one.name, before), one
        assert tree.resolve(tree.print_code(one.key), before) == (one.key,), one
        assert tree.prefixes(one.key) == one.prefixes, one


def test_what_is_printed_of_a_former_region_leads_back() -> None:
    tree = regions()
    for one in FORMER:
        if any("/" in prefix for prefix in one.prefixes):
            assert tree.former(one.prefixes) == one.key, one
            assert tree.resolve(tree.path_label(one.key)) == (one.key,), one
            assert tree.resolve(tree.path_label(one.key), date(2000, 1, 1)) == (one.key,), one
        for prefix in one.prefixes:
            assert tree.resolve(tree.print_code(prefix)) == (prefix,), one
            assert tree.path_label(prefix), one


def test_a_bare_name_that_is_also_that_of_a_former_region_elsewhere_is_ambiguous() -> None:
    for on in (None, date(2020, 1, 1), date(2026, 3, 1)):
        assert regions().resolve("江北区", on) == ("330205", "500105<2025-11-06")
    assert regions().resolve("江北") == ("330205", "500105<2025-11-06")
    assert regions().path_label("500105<2025-11-06") == "重庆市原江北区"
    assert area("重庆市江北区") == area("重庆江北") == area("500105") == ("500157/500105",)
    assert area("宁波市江北区") == ("330205",)
    assert area("渝北区") == ("500109/500112", "500157/500112")


@pytest.mark.parametrize(
    ("name", "on", "prefixes"),
    [
        ("余杭区", None, ("330110",)),
        ("余杭区", "2021-03-10", ("330110", "330113")),
        ("余杭区", "2021-03-11", ("330110",)),
        ("330110", "2019-01-01", ("330110", "330113")),
        ("330110", None, ("330110",)),
        ("临平区", "2019-01-01", ("330113",)),  # nobody bore the name then
        ("上城区", None, ("330102",)),
        ("上城区", "2019-01-01", ("330102/330102",)),
        ("原上城区", None, ("330102/330102",)),
        ("浙江省杭州市原上城区", None, ("330102/330102",)),
        ("江干区", None, ("330102/330104", "330114/330104")),
        ("杭州江干", "2015-06-01", ("330102/330104", "330114/330104")),
        ("下城区", "2026-01-01", ("330105/330103",)),
        ("萧山区", "2020-01-01", ("330109", "330114/330109")),
        ("宝安区", "2016-01-01", ("440306", "440309", "440311")),
        ("宝安区", "2017-01-01", ("440306", "440311")),
        ("宝安区", "2019-01-01", ("440306",)),
        ("崇文区", None, ("110101/110103",)),
        ("宣武", None, ("110102/110104",)),
        ("南汇区", None, ("310115/310119",)),
        ("闸北区", None, ("310106/310108",)),
        ("滨海新区塘沽区", None, None),
        ("天津市塘沽区", None, ("120116/120107",)),
        ("苏州市沧浪区", None, ("320508/320502",)),
        ("萝岗区", None, ("440112/440116",)),
        ("莱芜市", None, ("370116", "370117")),
        ("莱芜", None, ("370116",)),
        ("莱芜", "2018-01-01", ("370116", "370117")),
        ("莱芜市钢城区", None, ("370117",)),
        ("巢湖市", None, ("340181",)),
        ("巢湖市", "2010-01-01", ("340124", "340181", "340207/341424", "340281", "340522", "340523")),
        ("安徽省巢湖市居巢区", "2010-01-01", ("340181",)),
        ("毕节市", None, ("5205",)),
        ("毕节市", "2010-01-01", ("520502",)),
    ],
)
def test_a_name_means_what_it_meant_on_the_day(
    name: str, on: str | None, prefixes: tuple[str, ...] | None
) -> None:
    if prefixes is None:
        assert regions().resolve(name) == ()
    else:
        assert area(name, on) == tuple(sorted(prefixes))


@pytest.mark.parametrize(
    ("prefixes", "code"),
    [
        (("330102/330104", "330114/330104"), "3301"),
        (("500157/500105",), "500157"),
        (("370116", "370117"), "3701"),
        (("3413",), "3413"),
        (("341302", "131082"), ""),
    ],
)
def test_what_holds_several_prefixes(prefixes: tuple[str, ...], code: str) -> None:
    assert regions().holding(prefixes) == code
