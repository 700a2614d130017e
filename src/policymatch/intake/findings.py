"""What firms contradict themselves in, and sources each other, kept on disk until a report wants it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from sqlite3 import Connection
from typing import NamedTuple

from policymatch.enterprise import Enterprise, FactKey
from policymatch.enterprise.phrases import phrase
from policymatch.intake.assemble import Assembled
from policymatch.intake.checks import CHECKS
from policymatch.intake.precedence import Claim, Rule
from policymatch.intake.privacy import HIDDEN
from policymatch.intake.table import cell_name
from policymatch.messages import Lang, say
from policymatch.values import Value
from policymatch.vocabulary import Type, Vocabulary

# Rules of findings beside those of precedence and the named checks.
OTHER_NAME = "other-name"
SEVERAL_CODES = "several-codes"
NAMES = frozenset((OTHER_NAME, SEVERAL_CODES))
# Sources differ, and no rule of precedence tells which is right; or one does.
UNDECIDED = frozenset((Rule.BOTH.value,))
DECIDED = frozenset(rule.value for rule in Rule) - UNDECIDED
_AT_ONCE = 1_000
_REMEMBERED = 4_096
_TABLE = """
DROP TABLE IF EXISTS finding;
CREATE TABLE finding (
    rule TEXT, name TEXT, code TEXT, what TEXT, kept TEXT, kept_at TEXT, lost TEXT, lost_at TEXT
);
"""


class Finding(NamedTuple):
    """One contradiction of a firm. `kept` and `lost` are what differ, with where they stand."""

    rule: str
    name: str
    code: str
    what: str
    kept: str
    kept_at: str
    lost: str
    lost_at: str


class Findings:
    """Takes in what is found of one firm after another; `sheets` are their names, by number.

    With `redact` no text that a source has written freely is kept.
    """

    def __init__(
        self, db: Connection, sheets: Sequence[str], vocabulary: Vocabulary, lang: Lang, redact: bool = False
    ) -> None:
        self.db, self.sheets, self.vocabulary, self.lang = db, sheets, vocabulary, lang
        self.redact = redact
        self._waiting: list[Finding] = []
        # The same headcounts and days come again and again.
        self._text = lru_cache(maxsize=_REMEMBERED)(self._told)
        self._name = lru_cache(maxsize=_REMEMBERED)(self._named)
        db.executescript(_TABLE)
        db.execute(
            "INSERT INTO finding SELECT ?, min(row.name), '', '', group_concat(DISTINCT row.code), '', '', ''"
            " FROM called JOIN row ON row.firm = called.firm AND row.folded = called.folded"
            " GROUP BY called.folded HAVING count(DISTINCT called.firm) > 1",
            (SEVERAL_CODES,),
        )
        db.commit()

    def add(self, made: Assembled) -> None:
        """Note what one firm contradicts itself in."""
        firm = made.enterprise
        for fact, other in made.lost:
            kept, lost = self._claim(fact, other.kept), self._claim(fact, other.lost)
            self._add(firm, other.rule.value, self._name(None, fact), *kept, *lost)
        for name in made.other_names:
            self._add(firm, OTHER_NAME, "", firm.name, "", name, "")
        fields = {fact[0] for fact in firm.facts}
        for check in CHECKS:
            for one in check.find(firm) if check.of <= fields else ():
                left, right = self._name(*one.left), self._name(*one.right)
                values = self._text(*one.left, one.left_value), self._text(*one.right, one.right_value)
                self._add(firm, check.name, "", left, values[0], right, values[1])

    def close(self) -> None:
        """Write what waits to be written."""
        with self.db:
            self.db.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()

    def _add(self, firm: Enterprise, rule: str, *told: str) -> None:
        self._waiting.append(Finding(rule, firm.name, firm.credit_code or "", *told))
        if len(self._waiting) >= _AT_ONCE:
            self.close()

    def _claim(self, fact: FactKey, claim: Claim) -> tuple[str, str]:
        where = f"{self.sheets[claim.sheet]}!{cell_name(claim.line, claim.at)}"
        return self._text(None, fact, claim.known.value), where

    def _told(self, kind: str | None, fact: FactKey, value: Value) -> str:
        field = self.vocabulary.field(kind, fact[0])
        if self.redact and field.type is Type.TEXT:
            return HIDDEN
        told = phrase(value, field, kind, self.vocabulary, self.lang)
        return "、".join(map(str, told)) if isinstance(told, list) else str(told)

    def _named(self, kind: str | None, fact: FactKey) -> str:
        key, year, basis = fact
        name = self.vocabulary.field(kind, key).both.in_(self.lang)
        if kind is not None:
            name = f"{self.vocabulary.records[kind].both.in_(self.lang)}.{name}"
        if basis is not None:
            name += f" ({self.vocabulary.bases[basis].both.in_(self.lang)})"
        return name if year is None else f"{name} [{year}]"


def findings(db: Connection, rules: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield what was found, rule by rule; only what these rules have found, if any are given."""
    found = [rule for (rule,) in db.execute("SELECT DISTINCT rule FROM finding ORDER BY rule")]
    for rule in found:
        if rules is None or rule in rules:
            told = db.execute("SELECT * FROM finding WHERE rule = ? ORDER BY rowid", (rule,))
            yield from map(Finding._make, told)


def counts_of(db: Connection) -> dict[str, int]:
    """Return how many findings there are by each rule."""
    return dict(db.execute("SELECT rule, count(*) FROM finding GROUP BY rule ORDER BY rule"))


def told_rule(rule: str, lang: Lang) -> str:
    """Return what a rule of a finding is called."""
    return say(f"intake-rule-{rule}", lang)
