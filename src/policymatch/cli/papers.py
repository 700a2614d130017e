"""Papers that a command hands over: to a file, whole or not at all, or as text to the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from policymatch.cli.options import help_of
from policymatch.messages import Lang, say
from policymatch.names import nearest
from policymatch.whole import written_whole

if TYPE_CHECKING:
    # The other commands start without what papers need.
    from policymatch.letters.base import Model
    from policymatch.letters.letterhead import Letterhead
    from policymatch.letters.paper import Paper

M = TypeVar("M", bound="Model")


class PaperFormat(StrEnum):
    """The formats of a paper, by the ending of their files."""

    MD = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


_NOT_TEXT = (PaperFormat.DOCX, PaperFormat.PDF)

PaperOutOption = Annotated[Path | None, typer.Option("--output", "-o", help=help_of("cli-paper-output"))]
PaperFormatOption = Annotated[
    PaperFormat | None, typer.Option("--format", case_sensitive=False, help=help_of("cli-paper-format"))
]
PaperForceOption = Annotated[bool, typer.Option("--force", help=help_of("cli-firms-force"))]
LetterheadOption = Annotated[Path | None, typer.Option("--letterhead", help=help_of("cli-letter-letterhead"))]


@dataclass(frozen=True)
class Target:
    """Where a paper goes, and in which format."""

    file: Path | None
    form: PaperFormat
    lang: Lang

    def put(self, data: M, paper_of: Callable[[M], Paper]) -> None:
        """Write a paper; as JSON, what it says rather than how it is laid out.

        Raises MissingExtraError where the packages of the extra `letters` are not installed.
        """
        if self.form is PaperFormat.JSON:
            raw = data.model_dump_json(indent=2).encode() + b"\n"
        else:
            from policymatch.letters.render import render

            raw = render(paper_of(data), self.form.value)
        if self.file is None:
            typer.echo(raw.decode(), nl=False)
        else:
            with written_whole(self.file) as made:
                made.write_bytes(raw)
            typer.echo(say("paper-written", self.lang, file=self.file), err=True)


def target_of(file: Path | None, form: PaperFormat | None, force: bool, lang: Lang) -> Target:
    """Return where a paper is to go, before anything is worked out; ends where it cannot go or must not.

    `form` comes before the ending of the file; without either it is Markdown.
    """
    chosen = form or (PaperFormat.MD if file is None else _form_of(file, lang))
    if file is None:
        if chosen in _NOT_TEXT:
            raise typer.BadParameter(say("paper-needs-file", lang, form=chosen.value))
    elif not file.parent.is_dir():
        _stop(say("template-no-folder", lang, folder=file.parent))
    elif file.is_dir() or (file.exists() and not force):
        _stop(say("firms-exists", lang, file=file))
    return Target(file, chosen, lang)


def _form_of(file: Path, lang: Lang) -> PaperFormat:
    found, known = file.suffix.lower().removeprefix("."), [form.value for form in PaperFormat]
    if found in known:
        return PaperFormat(found)
    near = nearest(found, known)
    told = say("cli-letter-bad-format", lang, found=found or file.name, known=", ".join(known))
    raise typer.BadParameter(told if near is None else told + say("did-you-mean", lang, nearest=near))


def letterhead_of(file: Path | None) -> Letterhead | None:
    """Return the letterhead that --letterhead names, if any. Raises LetterError."""
    if file is None:
        return None
    from policymatch.letters.notes import read_letterhead

    return read_letterhead(file)


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)
