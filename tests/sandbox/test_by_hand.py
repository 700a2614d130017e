"""A draft tried on eight firms whose every number was counted by hand (files/firms.jsonl).

The first three qualify (for 400,000, 600,000 and, capped, 1,000,000 yuan); the fourth has too little revenue;
of the fifth it is not known; the sixth is no manufacturer; the seventh is registered elsewhere; the last has
too few people (and its revenue is a range).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policymatch import PolicyLibrary, firms, sandbox
from policymatch.problems import NotFoundError
from policymatch.sandbox import Curve, Simulation
from policymatch.sandbox.groups import Dimension
from policymatch.sandbox.sums import Counts, Money

FILES = Path(__file__).parent / "files"
LIBRARY = PolicyLibrary.load(FILES / "rules")
WAN = 10_000


def simulated(policy: str = "draft/growth", **asked: object) -> Simulation:
    found = sandbox.simulate(
        FILES / "draft.yaml",
        asked.pop("firms", FILES / "firms.jsonl"),
        LIBRARY,
        date(2026, 3, 16),
        policy=policy,
        rules=[FILES / "rules"],
        **asked,  # type: ignore[arg-type]
    )
    assert not found.problems
    return found


@pytest.fixture(scope="module")
def found() -> Simulation:
    return simulated(budget=180 * WAN)


def certain_and_open(counts: Counts) -> tuple[int, int]:
    return counts.eligible, counts.undecided


def ends(money: Money) -> tuple[int, int]:
    """Return both ends in yuan."""
    assert money.high is not None
    return int(money.low), int(money.high)


def test_how_many_and_how_much(found: Simulation) -> None:
    assert (certain_and_open(found.overall.counts), found.overall.counts.ineligible) == ((3, 1), 4)
    assert ends(found.overall.money) == (200 * WAN, 200 * WAN)
    # What the fifth would get hangs on its revenue, up to the cap.
    assert ends(found.overall.if_eligible) == (0, 100 * WAN)
    assert [(one.label.zh, one.firms) for one in found.waiting] == [("上年营业收入", 1)]
    assert found.days == (date(2026, 3, 16), date(2026, 3, 16))


def test_the_funnel(found: Simulation) -> None:
    told = [
        (
            certain_and_open(one.after),
            (one.alone.eligible, one.alone.undecided, one.alone.ineligible),
            certain_and_open(one.without),
            one.costs(found.overall.counts),
            one.open,
        )
        for one in found.funnel
    ]
    assert told == [
        ((7, 0), (7, 0, 1), (4, 1), 1, 0),
        ((6, 0), (7, 0, 1), (4, 1), 1, 0),
        ((3, 2), (5, 2, 1), (5, 0), 2, 1),
        ((3, 1), (7, 0, 1), (3, 2), 0, 0),
        ((3, 1), (8, 0, 0), (3, 1), 0, 0),
    ]
    assert [one.cite for one in found.funnel] == ["第一条", *["第二条"] * 4]
    assert [one.met_by_everybody for one in found.funnel] == [False] * 4 + [True]
    assert not any(one.met_by_nobody for one in found.funnel)


def test_groups(found: Simulation) -> None:
    told = {
        dimension: {
            row.group.key: (row.tally.counts.firms, *certain_and_open(row.tally.counts), row.tally.money.high)
            for row in rows
        }
        for dimension, rows in found.groups.items()
    }
    none = Decimal(0)
    assert told == {
        Dimension.COUNTY: {
            "341302": (5, 2, 1, 100 * WAN),
            "341322": (2, 1, 0, 100 * WAN),
            "340104": (1, 0, 0, none),
        },
        Dimension.SECTION: {"C": (7, 3, 1, 200 * WAN), "I": (1, 0, 0, none)},
        Dimension.DIVISION: {
            "C34": (5, 2, 1, 100 * WAN),
            "C13": (2, 1, 0, 100 * WAN),
            "I65": (1, 0, 0, none),
        },
        # The size of the fifth hangs on its revenue too: small or micro.
        Dimension.SIZE: {
            "small": (5, 3, 0, 200 * WAN),
            "medium": (2, 0, 0, none),
            "": (1, 0, 1, none),
        },
    }


def points(curve: Curve) -> list[tuple[int, int, int, int]]:
    return [
        (int(one.value), *certain_and_open(one.tally.counts), int(one.tally.money.high or 0))
        for one in curve.points
    ]


def test_curves(found: Simulation) -> None:
    revenue, people = found.curves
    assert (revenue.threshold.key, people.threshold.key) == ("3/1", "4/1")
    assert points(revenue) == [
        (1000 * WAN, 4, 1, 220 * WAN),
        (2000 * WAN, 3, 1, 200 * WAN),
        (3000 * WAN, 2, 1, 160 * WAN),
        (8000 * WAN, 1, 1, 100 * WAN),
    ]
    assert points(people) == [
        (30, 3, 2, 200 * WAN),
        (50, 3, 1, 200 * WAN),
        (80, 2, 1, 160 * WAN),
        (90, 1, 1, 100 * WAN),
        (200, 1, 0, 100 * WAN),
    ]
    assert revenue.whole
    assert people.whole
    assert not revenue.in_amount


def test_what_the_budget_allows(found: Simulation) -> None:
    revenue, people = found.curves
    told = [
        None if allowed is None else tuple(one and int(one.value) for one in (allowed.fits, allowed.next))
        for curve in (revenue, people)
        for allowed in (curve.certain, curve.cautious)
    ]
    # The fifth is open whatever the revenue asked for, so with the third alone it is 2,000,000 already.
    assert told == [(3000 * WAN, 2000 * WAN), (None, 8000 * WAN), (80, 50), (200, 90)]


def test_overlap(found: Simulation) -> None:
    told = [(one.policy.id, one.both, one.same_nature, one.excluded) for one in found.overlaps]
    assert told == [("now/service", 3, False, False), ("now/scale", 2, True, True)]


def test_a_policy_per_record_in_any_form(tmp_path: Path) -> None:
    """Two of three projects are dear enough; the list of the second firm is open, so it may have more."""
    firms = tmp_path / "firms"
    firms.mkdir()
    for name, listed, closed in (
        ("甲", "[150万元, 90万元]", "是"),
        ("乙", "[200万元]", "否"),
        ("丙", "[90万元]", "是"),
    ):
        several = ", ".join(f"{{设备投资: {one}}}" for one in listed.strip("[]").split(", "))
        text = f"企业名称: {name}\n数据年度: 2025\n注册地: 宿州市萧县\n项目: [{several}]\n"
        (firms / f"{name}.yaml").write_text(text + ("清单完整: [项目]\n" if closed == "是" else ""), "utf-8")
    found = simulated("draft/projects", firms=firms)
    assert certain_and_open(found.overall.counts) == (2, 0)
    assert ends(found.overall.money) == (35 * WAN, 35 * WAN)
    assert found.overall.money.more == 1
    assert [one.alone.eligible for one in found.funnel] == [3, 2]
    (curve,) = found.curves
    assert points(curve) == [
        (90 * WAN, 3, 0, 53 * WAN),
        (100 * WAN, 2, 0, 35 * WAN),
        (200 * WAN, 1, 0, 20 * WAN),
    ]


def test_tables_in_memory_and_a_firm_that_cannot_be_read(tmp_path: Path, found: Simulation) -> None:
    """The third firm's revenue is spoilt: it counts nowhere, and is told."""
    path = tmp_path / "firms.parquet"
    firms.write(path, firms.read(FILES / "firms.jsonl", LIBRARY.vocabulary), LIBRARY.vocabulary)
    table = pq.read_table(path)
    assert simulated(firms=table.to_reader(), budget=180 * WAN).to_dict() == found.to_dict()
    name = "revenue[2025]"
    spoilt = [one if at != 2 else -1 for at, one in enumerate(table.column(name).to_pylist())]
    column = pa.array(spoilt, table.column(name).type)
    table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), column)
    left = sandbox.simulate(
        FILES / "draft.yaml",
        table,
        LIBRARY,
        date(2026, 3, 16),
        policy="draft/growth",
        rules=[FILES / "rules"],
    )
    assert (left.overall.counts.firms, *certain_and_open(left.overall.counts)) == (7, 2, 1)
    assert ends(left.overall.money) == (100 * WAN, 100 * WAN)
    assert [point[1:] for point in points(left.curves[0])] == [
        (3, 1, 120 * WAN),
        (2, 1, 100 * WAN),
        (1, 1, 60 * WAN),
    ]
    assert len(left.problems) == 1


def test_what_is_not_there() -> None:
    with pytest.raises(NotFoundError) as error:
        simulated("draft/growt")
    assert "draft/growth" in error.value.say("zh")
    with pytest.raises(NotFoundError, match="7/1"):
        simulated(vary=["7/1"])
    with pytest.raises(ValueError, match="below zero"):
        simulated(budget=-1)
