"""Windows and tests that lie outside the dates on which their document is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policymatch.lint.model import Finding
from policymatch.lint.view import View
from policymatch.policy import Document, Status, Window


def windows(view: View) -> Iterator[Finding]:
    """Yield filing windows that never open while the document is in force."""
    document = view.policy.document
    for window in view.policy.filing.windows:
        if not _opens(window, document):
            place = view.places.key("apply", "window")
            yield view.finding("window-outside", _shown(window), place, force=_force(document))


def tests(view: View) -> Iterator[Finding]:
    """Yield tests asked on a day on which the document is not in force by its dates."""
    document = view.policy.document
    if document.stated in (Status.DRAFT, Status.EXPIRED):
        return
    for test in view.policy.tests:
        if not document.status(test.as_of).applies:
            about = test.as_of.isoformat()
            yield view.finding("test-outside", about, test.place, force=_force(document))


def _opens(window: Window, document: Document) -> bool:
    start, end = document.effective_from, document.effective_to
    if not window.every_year:
        return (end is None or window.first <= end) and (start is None or window.last >= start)
    if start is None or end is None:
        return True
    following = window.next_on(start)
    return following is not None and following[0] <= end


def _shown(window: Window) -> str:
    return f"{_day(window.first, window)}至{_day(window.last, window)}"


def _day(day: date, window: Window) -> str:
    return day.strftime("%m-%d") if window.every_year else day.isoformat()


def _force(document: Document) -> str:
    start, end = document.effective_from, document.effective_to
    return f"{start or '…'} – {end or '…'}"
