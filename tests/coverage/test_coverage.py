"""Coverage worked by hand: four firms, three policies in force, ten applications in files/applied.csv.

甲 (规上, 2,000万元) qualifies for all three; 乙 (规上, 500万元) not for 研发后补助; 丙 (not 规上,
3,000万元) not for 规上企业奖励; of 丁山 (800万元) nobody knows whether it is 规上.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from policymatch import Enterprise, Nature, PolicyLibrary
from policymatch.coverage import (
    Application,
    By,
    Coverage,
    Kind,
    State,
    Why,
    coverage_of,
    read_applications,
)
from policymatch.coverage.joined import Doubt
from policymatch.firms import read
from policymatch.matching import Amount

FILES = Path(__file__).parent / "files"
LIBRARY = PolicyLibrary.load(FILES / "rules")
FIRMS = tuple(read(FILES / "firms.jsonl", LIBRARY.vocabulary))
DAY = date(2026, 3, 16)
CODE = "91341300MA2XKHTG50"


def covered(by: By = By.POLICY, since: date | None = None) -> Coverage:
    return coverage_of(FIRMS, read_applications(FILES / "applied.csv"), LIBRARY, DAY, by, since)


def of_firms(*rows: Application, firms: tuple[Enterprise, ...] = FIRMS) -> Coverage:
    return coverage_of(firms, rows, LIBRARY, DAY)


def test_rows_are_read_below_a_title() -> None:
    rows = read_applications(FILES / "applied.csv")
    assert len(rows) == 10
    first, _, third = rows[:3]
    assert (first.row, first.code, first.policy, first.state) == (3, CODE, "cover/register", State.PAID)
    assert third.day is not None
    assert (third.day.low, third.day.high) == (date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("credit_code,policy_id,date,status", f"{CODE},cover/tax,2026-02-01,paid"),
        ("序号,社会信用代码,申报事项,办理状态", f"1,{CODE},cover/tax,已拨付"),
    ],
)
def test_headers_in_either_language(tmp_path: Path, header: str, row: str) -> None:
    file = tmp_path / "applied.csv"
    file.write_text(f"{header}\n{row}\n", "utf-8")
    (one,) = read_applications(file)
    assert (one.code, one.policy, one.state) == (CODE, "cover/tax", State.PAID)


def test_counts_by_policy() -> None:
    rows = {row.group.key: row for row in covered().rows}
    register, research, tax = (rows[f"cover/{key}"] for key in ("register", "research", "tax"))
    # 甲 paid, 乙 refused, 丙 applied without qualifying; 丁山 may qualify.
    assert (register.eligible, register.applied, register.paid, register.missed) == (2, 3, 1, 0)
    assert (register.maybe, register.ineligible, register.rejected) == (1, 1, 1)
    # 甲 has not applied, 丙 has withdrawn; 丁山 applied with 800万元 of the 1,000万元 asked for.
    assert (research.eligible, research.applied, research.missed, research.ineligible) == (2, 1, 2, 1)
    # All four are in 宿州; only 乙 has applied.
    assert (tax.eligible, tax.applied, tax.missed, tax.missed_firms) == (4, 1, 3, 3)


def test_money_by_nature_is_never_mixed() -> None:
    total = covered().total
    assert dict(total.worth) == {
        # Twice up to 50万元: nothing of it is sure.
        Nature.PAYMENT: Amount(Decimal(0), Decimal(1_000_000)),
        # Three times 2万元.
        Nature.TAX_SAVING: Amount(Decimal(60_000), Decimal(60_000)),
    }
    assert total.missed_firms == 3


def test_who_has_missed_what() -> None:
    found = [(case.firm[:2], case.policy_id) for case in covered().of(Kind.MISSED)]
    assert found == [
        ("甲公", "cover/tax"),
        ("甲公", "cover/research"),
        ("丙公", "cover/tax"),
        ("丙公", "cover/research"),
        ("宿州", "cover/tax"),
    ]


def test_what_to_look_at_says_why() -> None:
    found = {(case.kind, case.firm[:2]): [one.zh for one in case.why] for case in covered().cases if case.why}
    assert found == {
        (Kind.INELIGIBLE, "丙公"): ["规上企业：是"],
        (Kind.INELIGIBLE, "宿州"): ["上年营业收入不低于1,000万元"],
        (Kind.MAYBE, "宿州"): ["规上企业"],
    }


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.DEPARTMENT, {"市工信局": (6, 3), "市科技局": (2, 2)}),
        (By.COUNTY, {"安徽省宿州市埇桥区": (3, 2), "安徽省宿州市灵璧县": (4, 2), "安徽省宿州市": (1, 1)}),
        (By.INDUSTRY, {"制造业": (5, 2), "信息传输、软件和信息技术服务业": (2, 2), "未知": (1, 1)}),
        (By.SIZE, {"小型": (5, 2), "微型": (2, 2), "未知": (1, 1)}),
    ],
)
def test_counts_by_other_groups(by: By, expected: dict[str, tuple[int, int]]) -> None:
    found = covered(by)
    assert {row.group.name.zh: (row.eligible, row.missed) for row in found.rows} == expected
    assert (found.total.eligible, found.total.missed) == (8, 5)


def test_what_is_not_joined_is_told() -> None:
    assert [(one.application.row, one.why) for one in covered().unjoined] == [
        (8, Why.NO_POLICY),
        (10, Why.NOT_IN_FORCE),
        (12, Why.NO_FIRM),
    ]


def test_what_is_joined_in_doubt_is_told() -> None:
    assert [(one.application.row, one.doubts) for one in covered().doubtful] == [
        (6, (Doubt.OTHER_CODE,)),
        (7, (Doubt.LIKE_NAME,)),
        (9, (Doubt.UNKNOWN_STATE,)),
    ]


def test_an_unknown_state_is_an_application() -> None:
    found = of_firms(Application(2, CODE, None, "cover/tax", state=None, state_text="补正"))
    assert ("甲公司", "cover/tax") not in [(case.firm, case.policy_id) for case in found.of(Kind.MISSED)]


def test_a_code_decides_against_a_name() -> None:
    # The name is 甲公司's, the code somebody else's: another firm.
    (one,) = of_firms(Application(2, "91340100MA2TDKJB6L", "甲公司", "cover/tax")).unjoined
    assert (one.why, one.near) == (Why.NO_FIRM, "甲公司")


def test_several_firms_of_one_name_need_a_code() -> None:
    facts = {"企业名称": "戊公司", "注册地": "宿州市"}
    codes = (CODE, "91340100MA2TDKJB6L")
    firms = tuple(Enterprise.from_dict({**facts, "统一社会信用代码": code}) for code in codes[:1])
    twins = (*firms, Enterprise.from_dict(facts))
    (one,) = of_firms(Application(2, None, "戊公司", "cover/tax"), firms=twins).unjoined
    assert one.why is Why.SEVERAL_FIRMS


def test_of_several_applications_the_furthest_counts() -> None:
    rows = (
        Application(2, CODE, None, "cover/tax", state=State.PAID),
        Application(3, CODE, None, "cover/tax", state=State.WITHDRAWN),
    )
    for order in (rows, rows[::-1]):
        (tax,) = (row for row in of_firms(*order).rows if row.group.key == "cover/tax")
        assert (tax.applied, tax.paid, tax.missed) == (1, 1, 3)


def test_since_leaves_earlier_applications_out() -> None:
    rows = {row.group.key: row for row in covered(since=date(2026, 2, 3)).rows}
    # 甲's of 1 February no longer counts; 丙's of "February" still may be of later.
    assert (rows["cover/register"].applied, rows["cover/register"].missed) == (2, 1)


def test_a_firm_given_twice_counts_once() -> None:
    found = of_firms(firms=(*FIRMS, FIRMS[0], FIRMS[1]))
    assert (found.firms, found.repeated, found.total.eligible) == (4, 2, 8)
