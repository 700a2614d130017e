"""`policymatch changes OLD NEW`: what moved between two match tables, firm by firm, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policymatch.cli.options import (
    Format,
    FormatOption,
    LangOption,
    Language,
    RulesOption,
    help_of,
    lang_of,
    library_of,
)
from policymatch.messages import say

if TYPE_CHECKING:
    from policymatch.batch.moved import Moves
    from policymatch.batch.tallies import Tallies
    from policymatch.batch.why import Reasons, Side

_SUFFIXES = (".csv", ".xlsx", ".parquet")


def changes(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=help_of("cli-changes-old"))],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=help_of("cli-changes-new"))],
    firms: Annotated[Path | None, typer.Option("--firms", help=help_of("cli-changes-firms"))] = None,
    firms_old: Annotated[
        Path | None, typer.Option("--firms-old", help=help_of("cli-changes-firms-old"))
    ] = None,
    rules: RulesOption = None,
    rules_old: Annotated[
        list[Path] | None, typer.Option("--rules-old", help=help_of("cli-changes-rules-old"))
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help=help_of("cli-changes-out"))] = None,
    top: Annotated[int, typer.Option("--top", min=1, help=help_of("cli-changes-top"))] = 20,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.batch.earlier import Earlier
    from policymatch.batch.moved import moves
    from policymatch.batch.tallies import Tallies
    from policymatch.batch.why import Side
    from policymatch.cli.render.changes import changes_lines, row_dict, write_changes
    from policymatch.cli.render.outline import markdown_text, show

    language = lang_of(lang)
    if out is not None and (out.suffix.lower() not in _SUFFIXES or not out.parent.is_dir()):
        raise typer.BadParameter(say("cli-match-bad-out", language, found=out, suffix=", ".join(_SUFFIXES)))
    if firms is None and firms_old is not None:
        raise typer.BadParameter(say("changes-firms-needed", language))
    after = library_of(rules)
    before = library_of(rules_old) if rules_old else after
    found = moves(Earlier(old), Earlier(new))
    tallies = Tallies(top)
    with ExitStack() as stack:
        sides = None
        if firms is not None:
            sides = (
                stack.enter_context(Side(found.old, firms_old or firms, before)),
                stack.enter_context(Side(found.new, firms, after)),
            )
        if out is not None:
            write_changes(
                out, _counted(found, tallies), lambda rows: _why(rows, sides), after, before, language
            )
        else:
            for _ in _counted(found, tallies):
                pass
        rows = tallies.top()
        shown = list(zip(rows, _why(rows, sides), strict=True))
    if output is Format.JSON:
        told = {
            **_told(found, tallies),
            "policies": [one.to_dict() for one in tallies.by_policy()],
            "moved": [row_dict(row, why, language) for row, why in shown],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    lines = changes_lines(_told(found, tallies), tallies, shown, before, after, language)
    if output is Format.MD:
        typer.echo(markdown_text(lines))
    else:
        show(lines)
    if out is not None:
        typer.echo(say("list-written", language, file=out), err=True)


def _counted(found: Moves, tallies: Tallies) -> Iterator[Any]:
    """Yield what moved, and count it."""
    for table in found.batches():
        tallies.add(table)
        yield table


def _why(rows: list[dict[str, Any]], sides: tuple[Side, Side] | None) -> Iterator[Reasons | None]:
    from policymatch.batch.why import reasons

    if sides is None:
        return iter([None] * len(rows))
    return reasons(rows, *sides)


def _told(found: Moves, tallies: Tallies) -> dict[str, Any]:
    """Return what there is to tell of both tables."""
    abouts = {"old": found.old.about, "new": found.new.about}
    return {
        **{
            side: None
            if about is None
            else {
                "rules": about.rules,
                "version": about.program,
                "as_of": (about.as_of or about.today).isoformat(),
            }
            for side, about in abouts.items()
        },
        "firms": {
            "both": int((found.sames >= 0).sum()),
            "new": int((found.sames < 0).sum()),
            "gone": len(found.gone),
        },
        "rows": tallies.rows,
    }
