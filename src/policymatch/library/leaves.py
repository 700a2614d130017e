"""One leaf of a rule file: parsed, resolved and checked, with every problem placed in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial

from policymatch.language import ParseError, check_amount, check_condition, parse, resolve, tree, walk
from policymatch.language.check import check_number
from policymatch.language.kinds import NumberKind, Other, kind_of
from policymatch.library.alike import last_figure
from policymatch.library.definitions import Bound, Definition, Definitions, with_bound
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.units import PLAIN, Dimension
from policymatch.yamlio import Path, Source

Check = Callable[[tree.Node, Vocabulary, Place], tuple[tree.Node, list[Problem]]]

# Sound leaves by their check, the record at hand, their text and, where they name regions, the day by which
# such names are read. What is sound is so wherever it stands, so that the policies of a library share one
# reading: 注册地 属于 宿州市 stands in every policy of Suzhou. Found by what it says around the figure at its
# end, not by its text, a leaf may have had another figure.
Known = dict[tuple[Check, str | None, str | tuple[str, str], date | None], tree.Node]


@dataclass
class Leaves:
    """Reads the leaves of one policy; problems gather in `problems`, sound leaves in `known`."""

    source: Source
    vocabulary: Vocabulary
    record: str | None = None
    # The policy, or the fact defined, whose checks these are (tree.Check).
    owner: str = ""
    problems: list[Problem] = field(default_factory=list)
    known: Known = field(default_factory=dict)
    definitions: Definitions = field(default_factory=Definitions)
    # The day of the document, whose names of regions its rules use.
    on: date | None = None
    # Inside a named condition: what its parameters stand for, how that was written, and the conditions that
    # lead here.
    bound: Mapping[str, Bound] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    using: tuple[str, ...] = ()

    def condition(self, text: str, path: Path) -> tree.Node | None:
        """Return the condition that a leaf states, or None when it has problems."""
        return self._checked(text, path, check_condition)

    def amount(self, text: str, path: Path) -> tree.Node | None:
        """Return the amount that a leaf states, or None when it has problems."""
        return self._checked(text, path, check_amount)

    def number(self, text: str, path: Path, dimension: Dimension | None) -> tree.Node | None:
        """Return the number that a leaf states, of a dimension (None: any), or None when it has problems."""
        if dimension is None:
            return self._checked(text, path, _check_any_number)
        return self._checked(text, path, _check_number(dimension))

    def day(self, text: str, path: Path) -> tree.Node | None:
        """Return the date that a leaf states, or None when it has problems."""
        return self._checked(text, path, _check_day)

    def fact(self, name: str, path: Path) -> tree.Fact | None:
        """Return the fact that a hint names, or None when there is none."""
        node = self._resolved(name, self.source.place(path))
        if node is None or isinstance(node, tree.Fact):
            return node
        self.problem("not-a-fact", path, found=name)
        return None

    def of_firm(self) -> Leaves:
        """Return a reader for what is said of the firm, where no record is at hand."""
        return replace(self, record=None)

    def inside(self, definition: Definition, bound: Mapping[str, Bound], said: Mapping[str, str]) -> Leaves:
        """Return a reader for the leaves of a named condition, its parameters bound to what was `said`."""
        texts = {name: self.said.get(text, text) for name, text in said.items()}
        using = (*self.using, definition.name)
        return replace(self, source=definition.source, bound=bound, said=texts, using=using, known={})

    def problem(self, code: str, path: Path, near: str | None = None, **values: object) -> None:
        """Note a problem at `path`."""
        self.problems.append(Problem(code, self.source.place(path), values, near))

    def _checked(self, text: str, path: Path, check: Check) -> tree.Node | None:
        known = self._known(check, text)
        if known is not None:
            return known
        # What a parameter of a named condition stands for may be anything.
        figure = None if self.bound else last_figure(text)
        alike = None if figure is None else self._known(check, figure.frame)
        if figure is not None and alike is not None:
            self.known[check, self.record, text, self._day_of(alike)] = made = figure.in_place_of_another(
                alike
            )
            return made
        place = self.source.place(path)
        node = self._resolved(text, place)
        if node is None:
            return None
        checked, problems = check(node, self.vocabulary, place)
        self.problems.extend(problems)
        if problems:
            return None
        day = self._day_of(checked)
        self.known[check, self.record, text, day] = checked
        if figure is not None and figure.is_alone_in(checked):
            self.known[check, self.record, figure.frame, day] = checked
        return checked

    def _known(self, check: Check, text: str | tuple[str, str]) -> tree.Node | None:
        undated = self.known.get((check, self.record, text, None))
        if undated is not None or self.on is None:
            return undated
        return self.known.get((check, self.record, text, self.on))

    def _day_of(self, node: tree.Node) -> date | None:
        """Return the day by which a leaf was read; None where it names no region, and any day will do."""
        return self.on if self.on is not None and _names_regions(node, self.vocabulary) else None

    def _resolved(self, text: str, place: Place) -> tree.Node | None:
        try:
            surface = parse(text, place)
        except ParseError as error:
            self.problems.append(error.problem)
            return None
        if self.bound:
            surface = with_bound(surface, self.bound)
        node, problems = resolve(surface, self.vocabulary, place, self.record, self.on)
        self.problems.extend(problems)
        return node


def _names_regions(node: tree.Node, vocabulary: Vocabulary) -> bool:
    # The commonest leaf compares a figure with another, and names nothing: no need to look further.
    if isinstance(node, tree.Compare) and isinstance(node.right, tree.Quantity | tree.Day):
        return not isinstance(node.left, tree.Fact) and _names_regions(node.left, vocabulary)
    return any(
        isinstance(one, tree.Parameter)
        or (isinstance(one, tree.Among) and vocabulary.field(one.subject.kind, one.subject.key).type.is_code)
        for one in walk(node)
    )


@cache
def _check_number(dimension: Dimension) -> Check:
    """Return the check for a number of one dimension; the same one each time, so that leaves share it."""
    return partial(check_number, dimension=dimension)


def _check_day(node: tree.Node, vocabulary: Vocabulary, place: Place) -> tuple[tree.Node, list[Problem]]:
    kind = kind_of(node, vocabulary)
    wrong = (
        [] if kind is Other.DATE else [Problem("date-expected", place.shifted(node.at), {"found": kind.both})]
    )
    return node, wrong


def _check_any_number(
    node: tree.Node, vocabulary: Vocabulary, place: Place
) -> tuple[tree.Node, list[Problem]]:
    kind = kind_of(node, vocabulary)
    return check_number(node, vocabulary, place, kind.dimension if isinstance(kind, NumberKind) else PLAIN)


_THOUSANDS = re.compile(r"\d{3}(?!\d)")


def split_number(first: object, second: object) -> tuple[str, int] | None:
    """Return the leaf whose thousands separator a flow list took for a comma, and its place, or None."""
    if not isinstance(first, str) or not isinstance(second, str | int):
        return None
    if re.search(r"(?<!\d)\d{1,3}\Z", first) is None or not _THOUSANDS.match(str(second)):
        return None
    joined = f"{first},{second}"
    try:
        parse(joined.replace(",", ""))
    except ParseError:
        return None
    return joined, len(first)


def split_by_comma(texts: list[object], index: int) -> str | None:
    """Return the formula that a comma of a flow list has split, beginning at `index`, or None.

    YAML ends an item of [...] at every comma, also at one inside min(a, b).
    """
    joined = str(texts[index])
    for following in texts[index + 1 :]:
        if not isinstance(following, str | int):
            return None
        joined = f"{joined}, {following}"
        try:
            parse(joined)
        except ParseError:
            continue
        return joined
    return None
