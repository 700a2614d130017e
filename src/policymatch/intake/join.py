"""Which rows are of one firm: by credit code, then by the name as written, then as a person has decided.

A name that is only like another is never enough: such pairs are listed for review, and joined when the list
comes back with a yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import NamedTuple

from policymatch.names import NameIndex, NameKind

# Comparing each of many names with each of many others takes a second for about a million pairs.
MOST_PAIRS = 100_000_000
_A_PAIR = 2

_NUMBERED = """
DROP TABLE IF EXISTS firm;
DROP TABLE IF EXISTS called;
DROP INDEX IF EXISTS row_firm;
UPDATE row SET firm = NULL;
CREATE TABLE firm (id INTEGER PRIMARY KEY, code TEXT, folded TEXT, first INTEGER, name TEXT);
INSERT INTO firm (code, first) SELECT code, min(id) FROM row WHERE code IS NOT NULL GROUP BY code;
CREATE UNIQUE INDEX firm_code ON firm (code);
UPDATE row SET firm = (SELECT id FROM firm WHERE firm.code = row.code) WHERE code IS NOT NULL;
CREATE TABLE called (folded TEXT, firm INTEGER, PRIMARY KEY (folded, firm)) WITHOUT ROWID;
INSERT OR IGNORE INTO called SELECT folded, firm FROM row WHERE code IS NOT NULL AND folded IS NOT NULL;
UPDATE row SET firm = (
    SELECT min(firm) FROM called WHERE called.folded = row.folded GROUP BY folded HAVING count(*) = 1
) WHERE code IS NULL;
INSERT INTO firm (folded, first) SELECT folded, min(id) FROM row WHERE firm IS NULL GROUP BY folded;
CREATE INDEX firm_folded ON firm (folded);
UPDATE row SET firm = (SELECT id FROM firm WHERE firm.folded = row.folded AND firm.code IS NULL)
    WHERE firm IS NULL;
UPDATE firm SET name = (SELECT name FROM row WHERE row.id = firm.first);
"""
_SETTLED = """
CREATE INDEX IF NOT EXISTS row_firm ON row (firm, id);
UPDATE firm SET first = (SELECT min(id) FROM row WHERE row.firm = firm.id);
CREATE UNIQUE INDEX IF NOT EXISTS firm_first ON firm (first);
"""


class Pair(NamedTuple):
    """Two that may be one firm: one known by its name alone, and one that has a code, or none (blank)."""

    left: str
    right: str
    code: str
    score: int
    rows: int
    answer: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what an answer is known by: the left name, and the code on the right or else the name."""
        return self.left, self.code or self.right


@dataclass(frozen=True)
class Joined:
    """How rows came together: pairs to review, pairs joined as reviewed, and names that were not compared."""

    pairs: tuple[Pair, ...] = ()
    joined: int = 0
    not_compared: int = 0


Answers = Mapping[tuple[str, str], bool]


def join(db: Connection, answers: Answers, most_pairs: int = MOST_PAIRS) -> Joined:
    """Number the firms of all rows. `answers` say by name and code whether two of a pair are one firm."""
    with db:
        db.executescript(_NUMBERED)
    pairs, skipped = _pairs(db, most_pairs)
    apart = frozenset(pair.left for pair in pairs if answers.get(pair.key) is not False)
    nameless, also_skipped = _nameless_pairs(db, apart, most_pairs)
    joined = 0
    with db:
        # The later name goes to the earlier one, and both to a code: from the last to the first.
        for pair in (*reversed(nameless), *pairs):
            if answers.get(pair.key):
                joined += _unite(db, pair)
        db.executescript(_SETTLED)
    said = {None: "", True: "yes", False: "no"}
    told = tuple(pair._replace(answer=said[answers.get(pair.key)]) for pair in (*pairs, *nameless))
    return Joined(told, joined, max(skipped, also_skipped))


