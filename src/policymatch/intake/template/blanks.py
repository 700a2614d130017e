"""`Blank`: one fact that a form asks for, and the header under which intake knows it again.

The header holds the label, the basis, the year and the unit: 营业收入（税务口径，2025年，万元）. Money is
asked for in ten thousands, as on every other form of the administration, durations in months, shares in
per cent.
"""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.messages import Lang
from policymatch.vocabulary import Field, RecordKind, Type, Vocabulary
from policymatch.vocabulary.units import Unit, unit_named

_SHARE = "%"
_TEN_THOUSANDS = {"元": "万元", "美元": "万美元", "欧元": "万欧元", "港元": "万港元"}
# Nobody writes 发明专利数（件）: what is counted is in the name.
_COUNTED = (("item", 1),)


@dataclass(frozen=True)
class Blank:
    """One fact of the firm (`kind` None) or of a record: its field, and for a figure the year and basis."""

    field: Field
    kind: str | None = None
    year: int | None = None
    basis: str | None = None

    @property
    def unit(self) -> Unit | None:
        """Return the unit that figures are to be given in; None where they need none, and for other facts."""
        field = self.field
        if field.type is Type.RATIO:
            return unit_named(_SHARE)
        if not field.type.is_numeric or field.unit is None or field.dimension == _COUNTED:
            return None
        return unit_named(_TEN_THOUSANDS.get(field.unit.zh, field.unit.zh))

    def header(self, vocabulary: Vocabulary, lang: Lang) -> str:
        """Return the header: label, basis, year and unit."""
        unit = self.unit
        if lang == "zh":
            asides = [] if self.basis is None else [vocabulary.bases[self.basis].label]
            asides += [] if self.year is None else [f"{self.year}年"]
            asides += [] if unit is None else [unit.zh]
            return self.field.label + (f"（{'，'.join(asides)}）" if asides else "")
        said = (self.basis, None if self.year is None else str(self.year), None if unit is None else unit.en)
        noted = ", ".join(one for one in said if one is not None)
        return self.field.en + (f" ({noted})" if noted else "")


@dataclass(frozen=True)
class Sheet:
    """The blanks of one sheet: of the firm (`kind` None), or of its records of one kind."""

    kind: RecordKind | None
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Form:
    """All sheets of a form, the firm's first. A `wide` one has a row for each firm, another is one firm's."""

    sheets: tuple[Sheet, ...]
    wide: bool = False

    @property
    def kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of records that have a sheet."""
        return tuple(sheet.kind for sheet in self.sheets if sheet.kind is not None)
