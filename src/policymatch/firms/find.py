"""One firm among many, by its credit code or by its name: the whole of it, or a part that only it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from policymatch.enterprise import Enterprise
from policymatch.enterprise.source import line_sources
from policymatch.enterprise.trouble import shown
from policymatch.firms.arrow import arrow, compute
from policymatch.firms.columns import CREDIT_CODE, FIRM, NAME
from policymatch.firms.forms import Form, form_of, profiles_in
from policymatch.firms.lines import identity_of, read_line
from policymatch.firms.opened import Opened
from policymatch.firms.read_table import FirmReader, RecordRows, Table, open_table
from policymatch.messages import Both
from policymatch.names import NameKind, matches
from policymatch.problems import NotFoundError, Place, Problem, ProfileError
from policymatch.text import normalise
from policymatch.vocabulary import Vocabulary, base_vocabulary

# So many firms are named when several are meant, or none is.
_LISTED = 8
# A character that folding may change: all but plain Chinese ones, digits and small letters.
_FOLDS = "[^0-9a-z\u4e00-\u9fff]"


class Hit(NamedTuple):
    """A firm that may be meant: what it is called, and where it stands."""

    name: str
    code: str | None
    at: Any

    def __str__(self) -> str:
        return f"{self.name} {self.code}" if self.code else self.name


def find(path: Path, name_or_code: str, vocabulary: Vocabulary | None = None) -> Enterprise:
    """Return the one firm at `path`, in any form, whose credit code or name is `name_or_code`.

    When no firm has that name, it may be a part of one name only. Of a table one group of rows is read.
    Raises NotFoundError with the nearest names when there is no such firm, or with all of them when there are
    several; ProfileError when the firm, or the file, cannot be read.
    """
    words = vocabulary or base_vocabulary()
    match form_of(path):
        case Form.TABLE:
            problems: list[Problem] = []
            table = open_table(path, words, problems)
            if table is None:
                raise ProfileError(problems)
            return _in_table(table, name_or_code)
        case Form.LINES:
            hits = [Hit(*identity_of(source), source) for source in line_sources(path)]
            return read_line(_the_one(hits, name_or_code, path).at, words)
    firms = [one for _, one in profiles_in([path], words) if isinstance(one, Enterprise)]
    hit = _the_one([Hit(one.name, one.credit_code, one) for one in firms], name_or_code, path)
    found: Enterprise = hit.at
    return found


def names_in(path: Path, vocabulary: Vocabulary, limit: int) -> list[str]:
    """Return the names of the first firms at `path` that can be read, `limit` of them at most."""
    names: list[str] = []
    for _, one in profiles_in([path], vocabulary):
        if len(names) == limit:
            break
        if isinstance(one, Enterprise):
            names.append(one.name)
    return names


# -- among names -------------------------------------------------------------------------------------------


def _the_one(hits: Iterable[Hit], sought: str, path: Path) -> Hit:
    """Return the one of `hits` that is meant. Raises NotFoundError when none is, or several are."""
    hits = list(hits)
    code, name = _code(sought), normalise(sought)
    by_code = [hit for hit in hits if hit.code is not None and hit.code == code]
    meant = by_code or [hit for hit in hits if normalise(hit.name) == name]
    meant = meant or [hit for hit in hits if name and name in normalise(hit.name)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise _several(meant, len(meant), sought, path)
    raise _nobody([hit.name for hit in hits], sought, path)


def _code(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _several(hits: list[Hit], count: int, sought: str, path: Path) -> NotFoundError:
    more = "……" if count > _LISTED else ""
    zh, en = ("、".join(map(str, hits[:_LISTED])), ", ".join(map(str, hits[:_LISTED])))
    values = {"found": shown(sought), "count": count, "listed": Both(zh + more, en + more), "file": path}
    return NotFoundError(Problem("firm-ambiguous", Place(str(path)), values))


def _nobody(names: Iterable[str], sought: str, path: Path) -> NotFoundError:
    near = matches(NameKind.FIRM, sought, list(names), limit=3)
    values = {"found": shown(sought), "file": path}
    nearest = " / ".join(dict.fromkeys(one.name for one in near)) or None
    return NotFoundError(Problem("firm-not-found", Place(str(path)), values, nearest))


# -- in a table --------------------------------------------------------------------------------------------


def _in_table(table: Table, sought: str) -> Enterprise:
    first, group, at = _place(table.firms, sought)
    rows = table.firms.group(group).slice(at, 1)
    number = first + at
    reader = FirmReader(table.firms, table.vocabulary)
    (row,) = reader.rows(rows, number)
    records = {
        kind: RecordRows(one, kind, table.vocabulary, of_firm(one, number))
        for kind, one in table.records.items()
    }
    found = reader.firm(row, number, records)
    if not isinstance(found, Enterprise):
        raise ProfileError(found)
    return found


def _place(firms: Opened, sought: str) -> tuple[int, int, int]:
    """Return where the firm meant stands: the first row of its group, the group, and its row in the group."""
    pc = compute()
    identity = [name for name in (CREDIT_CODE, NAME) if name in firms.layout.plain]
    text = arrow().schema([(name, arrow().string()) for name in identity])
    groups = [
        firms.group(index, identity).select(identity).cast(text)
        for index in range(firms.file.metadata.num_row_groups)
    ]
    firsts = [0]
    for group in groups:
        firsts.append(firsts[-1] + group.num_rows)
    tests: tuple[Callable[[Any], Any], ...] = (
        lambda one: pc.equal(one.column(CREDIT_CODE), _code(sought)) if CREDIT_CODE in identity else None,
        lambda one: pc.equal(one.column(NAME), sought),
        lambda one: pc.match_substring(_folded(one.column(NAME)), normalise(sought)),
    )
    for test in tests:
        hits: list[Hit] = []
        for index, group in enumerate(groups):
            mask = test(group)
            if mask is None or not normalise(sought):
                continue
            for at in pc.indices_nonzero(mask).to_pylist():
                code = group.column(CREDIT_CODE)[at].as_py() if CREDIT_CODE in identity else None
                hits.append(Hit(group.column(NAME)[at].as_py(), code, (firsts[index], index, at)))
        if hits:
            place: tuple[int, int, int] = _the_one(hits, sought, firms.path).at
            return place
    raise _nobody(
        (name for group in groups for name in group.column(NAME).to_pylist() if name), sought, firms.path
    )


def _folded(names: Any) -> Any:
    """Return names as `normalise` folds them, as nearly as Arrow can: width, case, white space."""
    pc = compute()
    names = names.combine_chunks()
    # Nearly all names are written as they are folded, and only the others take time.
    odd = pc.match_substring_regex(names, _FOLDS)
    if not pc.any(odd).as_py():
        return names
    others = pc.utf8_lower(pc.utf8_normalize(names.filter(odd), form="NFKC"))
    folded = pc.replace_substring_regex(others, r"\s+", "")
    return pc.replace_with_mask(names, odd, folded)


def of_firm(records: Opened, firm: int) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a record table that are a firm's, with the number of each piece's first row."""
    pc = compute()
    metadata = records.file.metadata
    first = 0
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        if _may_hold(group, firm):
            owners = records.group(index, [FIRM]).column(FIRM)
            mine = pc.indices_nonzero(pc.equal(owners, firm)).to_pylist()
            if mine:
                piece = records.group(index).slice(mine[0], mine[-1] - mine[0] + 1)
                yield first + mine[0], piece
        first += group.num_rows


def _may_hold(group: Any, firm: int) -> bool:
    """Return whether a group of rows may have records of a firm, by what the file says of the group."""
    columns = (group.column(index) for index in range(group.num_columns))
    owner = next((column for column in columns if column.path_in_schema == FIRM), None)
    told = None if owner is None else owner.statistics
    if told is None or not told.has_min_max:
        return True
    return bool(told.min <= firm <= told.max)
