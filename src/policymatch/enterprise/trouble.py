"""How readers of a profile say what is wrong: an error where it is found, a report that adds the place."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.problems import Place, Problem
from policymatch.yamlio import Path, Source

_SHOWN = 60


class UnreadableError(Exception):
    """A text or a value cannot be read. Never leaves this package: `Report.add` makes it a Problem."""

    def __init__(self, code: str, nearest: str | None = None, /, **values: object) -> None:
        self.code, self.nearest, self.values = code, nearest, values
        super().__init__(code)


def shown(found: object) -> str:
    """Return what was found as a message may show it: short, and without control characters."""
    if isinstance(found, list | dict):
        return "[…]" if isinstance(found, list) else "{…}"
    if isinstance(found, bool):
        return "true" if found else "false"
    text = str(found)
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(character if character.isprintable() else "�" for character in cut)


@dataclass(frozen=True)
class Report:
    """Adds problems to a source, each with its place."""

    source: Source

    def add(self, error: UnreadableError, path: Path, at_key: bool = False) -> None:
        """Note that what stands at `path` (or its key) cannot be read."""
        self.problem(error.code, path, error.nearest, at_key, **error.values)

    def problem(
        self, code: str, path: Path, nearest: str | None = None, at_key: bool = False, **values: object
    ) -> None:
        """Note a problem with the value at `path`, or with its key."""
        found = self.source.key_place(path) if at_key else self.source.place(path)
        place = Place(self.source.name or None, found.line, found.column, path_text(path) or None)
        self.source.problems.append(Problem(code, place, values, nearest))


def path_text(path: Path) -> str:
    """Return a path as people read it: 项目[0].设备投资, 营业收入.2025."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{shown(step)}"
    return text.removeprefix(".")
