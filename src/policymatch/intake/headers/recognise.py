"""What a column is, by its header, what stands around it, and the first of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policymatch.intake.headers.alike import TRIMMED, WRITTEN, FieldNames, Likeness
from policymatch.intake.headers.around import Around
from policymatch.intake.headers.column import ASK_BELOW, Candidate, Column, Ignored, Role, Why
from policymatch.intake.headers.parts import Parts, folded, parts_of, readings_of, unit_of
from policymatch.intake.headers.values import all_say_unit, said, share_fitting
from policymatch.intake.headers.words import ALSO, EITHER_UNIT_OR_FIRM, IGNORED, KEY_ENDS, KEYS, PARTS
from policymatch.intake.table import Raw
from policymatch.text import normalise
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.model import HONOUR
from policymatch.vocabulary.units import PLAIN, Unit

# What lowers the confidence in a column, in points.
LESS = {
    Why.NOTE: 25,
    Why.PART_OF_YEAR: 50,
    Why.NO_UNIT: 30,
    Why.NO_YEAR: 30,
    Why.OTHER_UNIT: 40,
    Why.VALUES: 30,
}
# A column of the firm in a sheet of records is told less surely than there.
_ELSEWHERE = 8
_FITTING = 0.5
_DOUBTFUL = 50
_ITEMS = (("item", 1),)
_YES = "是否"
_PLAIN = frozenset((*KEYS, *IGNORED, *PARTS, EITHER_UNIT_OR_FIRM))


class Recogniser:
    """Recognises columns with the names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take the vocabulary; the names of each scope are prepared once."""
        self.vocabulary = vocabulary
        self.names: dict[str | None, FieldNames] = {None: FieldNames(vocabulary.fields, also=ALSO)}
        for kind in vocabulary.records.values():
            self.names[kind.key] = FieldNames(kind.fields, (normalise(name) for name in kind.names))

    def is_known(self, header: str) -> bool:
        """Return whether a text is surely a header, of whatever sheet."""
        return self.is_label(header) or self._honour(parts_of(header)) is not None

    def is_label(self, header: str) -> bool:
        """Return whether a text is surely the name of a fact; honours are values as often as headers."""
        for parts in readings_of(header):
            if {folded(header), parts.name} & _PLAIN:
                return True
            if any(names.written(parts.name) for names in self.names.values()):
                return True
        return False

    def column(self, header: str, at: int, around: Around, cells: Sequence[Raw] = ()) -> Column:
        """Return what the column under `header` is. `cells` are some of those below it."""
        readings = readings_of(header)
        # A slash or a bracket may belong to the name: 统一社会信用代码/注册号.
        for name in dict.fromkeys((folded(header), *(parts.name for parts in readings))):
            found = self._plain(name, header, at, around, cells)
            if found is not None:
                return found
        columns = [self._fact(parts, header, at, around, cells) for parts in readings]
        # The first reading takes a group's name for a part of the name, the second does not.
        return max(columns, key=lambda column: (column.role is not Role.UNKNOWN, column.confidence))

    def _plain(self, name: str, header: str, at: int, around: Around, cells: Sequence[Raw]) -> Column | None:
        """Return a column that holds no fact: a key, a part of a long table, what is not kept."""
        own = around.kind is not None and self.names[around.kind].written(name) is not None
        if name == EITHER_UNIT_OR_FIRM:
            return self._unit_or_firm(header, at, cells)
        role = KEYS.get(name)
        if role is not None:
            if not own:
                return Column(header, at, role, why=(Why.WRITTEN,))
            kind = self.vocabulary.records[around.kind or ""]
            if self.names[kind.key].written(name) == kind.title and name == folded("名称"):
                return None
            # The name of the firm, or that of what is listed: 企业名称 in a list of an incubator's tenants.
            candidate = Candidate(kind.key, kind.title, _DOUBTFUL)
            return Column(header, at, role, confidence=_DOUBTFUL, why=(Why.SEVERAL,), candidates=(candidate,))
        if own and IGNORED.get(name) is not Ignored.PERSON:
            return None
        if name in PARTS:
            return Column(header, at, PARTS[name], why=(Why.WRITTEN,))
        if name in IGNORED:
            return Column(header, at, Role.IGNORED, ignored=IGNORED[name], why=(Why.WRITTEN,))
        return None

    def _unit_or_firm(self, header: str, at: int, cells: Sequence[Raw]) -> Column:
        told = [text for cell in cells if (text := said(cell))]
        if told and all(unit_of(text) is not None for text in told):
            return Column(header, at, Role.UNIT, why=(Why.WRITTEN,))
        firms = bool(told) and sum(len(text) >= 4 for text in told) > len(told) / 2
        return Column(header, at, Role.NAME, confidence=WRITTEN if firms else _DOUBTFUL, why=(Why.WRITTEN,))

    def _fact(self, parts: Parts, header: str, at: int, around: Around, cells: Sequence[Raw]) -> Column:
        found = self._likely(parts, around)
        honour = self._honour(parts)
        if honour is not None and (not found or found[0].confidence < ASK_BELOW):
            return Column(header, at, Role.HONOUR, HONOUR, honour=honour, why=(Why.WRITTEN,))
        if not found or found[0].confidence < ASK_BELOW:
            role = next((role for end, role in KEY_ENDS.items() if parts.name.endswith(end)), None)
            if role is not None:
                return Column(header, at, role, confidence=_DOUBTFUL, why=(Why.NEAR,), candidates=found)
        if not found:
            return Column(header, at, Role.UNKNOWN, confidence=0, why=(Why.NOTHING,))
        best, why = found[0], self._how(parts, found[0])
        field = self.vocabulary.field(best.kind, best.field)
        if (
            field.personal
            and best.kind is not None
            and best.field == self.vocabulary.records[best.kind].title
        ):
            return Column(header, at, Role.IGNORED, ignored=Ignored.PERSON, why=(why,))
        column = Column(
            header,
            at,
            Role.FIELD,
            best.kind,
            best.field,
            confidence=best.confidence,
            why=(why,),
            candidates=found if best.confidence < ASK_BELOW else (),
        )
        return self._told(column, field, parts, around, cells)

    def _likely(self, parts: Parts, around: Around) -> tuple[Candidate, ...]:
        """Return the fields that a name may mean, the likest first: those of the sheet's kind come before."""
        kinds = dict.fromkeys((around.kind, None))
        found: list[Candidate] = []
        for kind in kinds:
            less = _ELSEWHERE if kind != around.kind else 0
            for one in self._like(kind, parts):
                found.append(Candidate(kind, one.field, one.score - less))
        # Stable, so that of two alike the sheet's own comes first.
        return tuple(sorted(found, key=lambda one: -one.confidence)[:3])

    def _like(self, kind: str | None, parts: Parts) -> tuple[Likeness, ...]:
        names = self.names[kind]
        found = names.like(parts.name)
        if found and found[0].why is Why.WRITTEN:
            return found
        for note in parts.notes:
            # A basis is not always in brackets of its own, and a name may have brackets: 单位(企业)名称.
            key = names.written(f"{parts.name}{note}") or names.written(f"{note}{parts.name}")
            if key is not None:
                return (Likeness(key, TRIMMED, Why.TRIMMED),)
        if parts.name.startswith(_YES):
            bare = names.written(parts.name.removeprefix(_YES))
            if bare is not None and self.vocabulary.field(kind, bare).type is Type.BOOL:
                return (Likeness(bare, TRIMMED, Why.TRIMMED),)
        basis, rest = self._basis_in(parts.name)
        key = names.written(rest) if basis is not None else None
        if key is not None and basis in self.vocabulary.field(kind, key).bases:
            return (Likeness(key, WRITTEN, Why.WRITTEN),)
        return found

    def _how(self, parts: Parts, best: Candidate) -> Why:
        for one in self._like(best.kind, parts):
            if one.field == best.field:
                return one.why
        return Why.NEAR

    def _basis_in(self, name: str) -> tuple[str | None, str]:
        """Return the basis that a name begins or ends with (研发费用税务口径), and the rest of the name."""
        for term in self.vocabulary.bases.values():
            for word in term.names:
                said_so = normalise(word)
                if not said_so.endswith("口径"):
                    continue
                for rest in (name.removeprefix(said_so), name.removesuffix(said_so)):
                    if rest != name and rest:
                        return term.key, rest.strip("-_:：")
        return None, name

    def _honour(self, parts: Parts) -> str | None:
        name = parts.name.removeprefix(_YES).removeprefix("为")
        if parts.notes or len(name) < 2:
            return None
        found = self.vocabulary.honours.find(name)
        return None if found is None else found.key

    def _told(
        self, column: Column, field: Field, parts: Parts, around: Around, cells: Sequence[Raw]
    ) -> Column:
        """Return the column with its unit, year and basis, and less confidence where one is in doubt."""
        doubts: list[Why] = []
        basis, notes = self._basis(field, parts, around)
        # The vocabulary itself has parts of a year in names: 前三季度网络零售额.
        if parts.part_of_year and (parts.year is not None or column.why[0] is not Why.WRITTEN):
            doubts.append(Why.PART_OF_YEAR)
        if notes:
            doubts.append(Why.NOTE)
        unit = self._unit(field, parts, around, doubts)
        if field.type is Type.MONEY and unit is None and not around.unit_in_row and not all_say_unit(cells):
            doubts.append(Why.NO_UNIT)
        year = self._year(field, parts, around)
        if year is None and field.yearly and (parts.shift is not None or not around.year_in_row):
            doubts.append(Why.NO_YEAR)
        fitting = share_fitting(field, cells)
        if fitting is not None and fitting < _FITTING:
            doubts.append(Why.VALUES)
        left = max(0, column.confidence - sum(LESS[doubt] for doubt in doubts))
        candidates = column.candidates or (Candidate(column.kind, field.key, column.confidence),)
        return replace(
            column,
            unit=unit,
            year=year,
            basis=basis,
            confidence=left,
            why=(*column.why, *doubts),
            candidates=candidates if left < ASK_BELOW else (),
        )

    def _year(self, field: Field, parts: Parts, around: Around) -> int | None:
        if parts.year is not None or around.year_in_row or around.data_year is None:
            # Beside a column of years, each row has its own.
            return parts.year
        if parts.shift is not None:
            return around.data_year + parts.shift
        return around.data_year if field.yearly and around.covers_bare else None

    def _basis(self, field: Field, parts: Parts, around: Around) -> tuple[str | None, tuple[str, ...]]:
        """Return the basis of a column, and what else stands in its brackets."""
        found = [self.vocabulary.bases.find(note) for note in parts.notes]
        keys = [term.key for term in found if term is not None and term.key in field.bases]
        notes = tuple(
            note
            for note, term in zip(parts.notes, found, strict=True)
            if term is None or term.key not in field.bases
        )
        said_so, _ = self._basis_in(parts.name)
        if said_so in field.bases and self.names[None].written(parts.name) is None:
            keys.append(str(said_so))
        if len(set(keys)) == 1:
            return keys[0], notes
        if keys:
            return None, parts.notes
        # A written note that is a name of the field's own adds nothing: 企业名称(全称).
        return (around.basis if around.basis in field.bases else None), notes

    def _unit(self, field: Field, parts: Parts, around: Around, doubts: list[Why]) -> Unit | None:
        """Return the unit of a column's figures; one of another dimension is a doubt."""
        if not field.type.is_numeric:
            return None
        if parts.unit is not None:
            if goes_with(parts.unit, field):
                return counting(parts.unit, field)
            doubts.append(Why.OTHER_UNIT)
            return None
        if around.unit is not None and around.unit.dimension == field.dimension != PLAIN:
            return around.unit
        return None


def goes_with(unit: Unit, field: Field) -> bool:
    """Return whether figures of a field can be given in a unit."""
    if unit.dimension == field.dimension:
        return True
    # A month has no fixed number of days: 天 never goes with a duration in months.
    return field.type is Type.COUNT and unit.dimension == _ITEMS


def counting(unit: Unit, field: Field) -> Unit:
    """Return a unit in the dimension of the field: 家, 户 and 个 count whatever is listed, people too."""
    if unit.dimension == field.dimension or field.unit is None:
        return unit
    return replace(unit, dimension=field.dimension)
