"""Days of a paper as a calendar file (iCalendar, RFC 5545) that telephones and office programs take in.

All entries are whole days, so that no time zone matters. The same entries on the same day give the same
bytes, and an entry that is taken in again takes the place of the older one, by its uid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from policymatch.letters.model import Entry
from policymatch.messages import Lang, say
from policymatch.text.shown import shown

# Days before a closing on which a calendar reminds.
REMINDERS = (14, 3)
# Octets of a line, without its end (RFC 5545, 3.1).
_OCTETS = 75
_SPECIAL = re.compile(r"[\\;,]")


def ics_of(entries: Iterable[Entry], made: date, lang: Lang) -> str:
    """Return a calendar of entries, with CRLF at the end of each line; `made` is the day it is made on.

    Both days of an entry count. Of a window the calendar reminds before its last day.

    Raises ValueError when an entry ends before it begins, or two have one uid.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//policymatch//letters//EN", "CALSCALE:GREGORIAN"]
    uids = set()
    for entry in entries:
        if entry.last < entry.first:
            raise ValueError(f"{entry.uid} ends before it begins")
        if entry.uid in uids:
            raise ValueError(f"two entries have the uid {entry.uid}")
        uids.add(entry.uid)
        lines += _event(entry, lang, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(entry: Entry, lang: Lang, made: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(shown(entry.uid))}"
    yield f"DTSTAMP:{_day(made)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
    # The end is the first day that no longer counts.
    yield f"DTEND;VALUE=DATE:{_day(entry.last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(shown(entry.title))}"
    if entry.text:
        yield f"DESCRIPTION:{_text(entry.text)}"
    # A window is not a meeting: who has it in the calendar is still free.
    yield "TRANSP:TRANSPARENT"
    if entry.kind == "window":
        for days in REMINDERS:
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield f"DESCRIPTION:{_text(say('paper-reminder', lang, title=shown(entry.title), days=days))}"
            yield f"TRIGGER{_before(entry, days)}"
            yield "END:VALARM"
    yield "END:VEVENT"


def _before(entry: Entry, days: int) -> str:
    """Return the time nine o'clock in the morning, `days` before the last day."""
    # Programs that know only the beginning of an entry see it for a single day, whose beginning is meant.
    if entry.first == entry.last:
        return f":-P{days - 1}DT15H"
    return f";RELATED=END:-P{days}DT15H"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    lines = (_SPECIAL.sub(r"\\\g<0>", shown(line)) for line in text.splitlines())
    return r"\n".join(lines)


def _folded(line: str) -> str:
    """Return a line broken, with a space, wherever it would be too long; no character is cut."""
    made, room = [], _OCTETS
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            made.append("\r\n ")
            room = _OCTETS - 1
        made.append(character)
        room -= size
    return "".join(made)
