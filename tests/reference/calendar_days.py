"""Days counted on the calendar, one day or one month at a time."""

from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """Return the same day `months` on; where that month is too short, its last day."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def months_between(start: date, end: date) -> int:
    """Return the largest n, negative too, for which n months after `start` is not after `end`."""
    n = (end.year - start.year) * 12 + end.month - start.month + 1
    while months_later(start, n) > end:
        n -= 1
    return n


def days_later(day: date, days: int) -> date:
    return day + timedelta(days=days)
