"""Turns vocabulary files into a Vocabulary, adding one file to another; name clashes are problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from importlib.resources import files
from typing import TypeVar

from policymatch.names import nearest
from policymatch.problems import Problem, VocabularyError
from policymatch.text import normalise
from policymatch.values import Number
from policymatch.values.arithmetic import whole
from policymatch.vocabulary.code_names import candidates, codes_named, without
from policymatch.vocabulary.codes import CodeTree, industries, regions
from policymatch.vocabulary.field_units import unit_for
from policymatch.vocabulary.model import (
    HONOUR,
    ZONE,
    Field,
    Group,
    Honour,
    ParameterTable,
    RecordKind,
    Scope,
    Term,
    Type,
    Vocabulary,
    Zone,
    kinds_of,
)
from policymatch.vocabulary.parameters import build_table
from policymatch.vocabulary.spec import (
    FieldSpec,
    GroupSpec,
    HonourSpec,
    ParameterSpec,
    RecordSpec,
    TermSpec,
    VocabularySpec,
    ZoneSpec,
)
from policymatch.vocabulary.units import unit_named, unit_names
from policymatch.yamlio import Path, Source, read_text, validated

T = TypeVar("T", bound=Term)

_MAX_DIGITS = 30


def read_base() -> Vocabulary:
    """Return the vocabulary that ships with policymatch, read from its files."""
    vocabulary = Vocabulary()
    # terms.yaml first: the fields name its bases.
    entries = files(__package__).joinpath("base").iterdir()
    for entry in sorted(entries, key=lambda e: (e.name != "terms.yaml", e.name)):
        if entry.name.endswith(".yaml"):
            source = read_text(entry.read_text("utf-8"), f"base/{entry.name}")
            vocabulary = extended(vocabulary, source)
            if source.problems:
                raise VocabularyError(source.problems)
    return vocabulary


def extended(vocabulary: Vocabulary, source: Source) -> Vocabulary:
    """Return `vocabulary` with the terms of a vocabulary file added.

    Problems go to `source.problems`; what is sound in the file is used all the same, so that one mistake in
    a vocabulary does not drown the rules' own problems in unknown names.
    """
    if source.data is None:
        return vocabulary
    spec = validated(source, VocabularySpec)
    return vocabulary if spec is None else _Extension(vocabulary, source).add(spec)


class _Extension:
    def __init__(self, base: Vocabulary, source: Source) -> None:
        self.base = base
        self.source = source
        self.bases = base.bases

    def problem(self, code: str, path: Path, nearest: str | None = None, **values: object) -> None:
        self.source.problems.append(Problem(code, self.source.key_place(path), values, nearest))

    def add(self, spec: VocabularySpec) -> Vocabulary:
        base = self.base
        levels = self._joined(base.levels, ((k, _term(k, s)) for k, s in spec.levels.items()), ("levels",))
        bases = self._joined(base.bases, ((k, _term(k, s)) for k, s in spec.bases.items()), ("bases",))
        self.bases = bases
        fields = self._joined(base.fields, self._fields(spec.fields, ("fields",)), ("fields",))
        zones = self._joined(base.zones, self._zones(spec.zones, fields), ("zones",))
        records = self._records(spec.records)
        added = ((key, self._honour(key, one, levels)) for key, one in spec.honours.items())
        honours = self._joined(base.honours, added, ("honours",))
        groups = ((key, self._group(key, one)) for key, one in spec.groups.items())
        return Vocabulary(
            fields=self._listing_zones(fields, zones),
            records=_naming_honours(records, honours),
            honours=honours,
            levels=levels,
            bases=bases,
            groups=self._joined(base.groups, groups, ("groups",)),
            parameters=self._joined(base.parameters, self._parameters(spec.parameters), ("parameters",)),
            zones=zones,
        )

    def _joined(self, base: Scope[T], added: Iterable[tuple[str, T]], path: Path) -> Scope[T]:
        """Return both scopes' terms as one; a name that two terms claim is a problem."""
        terms = dict(base)
        owner: dict[str, Term] = {normalise(name): term for term in base.values() for name in term.names}
        for key, term in added:
            if key in terms:
                self.problem("duplicate-term", (*path, key), found=key, other=terms[key].label)
                continue
            terms[key] = term
            for name in dict.fromkeys(term.names):
                other = owner.setdefault(normalise(name), term)
                if other.key != key:
                    self.problem("name-clash", (*path, key), found=name, other=other.label)
        return Scope(terms.values())

    def _fields(self, specs: Mapping[str, FieldSpec], path: Path) -> Iterable[tuple[str, Field]]:
        for key, spec in specs.items():
            made = self._field(key, spec, (*path, key))
            if made is not None:
                yield key, made

    def _field(self, key: str, spec: FieldSpec, path: Path) -> Field | None:
        try:
            unit = unit_for(spec.type, spec.unit)
        except ValueError:
            self._unit_problem(spec.unit, path)
            return None
        if spec.type is Type.ENUM and not spec.values and not spec.open:
            self.problem("enum-without-values", path, found=spec.label)
            return None
        bounds = self._bounds(spec, path) if spec.type.is_numeric else (None, None)
        return Field(
            key=key,
            label=spec.label,
            en=spec.en or key.replace("_", " "),
            aliases=tuple(spec.aliases),
            type=spec.type,
            unit=unit,
            yearly=spec.yearly,
            bases=self._bases(spec, path),
            bounds=bounds,
            sources=tuple(spec.sources),
            act=spec.act,
            personal=spec.personal,
            values=self._joined(
                Scope[Term](), ((k, _term(k, s)) for k, s in spec.values.items()), (*path, "values")
            ),
            ordered=spec.ordered,
            open=spec.open,
            doc=spec.doc,
        )

    def _unit_problem(self, unit: str | None, path: Path) -> None:
        if unit is None:
            self.problem("missing-key", path, expected="unit")
            return
        # A unit that exists, but not for this type, is nearest to itself.
        near = nearest(unit, unit_names(), short=True) if unit_named(unit) is None else None
        self.problem("unknown-unit", (*path, "unit"), near, found=unit)

    def _parameters(self, specs: Mapping[str, ParameterSpec]) -> Iterable[tuple[str, ParameterTable]]:
        for key, spec in specs.items():
            path: Path = ("parameters", key)

            def report(code: str, below: Path, near: str | None, path: Path = path, **values: object) -> None:
                self.problem(code, (*path, *below), near, **values)

            made = build_table(key, spec, self._bounds(spec, path), report)
            if made is not None:
                yield key, made

    def _bounds(self, spec: FieldSpec | ParameterSpec, path: Path) -> tuple[Number | None, Number | None]:
        if spec.bounds is None:
            return 0, None
        ends: list[Number | None] = []
        for end in spec.bounds:
            try:
                ends.append(_bound(end))
            except InvalidOperation:
                self.problem("bad-bounds", (*path, "bounds"), found=end)
                return None, None
        low, high = ends
        if low is not None and high is not None and low > high:
            self.problem("range-reversed", (*path, "bounds"))
            return None, None
        return low, high

    def _bases(self, spec: FieldSpec, path: Path) -> tuple[str, ...]:
        """Return the bases of a field that exist; the others are problems."""
        for basis in spec.bases:
            if basis not in self.bases:
                values = {"field": spec.label, "found": basis, "expected": ", ".join(self.bases)}
                self.problem("unknown-basis", (*path, "bases"), nearest(basis, self.bases), **values)
        return tuple(basis for basis in spec.bases if basis in self.bases)

    def _records(self, specs: Mapping[str, RecordSpec]) -> Scope[RecordKind]:
        known, added = dict(self.base.records), dict[str, RecordKind]()
        for key, spec in specs.items():
            path: Path = ("records", key)
            old = known.get(key)
            if old is None and spec.label is None:
                self.problem("missing-key", path, expected="label")
                continue
            of_old = old.fields if old else Scope[Field]()
            fields = self._joined(of_old, self._fields(spec.fields, (*path, "fields")), (*path, "fields"))
            if old is not None:
                known[key] = replace(old, fields=fields)
                continue
            term = _term(key, spec)
            added[key] = RecordKind(key, term.label, term.en, term.aliases, spec.title, fields)
        return self._joined(Scope(known.values()), added.items(), ("records",))

    def _honour(self, key: str, spec: HonourSpec, levels: Scope[Term]) -> Honour:
        for level in spec.levels:
            if level not in levels:
                self.problem("unknown-level", ("honours", key), levels.nearest(level), found=level)
        term = _term(key, spec)
        return Honour(
            key, term.label, term.en, term.aliases, tuple(spec.levels), spec.years, spec.chain, spec.rank
        )

    def _zones(self, specs: Mapping[str, ZoneSpec], fields: Scope[Field]) -> Iterable[tuple[str, Zone]]:
        field = fields.get(ZONE)
        kinds = Scope(kinds_of(field, self.base.zones)) if field is not None else Scope[Term]()
        for key, spec in specs.items():
            path: Path = ("zones", key)
            kind = kinds.find(spec.kind)
            if kind is None:
                near, listed = kinds.nearest(spec.kind), "、".join(kinds.labels)
                self.problem("unknown-zone-kind", (*path, "kind"), near, found=spec.kind, expected=listed)
                continue
            term = _term(key, spec)
            for name in (term.label, *term.aliases):
                if region := codes_named(regions(), name):
                    self.problem("zone-is-region", path, found=name, other=candidates(regions(), region))
            within = tuple(dict.fromkeys(self._codes(regions(), spec.within, (*path, "in"))))
            yield (
                key,
                Zone(key, term.label, term.en, term.aliases, kind.key, within, spec.source, spec.doc),
            )

    def _listing_zones(self, fields: Scope[Field], zones: Scope[Zone]) -> Scope[Field]:
        """Return the fields with the zones, behind their kinds, as what the list of zones may hold."""
        field = fields.get(ZONE)
        if field is None:
            return fields
        kinds = Scope(kinds_of(field, self.base.zones))
        for zone in zones.values():
            for name in zone.names:
                if (kind := kinds.find(name)) is not None:
                    self.problem("name-clash", ("zones", zone.key), found=name, other=kind.label)
        listing = replace(field, values=Scope((*kinds.values(), *zones.values())))
        return Scope(listing if one is field else one for one in fields.values())

    def _group(self, key: str, spec: GroupSpec) -> Group:
        codes = industries() if spec.of == "industry" else regions()
        listed = self._codes(codes, spec.codes, ("groups", key))
        for out in self._codes(codes, spec.without, ("groups", key)):
            # Of a part of a county there is nothing that could stay behind.
            if "/" in out or not any(out.startswith(code) for code in listed):
                self.problem("group-without", ("groups", key), found=codes.label(out))
            listed = [part for code in listed for part in without(codes, code, out)]
        term = _term(key, spec)
        return Group(key, term.label, term.en, term.aliases, tuple(listed), Type(spec.of), spec.doc)

    def _codes(self, codes: CodeTree, names: list[str], path: Path) -> list[str]:
        listed: list[str] = []
        for text in names:
            found = codes_named(codes, text)
            if len(found) == 1:
                listed.extend(codes.prefixes(found[0]))
            else:
                code = "ambiguous-code" if found else "unknown-code"
                near = None if found else codes.suggest(text)
                self.problem(code, path, near, found=text, expected=candidates(codes, found))
        return listed


def _naming_honours(kinds: Scope[RecordKind], honours: Scope[Honour]) -> Scope[RecordKind]:
    """Return the record kinds with the honours as what the name of an honour's record may be."""
    owner = kinds.get(HONOUR)
    name = owner.fields.get(owner.title) if owner is not None else None
    if owner is None or name is None:
        return kinds
    fields = Scope((*owner.fields.values(), replace(name, values=Scope[Term](honours.values()))))
    return Scope((*kinds.values(), replace(owner, fields=fields)))


def _term(key: str, spec: TermSpec) -> Term:
    return Term(key, spec.label or key, spec.en or key.replace("_", " "), tuple(spec.aliases))


def _bound(value: int | str | None) -> Number | None:
    if value is None:
        return None
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > _MAX_DIGITS:
        raise InvalidOperation(value)
    return whole(Fraction(number))
