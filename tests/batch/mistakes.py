"""For each error code of match tables something that has it."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.batch.test_tables import POLICIES, firm, table_of
from tests.support.policies import DOCUMENT, library_of

from policymatch import PolicyLibrary, Problem, batch
from policymatch.batch.earlier import Earlier
from policymatch.batch.why import Side
from policymatch.problems import InputError


def _library(more: str = "") -> PolicyLibrary:
    return library_of(DOCUMENT + POLICIES + more)


def _refused(call: Callable[[], object]) -> Problem:
    with pytest.raises(InputError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem


def _run(folder: Path, **how: Any) -> object:
    table = table_of(folder / "firms.parquet", firm(0), firm(1))
    return batch.write_table(folder / "out.parquet", table, _library(), **how)


def _stopped(folder: Path) -> None:
    """Leave a chunk that is done."""
    with pytest.raises(KeyboardInterrupt):
        _run(folder, progress=lambda firms: _raises(KeyboardInterrupt())() if firms else None)


def _raises(error: BaseException) -> Callable[..., object]:
    def fails(*_: object) -> object:
        raise error

    return fails


def _there(folder: Path) -> Problem:
    _stopped(folder)
    return _refused(lambda: _run(folder))


def _other_run(folder: Path) -> Problem:
    _stopped(folder)
    return _refused(lambda: _run(folder, resume=True, as_of=date(2026, 1, 1)))


def _at_work(folder: Path) -> Problem:
    found: list[Problem] = []
    _run(folder, progress=lambda _: found.append(_refused(lambda: _run(folder))))
    return found[0]


def _killed(folder: Path) -> Problem:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policymatch.batch.work.Worker.done", _raises(BrokenProcessPool()))
        return _refused(lambda: _run(folder))


def _none(folder: Path) -> Problem:
    return _refused(lambda: Earlier(table_of(folder / "firms.parquet", firm(0))))


def _unreadable(folder: Path) -> Problem:
    (folder / "out.parquet").write_bytes(b"PAR1")
    return _refused(lambda: Earlier(folder / "out.parquet"))


def _side(folder: Path, firms: str, library: PolicyLibrary) -> Problem:
    _run(folder)
    table_of(folder / "others.parquet", firm(2))
    earlier = Earlier(folder / "out.parquet")
    return _refused(lambda: Side(earlier, folder / firms, library).__enter__())


MATCHES: dict[str, Callable[[Path], Problem]] = {
    "match-there": _there,
    "match-other-run": _other_run,
    "match-at-work": _at_work,
    "match-process-killed": _killed,
    "match-table-none": _none,
    "match-table-unreadable": _unreadable,
    "match-table-other-rules": lambda folder: _side(folder, "firms.parquet", _library("# other\n")),
    "match-table-other-firms": lambda folder: _side(folder, "others.parquet", _library()),
}
