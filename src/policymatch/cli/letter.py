"""`policymatch letter PROFILE -o out/`: the advice letter of a firm, or of thousands."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    FirmOption,
    LangOption,
    Language,
    ProfileArgument,
    RulesOption,
    help_of,
    lang_of,
    library_of,
    named_firm,
    rule_folders,
)
from policymatch.messages import Lang, say

if TYPE_CHECKING:
    # The other commands start without what letters need.
    from policymatch.firms import Found
    from policymatch.letters.bulk import Job
    from policymatch.letters.render import Form
    from policymatch.library import PolicyLibrary
    from policymatch.problems import Place

_INTERRUPTED = 130
_WORKBOOKS = (".xlsx", ".xls", ".csv")


def letter(
    profile: ProfileArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help=help_of("cli-letter-out"))],
    forms: Annotated[str, typer.Option("--format", help=help_of("cli-letter-format"))] = "pdf",
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    letterhead: Annotated[
        Path | None, typer.Option("--letterhead", help=help_of("cli-letter-letterhead"))
    ] = None,
    template: Annotated[
        list[Path] | None, typer.Option("--template", help=help_of("cli-letter-template"))
    ] = None,
    notes: Annotated[Path | None, typer.Option("--notes", help=help_of("cli-letter-notes"))] = None,
    annex: Annotated[bool, typer.Option("--annex/--no-annex", help=help_of("cli-letter-annex"))] = True,
    mapping: Annotated[Path | None, typer.Option("--map", help=help_of("cli-intake-map"))] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help=help_of("cli-letter-jobs"))] = None,
    resume: Annotated[bool, typer.Option("--resume", help=help_of("cli-letter-resume"))] = False,
    force: Annotated[bool, typer.Option("--force", help=help_of("cli-letter-force"))] = False,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.letters.bulk import Job
    from policymatch.letters.letterhead import Letterhead
    from policymatch.letters.notes import read_letterhead

    language = lang_of(lang)
    library = library_of(rules)
    job = Job(
        out=out,
        forms=_forms(forms, language),
        rules=rule_folders(rules),
        lang=language,
        as_of=as_of,
        letterhead=Letterhead() if letterhead is None else read_letterhead(letterhead),
        templates=_templates(template or [], language),
        annexed=annex,
        notes=notes,
    )
    try:
        with _firms(named_firm(profile, firm), mapping, library, language) as (found, many):
            _write(found, many, job, library, jobs, resume, force)
    except KeyboardInterrupt:
        typer.echo(say("letters-interrupted", language), err=True)
        raise typer.Exit(_INTERRUPTED) from None


def _forms(text: str, lang: Lang) -> tuple[Form, ...]:
    """Return the formats asked for, each once. An unknown one is wrong usage."""
    from policymatch.letters.render import Form
    from policymatch.names import nearest

    known = [form.value for form in Form]
    asked = [one.strip().lower().removeprefix(".") for one in text.split(",")]
    for one in asked:
        if one not in known:
            near = nearest(one, known)
            told = say("cli-letter-bad-format", lang, found=one, known=", ".join(known))
            raise typer.BadParameter(told if near is None else told + say("did-you-mean", lang, nearest=near))
    return tuple(dict.fromkeys(Form(one) for one in asked))


def _templates(paths: Iterable[Path], lang: Lang) -> dict[Form, Path]:
    """Return the templates by the format that they are for, told by their names: .docx, .html.j2, .md.j2."""
    from policymatch.letters.render import Form

    kinds = {".docx": Form.DOCX, ".html.j2": Form.HTML, ".md.j2": Form.MD}
    found: dict[Form, Path] = {}
    for path in paths:
        kind = next((form for ending, form in kinds.items() if path.name.lower().endswith(ending)), None)
        if kind is None:
            told = say("cli-letter-bad-template", lang, found=path.name, known=", ".join(kinds))
            raise typer.BadParameter(told)
        if not path.is_file():
            raise typer.BadParameter(say("cli-letter-no-template", lang, found=path))
        found[kind] = path
    return found


@contextmanager
def _firms(
    profile: Path, mapping: Path | None, library: PolicyLibrary, lang: Lang
) -> Iterator[tuple[Iterable[tuple[Place, Found]], bool]]:
    """Yield the firms of a profile, of one named in a table, of a table or folder, or of a workbook."""
    from policymatch import firms
    from policymatch.cli.options import enterprise_of
    from policymatch.problems import Place

    words = library.vocabulary
    if profile.suffix.lower() in _WORKBOOKS and profile.is_file():
        from policymatch.cli.workbook import taken_in

        with TemporaryDirectory() as folder:
            yield firms.profiles_in([taken_in(profile, mapping, Path(folder), library, lang)], words), True
    elif profile.exists() and firms.form_of(profile) is not firms.Form.PROFILE:
        yield firms.profiles_in([profile], words), True
    else:
        yield [(Place(str(profile)), enterprise_of(profile, words))], False


def _write(
    found: Iterable[tuple[Place, Found]],
    many: bool,
    job: Job,
    library: PolicyLibrary,
    jobs: int | None,
    resume: bool,
    force: bool,
) -> None:
    from policymatch.cli.render.letters import show_outcome
    from policymatch.cli.render.progress import ShownProgress
    from policymatch.letters.bulk import write_letters

    with ShownProgress(say("letters-progress", job.lang)) as progress:
        outcome = write_letters(
            found,
            job,
            library,
            many=many,
            processes=1 if not many else jobs or os.cpu_count() or 1,
            resume=resume,
            force=force,
            progress=progress,
        )
    show_outcome(outcome, job, many)
    if outcome.failures:
        raise typer.Exit(1)
