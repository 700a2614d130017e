"""One change as people type it: 研发费用=500万元, 资质+=高新技术企业 → name, operation, value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from policymatch.enterprise.labels import is_unknown
from policymatch.enterprise.trouble import Report, shown
from policymatch.yamlio import Source, read_text
from policymatch.yamlio.read import Data
from policymatch.yamlio.scalars import plain

_ARGUMENT = re.compile(r"(?P<name>[^=＝]+?)\s*(?P<sign>[+＋\-－−]?)[=＝](?P<value>.*)", re.DOTALL)
# 研发费用>=500万元 is no change but a criterion.
_COMPARING = ("<", ">", "≤", "≥", "!", "＜", "＞", "！")
# A value that begins so is YAML in flow style: {名称: …, 级别: 省级}, [a, b], "a quoted text".
_FLOW = ("{", "[", '"', "'")
_FORGOTTEN = ("?", "？")


class Operation(StrEnum):
    """What a change does to what it names."""

    SET = "="
    ADD = "+="
    REMOVE = "-="


_OPERATIONS = {"": Operation.SET, "+": Operation.ADD, "＋": Operation.ADD}


@dataclass(frozen=True)
class Argument:
    """A change, not yet understood: whose name it is and what the value means, the vocabulary says.

    Problems found in it go to `source`, which is named by the argument itself.
    """

    source: Source
    name: str
    operation: Operation
    datum: Data

    @property
    def text(self) -> str:
        """Return the argument as it was typed."""
        return self.source.name

    @property
    def forgets(self) -> bool:
        """Return whether the value says that the fact is to count as unknown."""
        return is_unknown(self.datum)


def read_argument(text: str) -> Argument | Source:
    """Return one change, or (with its problems) the source that is none."""
    source = Source(shown(text))
    report = Report(source)
    match = _ARGUMENT.fullmatch(text.strip())
    if match is None or match["name"].endswith(_COMPARING):
        report.problem("change-form", ())
        return source
    operation = _OPERATIONS.get(match["sign"], Operation.REMOVE)
    value = match["value"].strip()
    if not value:
        report.problem("change-empty", (), found=operation.value)
        return source
    source.data = _datum(value, source)
    if not source.problems and operation is not Operation.SET and is_unknown(source.data):
        report.problem("change-empty", (), found=operation.value)
    return source if source.problems else Argument(source, match["name"].strip(), operation, source.data)


def _datum(value: str, source: Source) -> Data:
    if value in _FORGOTTEN:
        return None
    if not value.startswith(_FLOW):
        return plain(value)
    read = read_text(value, source.name)
    # The place is the argument: lines and columns within it would be taken for those of a file.
    source.problems += [replace(problem, place=source.place(())) for problem in read.problems]
    return read.data
