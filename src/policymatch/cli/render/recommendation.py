"""A recommendation as tables in a terminal: what to file, what stands open, what is within reach."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from policymatch.cli.render.console import console, grid
from policymatch.cli.render.sections import Section, detail_lines, package_lines, sections_of, summary_lines
from policymatch.cli.render.wrap import wrap
from policymatch.matching import Recommendation
from policymatch.matching.phrases import amount_phrase, window_phrase
from policymatch.messages import Lang, say

_STYLES = {
    "eligible": "green",
    "check": "cyan",
    "undecided": "yellow",
    "near": "magenta",
    "ineligible": "dim",
    "not-in-force": "dim",
}
AMOUNT_WIDTH = 21
WINDOW_WIDTH = 17

# Details stand below their row over the whole width: in a column they would be cramped.
_DETAIL_STYLES = {"id": "dim", "verify": "yellow", "note": ""}


def show(
    recommendation: Recommendation, lang: Lang, top: int | None, all_policies: bool, profile: str
) -> None:
    """Print a recommendation."""
    out = console()
    for line in summary_lines(recommendation, lang):
        out.print(Text(line), soft_wrap=False)
    for section in sections_of(recommendation, top, all_policies):
        _show_section(out, section, lang)
    out.print()
    for kind, line in package_lines(recommendation, lang):
        if kind == "title":
            out.print(Text(f"■ {line}", style="bold"))
        else:
            for part in wrap(f"  {line}", out.width, hanging=4):
                out.print(Text(part))
    if recommendation.unused:
        out.print()
        out.print(Text(f"■ {say('explain-unused', lang)}", style="bold yellow"))
        for one in recommendation.unused:
            for part in wrap(f"  {one.say(lang)}", out.width, hanging=4):
                out.print(Text(part))
    hidden = len(recommendation.not_in_force)
    out.print()
    if hidden and not all_policies:
        out.print(Text(say("suggest-hidden", lang, count=hidden), style="dim"))
    out.print(Text(say("suggest-explain", lang, profile=profile), style="dim"))
    out.print(Text(say("suggest-score", lang), style="dim"))
    out.print(Text(say("suggest-disclaimer", lang), style="dim"))


def _show_section(out: Console, section: Section, lang: Lang) -> None:
    style = _STYLES[section.key]
    out.print()
    title = say(f"section-{section.key}", lang, count=len(section.matches))
    out.print(Text(f"■ {title}", style=f"bold {style}"))
    for index, match in enumerate(section.matches):
        table = _columns(lang)
        table.show_header = index == 0
        table.add_row(
            Text(match.policy.title, style="bold"),
            _cell(amount_phrase(match, lang), AMOUNT_WIDTH),
            _cell(window_phrase(match, lang), WINDOW_WIDTH),
            Text(f"{match.score.total:.1f}", justify="right"),
        )
        out.print(table)
        details = [("id", match.policy.id), *detail_lines(match, section.key, lang)]
        for kind, line in details:
            for part in wrap(f"  {line}", out.width, hanging=4):
                out.print(Text(part, style=_DETAIL_STYLES[kind]))


def _cell(text: str, width: int) -> Text:
    return Text("\n".join(wrap(text, width)))


def _columns(lang: Lang) -> Table:
    return grid(
        (say("column-policy", lang), None),
        (say("column-amount", lang), AMOUNT_WIDTH),
        (say("column-window", lang), WINDOW_WIDTH),
        (say("column-score", lang), 5),
    )
