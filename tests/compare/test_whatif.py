"""What-if worked by hand, on the old rules beside this file (files/old/city.yaml)."""

from decimal import Decimal
from typing import Any

from tests.compare.firms import AS_OF, FILES, firm, rules

from policymatch import Enterprise, Nature, what_if
from policymatch.compare import MoveKind


def a() -> Enterprise:
    """8000万元 revenue, 400万元 research, 80 people, 高新技术企业, all lists complete."""
    return Enterprise.load(FILES / "firms" / "a.yaml")


def kinds(*changes: str, of: Enterprise | None = None) -> dict[str, str]:
    compared = what_if(of or a(), changes, rules("old"), AS_OF)
    return {move.policy.id: move.kind.value for move in compared.moves}


def test_gained() -> None:
    compared = what_if(a(), "员工人数=120人", rules("old"))
    (move,) = compared.gained
    assert move.policy.id == "city/scale"
    # 8000万元 alone is below 1亿元; with 100 people 2000万元 are enough. The first alternative has not moved.
    (cause,) = move.causes("zh")
    assert (cause.required, cause.cite) == ("员工人数不低于100人", "第五条")
    assert (cause.before, cause.after) == (("✗", "80人"), ("✓", "120人"))
    # 研发 40 + 高企 20 + 房租 5 = 65万元; with 上台阶 30 more: 95万元.
    assert [compared.before.totals[Nature.PAYMENT].low, compared.after.totals[Nature.PAYMENT].low] == [
        650_000,
        950_000,
    ]
    difference = compared.differences[Nature.PAYMENT]
    assert (difference.low, difference.high) == (Decimal(300_000), Decimal(300_000))
    assert compared.unchanged == 3


def test_every_kind_of_move() -> None:
    assert kinds("资质-=高新技术企业") == {"city/honour": "lost"}
    assert kinds("资质=?") == {"city/honour": "unsettled"}
    assert kinds("员工人数=?") == {"city/rent": "unsettled", "city/scale": "opened"}
    unknown = firm(注册地="宿州市", 营业收入="8000万元", 研发费用="400万元", 资质="无")
    assert kinds("员工人数=80人", of=unknown) == {"city/rent": "gained", "city/scale": "closed"}
    assert kinds("研发费用=450万元") == {"city/research": "amount"}
    assert kinds("研发费用=400万元") == {}


def test_moves_stand_in_the_order_of_their_kinds() -> None:
    compared = what_if(a(), ["员工人数=250人", "研发费用=500万元", "资质=?"], rules("old"))
    assert [move.kind for move in compared.moves] == [
        MoveKind.GAINED,
        MoveKind.LOST,
        MoveKind.UNSETTLED,
        MoveKind.AMOUNT,
    ]


def test_lost_by_the_clause_that_now_fails() -> None:
    (move,) = what_if(a(), "研发费用=200万元", rules("old")).lost
    (cause,) = move.causes("en")
    assert cause.required == "research expense (last year) is at least CNY 3,000,000"
    assert cause.before is not None
    assert cause.after is not None
    assert (cause.before[0], cause.after[0]) == ("✓", "✗")


def test_an_alternative_that_fails_while_another_stays_open_is_the_cause() -> None:
    big = firm(注册地="宿州市", 营业收入="1.2亿元")
    (move,) = what_if(big, "营业收入=9000万元", rules("old"), AS_OF).moves
    # 1亿元 is no longer reached; whether there are 100 people was not known before, either.
    assert move.kind is MoveKind.UNSETTLED
    assert [cause.required for cause in move.causes("zh")] == ["上年营业收入不低于1亿元"]


def test_ranges_stay_ranges() -> None:
    compared = what_if(a(), "研发费用=450-500万元", rules("old"))
    # 10% of 400 is 40; of 450 to 500, 45 to 50: what is sure +5万元, at most +10万元.
    difference = compared.differences[Nature.PAYMENT]
    assert (difference.low, difference.high) == (Decimal(50_000), Decimal(100_000))


def test_a_stated_fact_that_the_change_contradicts_is_told() -> None:
    small = firm(注册地="宿州市", 行业="C3421", 员工人数="80人", 营业收入="8000万元", 划型="小型")
    compared = what_if(small, "员工人数=290人", rules("old"), AS_OF)
    assert compared.cautions == ()
    grown = what_if(small, ["员工人数=500人", "营业收入=8亿元"], rules("old"), AS_OF)
    (caution,) = grown.cautions
    assert caution.zh.startswith("所填划型为小型")
    assert "medium" in caution.en


def test_the_new_package() -> None:
    """上台阶 comes in with 30万元, 研发 pays 50 instead of 40万元: 65 becomes 105万元, in fen."""
    compared = what_if(a(), ["员工人数=120人", "研发费用=500万元"], rules("old"))
    assert compared.sure.paid == {
        "city/research": (40_000_000, 50_000_000),
        "city/scale": (None, 30_000_000),
    }
    assert (compared.sure.before.bounded, compared.sure.after.bounded) == (65_000_000, 105_000_000)
    assert compared.sure.title("city/scale") == "营业收入上台阶奖励"
    assert compared.reachable.paid == compared.sure.paid
    same = what_if(a(), "研发费用=400万元", rules("old"))
    assert (same.sure.paid, same.reachable.paid) == ({}, {})


def test_plain_data() -> None:
    told: dict[str, Any] = what_if(a(), "员工人数=120人", rules("old")).to_dict("en")
    assert told["as_of"] == "2026-03-16"
    assert told["differences"] == {"payment": {"low": 300_000, "high": 300_000}}
    moved = {"id": "city/scale", "title": "营业收入上台阶奖励", "before": None, "after": 300_000}
    assert told["packages"]["sure"]["moved"] == [moved]
    (move,) = told["moves"]
    assert (move["kind"], move["before"]["verdict"], move["after"]["verdict"]) == (
        "gained",
        "ineligible",
        "eligible",
    )
    assert move["causes"][0]["cite"] == "第五条"
    assert told["before"] != told["after"]
