"""Dates as people write them; incomplete ones are all the days they may be."""

from datetime import date, datetime

import pytest
from tests.enterprise.reading import firm, message, problem, value

from policymatch.values import Span

DAY = Span.exact(date(2021, 6, 30))
JUNE = Span(date(2021, 6, 1), date(2021, 6, 30))
YEAR = Span(date(2021, 1, 1), date(2021, 12, 31))

DATES: list[tuple[object, object]] = [
    ("2021-06-30", DAY),
    ("2021年6月30日", DAY),
    ("２０２１年６月３０日", DAY),
    ("2021/6/30", DAY),
    ("2021.6.30", DAY),
    ("20210630", DAY),
    (20210630, DAY),
    (date(2021, 6, 30), DAY),
    (datetime(2021, 6, 30, 12), DAY),
    ("2021年6月", JUNE),
    ("2021-06", JUNE),
    ("2021/6", JUNE),
    ("2021年", YEAR),
    (2021, YEAR),
    ("2021", YEAR),
    ("2021-06-01~2021-06-30", JUNE),
    ("2021年1月至2021年12月", YEAR),
    ("2021年1月-2021年12月", YEAR),
    (["2021-01", "2021-12"], YEAR),
    ({"最低": "2021-01", "最高": "2021-12-31"}, YEAR),
    ({"low": 2021, "high": None}, Span(date(2021, 1, 1), None)),
    ("≥2021-06-30", Span(date(2021, 6, 30), None)),
    ("2021年6月以后", Span(date(2021, 6, 1), None)),
    ("2021年6月以前", Span(None, date(2021, 6, 30))),
    ("晚于2021-06-30", Span(date(2021, 6, 30), None, True)),
    ("before 2021-06-30", Span(None, date(2021, 6, 30), False, True)),
    (">2021-06-01且<2021-06-30", Span(date(2021, 6, 1), date(2021, 6, 30), True, True)),
]


@pytest.mark.parametrize(("written", "days"), DATES)
def test_dates(written: object, days: object) -> None:
    assert value("成立日期", written) == days


WRONG: list[tuple[object, str]] = [
    ("2021-13-01", "bad-date"),
    ("2021-02-29", "bad-date"),
    ("2021年13月", "bad-date"),
    ("0000-01-01", "bad-date"),
    ("20211301", "bad-date"),
    ("去年", "not-a-date"),
    ("2021-6/30", "not-a-date"),
    ("21-06-30", "not-a-date"),
    ("2021 06 30", "not-a-date"),
    ("2020~2021~2022", "not-a-date"),
    ("2020、2021", "not-a-date"),
    (10**40, "not-a-date"),
    ("2022~2021", "range-reversed"),
    (">2022且<2021", "range-reversed"),
    (["≥2021", "2022"], "range-end"),
    (True, "not-a-value"),
]


@pytest.mark.parametrize(("written", "code"), WRONG)
def test_dates_refused(written: object, code: str) -> None:
    assert problem({"成立日期": written}).code == code


def test_what_is_said() -> None:
    assert message({"成立日期": "去年"}) == "“去年”不是日期，可写 2021-06-30、2021年6月、2021"
    assert message({"基准日": "2026年3月"}) == "“2026年3月”不是完整的日期，请写到日，如 2026-03-15"


def test_the_profile_s_own_day() -> None:
    assert firm(基准日="2026-03-15").as_of == firm(as_of=date(2026, 3, 15)).as_of == date(2026, 3, 15)
    assert firm(基准日=None).as_of is None
