"""Reads a mapping file: every problem in it at once, each with its line and column."""

from __future__ import annotations

from datetime import date

from policymatch.enterprise.days import one_day
from policymatch.enterprise.keys import checked_year, fact_name
from policymatch.enterprise.trouble import Report, UnreadableError
from policymatch.intake.headers import Column, Ignored, Role, Why
from policymatch.intake.headers.recognise import goes_with
from policymatch.intake.mapping.model import Origin, Pin, Pinned
from policymatch.intake.mapping.spec import KEY_NAMES, PART_NAMES, ColumnSpec, MappingFileSpec, SheetSpec
from policymatch.messages import LANGUAGES, Both, say
from policymatch.names import nearest
from policymatch.problems import Problem
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.model import HONOUR
from policymatch.vocabulary.units import Unit, compound_unit, dimension_name, unit_names
from policymatch.yamlio import Path, Source, validated

_KEYS = dict(zip(KEY_NAMES, (Role.CODE, Role.NAME), strict=True))
_PARTS = dict(zip(PART_NAMES, (Role.YEAR, Role.INDICATOR, Role.VALUE, Role.UNIT), strict=True))
_OF_FIRM = "企业."
# So many of the words of a field a message shows.
_SHOWN = 10


def read_mapping(source: Source, vocabulary: Vocabulary) -> tuple[Pinned, ...]:
    """Return what a mapping file states, as far as it is sound; problems are added to `source`."""
    if source.data is None:
        if not source.problems:
            source.problems.extend(_missing(source))
        return ()
    spec = validated(source, MappingFileSpec)
    if spec is None:
        return ()
    reader = _Reader(source, vocabulary)
    return tuple(reader.sheet(sheet, ("sheets", at)) for at, sheet in enumerate(spec.sheets))


def _missing(source: Source) -> list[Problem]:
    return [Problem("missing-key", source.place(()), {"expected": "sheets"})]


def _reason(text: str) -> Ignored:
    """Return why a column is ignored, if that was written by a proposal; else the user has said so."""
    said = {say(f"mapping-ignored-{why.value}", lang): why for why in Ignored for lang in LANGUAGES}
    return said.get(text, Ignored.USER)