def _unite(db: Connection, pair: Pair) -> int:
    """Join the firm that is known by its name alone to the other one; return how many were joined."""
    named = "SELECT id FROM firm WHERE code IS NULL AND name = ?"
    left = db.execute(named, (pair.left,)).fetchone()
    right = db.execute("SELECT id FROM firm WHERE code = ?", (pair.code,)).fetchone()
    if not pair.code:
        right = db.execute(named, (pair.right,)).fetchone()
    if left is None or right is None:
        return 0
    db.execute("UPDATE row SET firm = ? WHERE firm = ?", (right[0], left[0]))
    db.execute("DELETE FROM firm WHERE id = ?", left)
    return 1


def _pairs(db: Connection, most: int) -> tuple[list[Pair], int]:
    """Return the pairs that may be one firm, and how many names were too many to compare."""
    pairs = list(_of_one_name(db))
    clear = {pair.left for pair in pairs}
    nameless = db.execute("SELECT count(*) FROM firm WHERE code IS NULL").fetchone()[0]
    coded = db.execute("SELECT count(DISTINCT firm) FROM called").fetchone()[0]
    if not nameless or not coded:
        return pairs, 0
    if nameless * coded > most:
        return pairs, nameless
    known = dict(
        db.execute(
            "SELECT row.name, min(row.firm) FROM row WHERE code IS NOT NULL AND name IS NOT NULL"
            " GROUP BY name"
        )
    )
    index = NameIndex(NameKind.FIRM, known)
    codes = dict(db.execute("SELECT id, code FROM firm WHERE code IS NOT NULL"))
    lonely = db.execute("SELECT id, name FROM firm WHERE code IS NULL ORDER BY first").fetchall()
    for firm, name in lonely:
        best = next(iter(index.matches(name, 1)), None)
        if best is None or not best.sure or name in clear:
            continue
        rows = db.execute("SELECT count(*) FROM row WHERE firm = ?", (firm,)).fetchone()[0]
        pairs.append(Pair(name, best.name, codes[known[best.name]], round(best.score), rows))
    return pairs, 0


def _nameless_pairs(db: Connection, paired: frozenset[str], most: int) -> tuple[list[Pair], int]:
    """Return the pairs that may be one firm of firms known by their names alone, but for those in `paired`.

    The later name stands on the left. Beside them stands how many names were too many to compare.
    """
    left_over = db.execute("SELECT count(*) FROM firm WHERE code IS NULL").fetchone()[0] - len(paired)
    if left_over**2 > most:
        return [], left_over
    found = db.execute("SELECT id, name FROM firm WHERE code IS NULL ORDER BY first")
    lonely = {name: id for id, name in found if name not in paired}
    index = NameIndex(NameKind.FIRM, lonely)
    at = {name: place for place, name in enumerate(lonely)}
    pairs: dict[tuple[str, str], Pair] = {}
    for name in lonely:
        other = next((one.name for one in index.matches(name, _A_PAIR) if one.name != name), None)
        # Alone with the other, the likest name cannot be hidden by the name itself.
        best = next(iter(NameIndex(NameKind.FIRM, [other]).matches(name, 1)), None) if other else None
        if best is not None and best.sure:
            right, left = sorted((name, best.name), key=lambda one: at[one])
            rows = db.execute("SELECT count(*) FROM row WHERE firm = ?", (lonely[left],)).fetchone()[0]
            pairs[left, right] = Pair(left, right, "", round(best.score), rows)
    return sorted(pairs.values(), key=lambda pair: at[pair.left]), 0


def _of_one_name(db: Connection) -> Iterator[Pair]:
    """Yield rows without a code whose name two firms with different codes have."""
    found = db.execute(
        "SELECT firm.name, row.name, other.code, (SELECT count(*) FROM row AS mine WHERE mine.firm = firm.id)"
        " FROM firm JOIN called ON called.folded = firm.folded JOIN firm AS other ON other.id = called.firm"
        " JOIN row ON row.id = other.first WHERE firm.code IS NULL ORDER BY firm.first, other.first"
    ).fetchall()
    for left, right, code, rows in found:
        yield Pair(left, right, code, 100, rows)
