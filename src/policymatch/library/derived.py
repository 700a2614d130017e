"""Files of derived facts: each definition read and checked where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from policymatch.derivation import Derivation, DerivationTest, Version
from policymatch.language import tree
from policymatch.library.conditions import build_condition
from policymatch.library.dates import read_day
from policymatch.library.definitions import Definitions
from policymatch.library.leaves import Leaves
from policymatch.library.score import POINT, build_points
from policymatch.library.spec_derived import CaseSpec, DerivedFileSpec, DerivedSpec, VersionSpec
from policymatch.problems import Problem
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.yamlio import Path, Source, validated

# How a version may state a fact, by the type of the fact; a figure in points may be a score, too.
_SAID_BY = {Type.BOOL: ("holds",), Type.ENUM: ("cases",)}
_FIGURE, _POINTS = ("number",), ("number", "points")


def build_derivations(source: Source, vocabulary: Vocabulary, definitions: Definitions) -> list[Derivation]:
    """Return the definitions of a file that are sound; problems go to `source.problems`."""
    if source.data is None:
        return []
    spec = validated(source, DerivedFileSpec)
    made = []
    for name, one in () if spec is None else spec.derived.items():
        leaves = Leaves(source, vocabulary, definitions=definitions)
        derivation = _derivation(name, one, leaves, ("derived", name))
        source.problems.extend(leaves.problems)
        if derivation is not None:
            made.append(derivation)
    return made


def _derivation(name: str, spec: DerivedSpec, leaves: Leaves, path: Path) -> Derivation | None:
    field = leaves.vocabulary.fields.find(name)
    if field is None:
        near = leaves.vocabulary.fields.nearest(name)
        leaves.problems.append(Problem("unknown-field", leaves.source.key_place(path), {"found": name}, near))
        return None
    if not (field.type.is_numeric or field.type in _SAID_BY):
        place = leaves.source.key_place(path)
        leaves.problems.append(Problem("derived-type", place, {"found": field.both}))
        return None
    leaves = replace(leaves, owner=field.key)
    versions = [
        _version(one, field, leaves, (*path, "versions", index)) for index, one in enumerate(spec.versions)
    ]
    tests = tuple(
        DerivationTest(
            as_of=read_day(one.as_of, leaves, (*path, "tests", index, "as_of")) or date.min,
            firm=one.firm,
            expect=one.expect,
            note=one.note,
            place=leaves.source.place((*path, "tests", index)),
        )
        for index, one in enumerate(spec.tests)
    )
    sound = tuple(version for version in versions if version is not None)
    if leaves.problems or len(sound) < len(versions):
        return None
    _report_overlaps(sound, leaves, (*path, "versions"))
    place = leaves.source.key_place(path)
    return Derivation(field.key, spec.source, sound, spec.cite, spec.url, spec.note, tests, place)


def _version(spec: VersionSpec, field: Field, leaves: Leaves, path: Path) -> Version | None:
    first = None if spec.start is None else read_day(spec.start, leaves, (*path, "from"))
    last = None if spec.end is None else read_day(spec.end, leaves, (*path, "to"), last=True)
    if first is not None and last is not None and last < first:
        leaves.problem("window-backwards", path, found=f"{first} – {last}")
    wanted = _SAID_BY.get(field.type, _POINTS if field.dimension == POINT else _FIGURE)
    said = [key for key in ("cases", "holds", "number", "points", "open") if getattr(spec, key) is not None]
    if len(said) != 1 or said[0] not in (*wanted, "open"):
        found = "、".join(said) or "—"
        leaves.problem("derived-one-of", path, found=found, field=field.both, expected="、".join(wanted))
        return None
    if spec.open is not None:
        return Version(first, last, None, spec.open)
    rule = _rule(spec, field, leaves, path)
    return None if rule is None else Version(first, last, rule)


def _rule(spec: VersionSpec, field: Field, leaves: Leaves, path: Path) -> tree.Node | None:
    if spec.holds is not None:
        return build_condition(spec.holds, leaves, (*path, "holds"), None)
    if spec.number is not None:
        return leaves.number(spec.number, (*path, "number"), field.dimension)
    if spec.points is not None:
        return build_points(spec.points, leaves, (*path, "points"))
    cases = [_case(one, field, leaves, (*path, "cases", i)) for i, one in enumerate(spec.cases or ())]
    otherwise = None if spec.otherwise is None else _word(spec.otherwise, field, leaves, (*path, "else"))
    sound = tuple(case for case in cases if case is not None)
    return tree.WordCases(sound, otherwise) if len(sound) == len(cases) else None


def _case(spec: CaseSpec, field: Field, leaves: Leaves, path: Path) -> tree.WordCase | None:
    when = build_condition(spec.test, leaves, (*path, "if"), None)
    word = _word(spec.word, field, leaves, (*path, "is"))
    return None if when is None or word is None else tree.WordCase(when, word)


def _word(text: str, field: Field, leaves: Leaves, path: Path) -> str | None:
    found = field.values.find(text)
    if found is None:
        expected = "、".join(field.values.labels)
        near = field.values.nearest(text)
        leaves.problem("unknown-value", path, near, found=text, field=field.both, expected=expected)
        return None
    return found.key


def _report_overlaps(versions: tuple[Version, ...], leaves: Leaves, path: Path) -> None:
    """Report versions of which two are in force on the same day: only one can be the law."""
    for index, version in enumerate(versions):
        for earlier in versions[:index]:
            starts = [one.first or date.min for one in (version, earlier)]
            ends = [one.last or date.max for one in (version, earlier)]
            if max(starts) <= min(ends):
                leaves.problem("versions-overlap", (*path, index), found=str(max(starts)))


def gathered(made: Iterable[Derivation], problems: list[Problem]) -> dict[str, Derivation]:
    """Return definitions by the key of their fact; a fact defined twice or by itself is a problem."""
    found: dict[str, Derivation] = {}
    for one in made:
        first = found.setdefault(one.key, one)
        if first is not one:
            values = {"found": one.key, "first": str(first.place)}
            problems.append(Problem("derived-twice", one.place, values))
    for key, chain in _circles(found):
        problems.append(Problem("derived-circle", found[key].place, {"found": " → ".join(chain)}))
    return found


def _circles(found: Mapping[str, Derivation]) -> Iterator[tuple[str, list[str]]]:
    """Yield each fact that its own definition leads back to, with the way there."""
    for start in found:
        ways = [[start]]
        seen: set[str] = set()
        while ways:
            way = ways.pop()
            for key in sorted(found[way[-1]].reads & found.keys()):
                if key == start:
                    yield start, [*way, start]
                    ways = []
                    break
                if key not in seen:
                    seen.add(key)
                    ways.append([*way, key])