class _Reader:
    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.report = Report(source)
        self.vocabulary = vocabulary

    def sheet(self, spec: SheetSpec, path: Path) -> Pinned:
        if spec.ask and not spec.skip:
            self.report.problem("mapping-undecided", (*path, "ask"), found=spec.file)
        kind = self._kind(spec.record, (*path, "record"))
        fixed = {}
        for name, value in spec.fixed.items():
            field = self._field(name, kind, (*path, "fixed", name), at_key=True)
            if field is not None and self._is_value(field[1], str(value), (*path, "fixed", name)):
                fixed[field[1].key] = str(value)
        header = (spec.header, spec.header) if isinstance(spec.header, int) else spec.header
        return Pinned(
            spec.file,
            spec.sheet,
            Origin(
                spec.source,
                spec.precedence or 0,
                self._day(spec.date, (*path, "date")),
                spec.verified,
                self._year(spec.data_year, (*path, "data_year")),
                self._basis(spec.basis, None, (*path, "basis")),
            ),
            frozenset(spec.model_fields_set),
            spec.skip,
            spec.layout,
            header,
            kind,
            fixed,
            self._unit(spec.unit, None, (*path, "unit")),
            tuple(self._columns(spec, kind, path)),
            path,
        )

    def _columns(self, spec: SheetSpec, kind: str | None, path: Path) -> list[Pin]:
        found = []
        for at, one in enumerate(spec.columns):
            place = (*path, "columns", at)
            if one.ask and not spec.skip:
                self.report.problem("mapping-undecided", (*place, "ask"), found=one.header)
            column = self._column(one, kind, place)
            if column is not None:
                found.append(Pin(one.header, column, frozenset(one.model_fields_set), place))
        return found

    def _column(self, spec: ColumnSpec, kind: str | None, path: Path) -> Column | None:
        targets = [
            key for key in ("field", "key", "honour", "part", "ignore") if getattr(spec, key) is not None
        ]
        if len(targets) != 1:
            if not spec.ask:
                self.report.problem("mapping-target", path, found=spec.header)
            return None
        unit = None
        year = self._year(spec.year, (*path, "year"))
        if spec.field is not None:
            named = self._field(spec.field, kind, (*path, "field"))
            if named is None:
                return None
            of, field, said_basis, said_year = named
            unit = self._unit(spec.unit, field, (*path, "unit"))
            basis = self._basis(spec.basis, field, (*path, "basis")) or said_basis
            return Column(
                spec.header,
                0,
                Role.FIELD,
                of,
                field.key,
                None,
                unit,
                year or said_year,
                basis,
                why=(Why.PINNED,),
            )
        unit = self._unit(spec.unit, None, (*path, "unit"))
        if spec.honour is not None:
            return self._honour(spec, spec.honour, path)
        if spec.ignore is not None:
            return Column(spec.header, 0, Role.IGNORED, ignored=_reason(spec.ignore), why=(Why.PINNED,))
        role = _KEYS[spec.key] if spec.key is not None else _PARTS[str(spec.part)]
        return Column(spec.header, 0, role, unit=unit, year=year, why=(Why.PINNED,))

    def _is_value(self, field: Field, text: str, path: Path) -> bool:
        """Return whether a text is one of a field's words; what has none is read with the cells."""
        if not field.values or field.values.find(text) is not None:
            return True
        expected = "、".join(field.values.labels[:_SHOWN])
        near = field.values.nearest(text)
        self.report.problem("unknown-value", path, near, field=field.both, found=text, expected=expected)
        return False

    def _honour(self, spec: ColumnSpec, name: str, path: Path) -> Column | None:
        found = self.vocabulary.honours.find(name)
        if found is None:
            near = self.vocabulary.honours.nearest(name)
            self.report.problem("unknown-honour", (*path, "honour"), near, found=name)
            return None
        return Column(spec.header, 0, Role.HONOUR, HONOUR, honour=found.key, why=(Why.PINNED,))

    def _kind(self, name: str | None, path: Path) -> str | None:
        if name is None:
            return None
        found = self.vocabulary.records.find(name)
        if found is None:
            self.report.problem("unknown-record", path, self.vocabulary.records.nearest(name), found=name)
            return None
        return found.key

    def _field(
        self, name: str, kind: str | None, path: Path, at_key: bool = False
    ) -> tuple[str | None, Field, str | None, int | None] | None:
        """Return the kind, the field, the basis and the year that a name means; 企业. leads to the firm."""
        of = None if name.startswith(_OF_FIRM) else kind
        try:
            found = fact_name(name.removeprefix(_OF_FIRM), self.vocabulary.scope(of), self.vocabulary)
        except UnreadableError as error:
            self.report.add(error, path, at_key)
            return None
        return of, found.field, found.basis, found.year

    def _unit(self, name: str | None, field: Field | None, path: Path) -> Unit | None:
        if name is None:
            return None
        unit = compound_unit(name)
        if unit is None:
            self.report.problem("unknown-unit", path, nearest(name, unit_names()), found=name)
            return None
        if field is not None and (not field.type.is_numeric or not goes_with(unit, field)):
            expected = Both(dimension_name(field.dimension, "zh"), dimension_name(field.dimension, "en"))
            self.report.problem("wrong-unit", path, field=field.both, found=name, expected=expected)
            return None
        return unit

    def _year(self, text: str | None, path: Path) -> int | None:
        if text is None:
            return None
        try:
            return checked_year(text)
        except UnreadableError as error:
            self.report.add(error, path)
            return None

    def _day(self, text: str | None, path: Path) -> date | None:
        if text is None:
            return None
        try:
            return one_day(text)
        except UnreadableError as error:
            self.report.add(error, path)
            return None

    def _basis(self, text: str | None, field: Field | None, path: Path) -> str | None:
        if text is None:
            return None
        found = self.vocabulary.bases.find(text)
        if found is not None and (field is None or found.key in field.bases):
            return found.key
        if field is not None and not field.bases:
            self.report.problem("no-bases", path, found=text, field=field.both)
            return None
        keys = field.bases if field is not None else tuple(self.vocabulary.bases)
        terms = [self.vocabulary.bases[key] for key in keys]
        expected = Both("、".join(term.label for term in terms), ", ".join(term.key for term in terms))
        near = nearest(text, [name for term in terms for name in term.names])
        whose = field.both if field is not None else Both("表格", "the sheet")
        self.report.problem("unknown-basis", path, near, field=whose, found=text, expected=expected)
        return None
