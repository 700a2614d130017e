"""What is wrong with an input and where: a Problem, and the exceptions that carry them.

PolicyMatchError            everything this library raises on purpose
├── InputError              an input has problems; `.problems` lists all of them
│   ├── RulesError          a rules folder
│   ├── VocabularyError     a vocabulary.yaml
│   ├── ProfileError        an enterprise profile
│   ├── ChangeError         the changes of a what-if
│   ├── IntakeError         a workbook, text file or database that cannot be read
│   ├── LetterError         letters that cannot be written as asked: notes, templates, the folder
│   └── TextError           a text that was pasted or typed
├── NotFoundError           a policy id or file that is not there
└── MissingExtraError       a package that an extra of the installation would bring
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policymatch.messages import Lang, say


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, its line and column (both from 1), and the path of keys to it."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None

    def shifted(self, columns: int) -> Place:
        """Return the place `columns` further right on the same line."""
        if self.column is None:
            return self
        return Place(self.file, self.line, self.column + columns, self.path)

    def __str__(self) -> str:
        parts = [self.file or "-"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said in either language.

    `code` names the message in the catalogue and the section of docs/errors.md that explains it;
    `values` fills the message; `nearest` is the known name that the author may have meant.
    """

    code: str
    place: Place = Place()
    values: Mapping[str, object] = field(default_factory=dict)
    nearest: str | None = None
    policy_id: str | None = None

    def message(self, lang: Lang = "zh") -> str:
        """Return what was found and what was expected, without the place."""
        text = say(self.code, lang, **self.values)
        if self.nearest is not None:
            text += say("did-you-mean", lang, nearest=self.nearest)
        return text

    def line(self, lang: Lang = "zh") -> str:
        """Return the whole report of this problem on one line: place, code, policy, message."""
        where = f"{self.place}: " if self.place.file else ""
        whose = f"{self.policy_id}: " if self.policy_id else ""
        path = f"{self.place.path}: " if self.place.path else ""
        return f"{where}[{self.code}] {whose}{path}{self.message(lang)}"

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return the problem as plain data for JSON."""
        return {
            "code": self.code,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.place.path,
            "policy_id": self.policy_id,
            "message": self.message(lang),
            "nearest": self.nearest,
        }


class PolicyMatchError(Exception):
    """Base of every exception that policymatch raises on purpose."""

    def say(self, lang: Lang = "zh") -> str:
        """Return the message for a person, in `lang`."""
        return str(self)


class InputError(PolicyMatchError):
    """An input has problems. `problems` holds every one of them, in the order they stand in the input."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(problem.line("zh") for problem in self.problems))

    def say(self, lang: Lang = "zh") -> str:
        """Return every problem on a line of its own."""
        return "\n".join(problem.line(lang) for problem in self.problems)


class RulesError(InputError):
    """A rules folder has problems."""


class VocabularyError(InputError):
    """A vocabulary file has problems."""


class ProfileError(InputError):
    """An enterprise profile has problems."""


class ChangeError(InputError):
    """The changes asked for in a what-if cannot be made."""


class IntakeError(InputError):
    """A workbook, a text file or a database that cannot, or must not, be read."""


class PackageError(InputError):
    """Candidates and relations of a package that cannot be."""


class LetterError(InputError):
    """Letters cannot be written as asked: a template, an adviser's notes, what stands in the folder."""


class TextError(InputError):
    """A text that was pasted or typed cannot be read."""


class NotFoundError(PolicyMatchError):
    """Something named by the user is not there: a policy id, a file, a folder."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message("zh"))

    def say(self, lang: Lang = "zh") -> str:
        """Return what was not found, with the nearest known name."""
        return self.problem.message(lang)


class MissingExtraError(PolicyMatchError):
    """A package is not installed that only some commands need; the message names the extra that brings it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message("zh"))

    def say(self, lang: Lang = "zh") -> str:
        """Return which package is missing, and how to install it."""
        return self.problem.message(lang)
