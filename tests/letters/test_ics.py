"""Calendar files, read back by another program's parser."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policymatch.letters.model import Entry
from policymatch.letters.render.ics import ics_of
from policymatch.text.shown import shown

MADE = date(2026, 3, 16)


def entry(uid: str, title: str, first: date, last: date, text: str = "", alarm: bool = False) -> Entry:
    kind: Literal["window", "figures"] = "window" if alarm else "figures"
    return Entry(uid=uid, kind=kind, first=first, last=last, title=title, text=text)


TITLE = "设备补助；申报,截止\\"
WINDOW = entry("a@pm", TITLE, date(2026, 3, 1), date(2026, 4, 30), "第一行\n第二行", alarm=True)


def events(text: str) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(text)
    return list(calendar.walk("VEVENT"))


def test_a_window() -> None:
    (event,) = events(ics_of([WINDOW], MADE, "zh"))
    assert event["UID"] == "a@pm"
    assert event["SUMMARY"] == TITLE
    assert event["DESCRIPTION"] == "第一行\n第二行"
    assert event["DTSTART"].dt == date(2026, 3, 1)
    assert event["DTEND"].dt == date(2026, 5, 1)
    assert event["DTSTAMP"].dt == datetime(2026, 3, 16, tzinfo=UTC)


@pytest.mark.parametrize("first", [date(2026, 3, 1), date(2026, 4, 30)])
def test_reminders_come_in_the_morning_14_and_3_days_before_the_last_day(first: date) -> None:
    (event,) = events(ics_of([entry("a", "甲", first, date(2026, 4, 30), alarm=True)], MADE, "zh"))
    times = []
    for alarm in event.walk("VALARM"):
        trigger = alarm["TRIGGER"]
        anchor = event["DTEND" if trigger.params.get("RELATED") == "END" else "DTSTART"].dt
        times.append(datetime.combine(anchor, datetime.min.time()) + trigger.dt)
    assert times == [datetime(2026, 4, 16, 9), datetime(2026, 4, 27, 9)]


def test_reminders_only_where_something_closes() -> None:
    assert "VALARM" not in ics_of([entry("a", "甲", MADE, MADE)], MADE, "zh")
    assert "DESCRIPTION:closes in 3 days: x" in ics_of([entry("a", "x", MADE, MADE, alarm=True)], MADE, "en")


@settings(deadline=None)
@given(st.text(), st.text("甲乙𠮷,;\\:é\n ", max_size=300), st.dates(max_value=date(9999, 12, 30)))
def test_any_text_comes_back_and_no_line_is_too_long(title: str, text: str, day: date) -> None:
    made = ics_of([entry("甲" * 90, title, day, day, text)], MADE, "zh")
    lines = made.encode("utf-8").split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode("utf-8") for line in lines)
    (event,) = events(made)
    assert event["SUMMARY"] == shown(title)
    assert event.get("DESCRIPTION", "") == "\n".join(map(shown, text.splitlines()))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)


def test_the_same_entries_give_the_same_bytes() -> None:
    assert ics_of([WINDOW], MADE, "zh") == ics_of([WINDOW], MADE, "zh")


def test_entries_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="ends before"):
        ics_of([entry("a", "甲", MADE, MADE - timedelta(days=1))], MADE, "zh")
    with pytest.raises(ValueError, match="two entries"):
        ics_of([WINDOW, WINDOW], MADE, "zh")
