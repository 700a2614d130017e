"""A paper as HTML: one file without scripts that asks for nothing from elsewhere.

It is read on a telephone, on a screen and on paper, by eye and by ear; the templates and the style sheet are
in letters/templates.
"""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from policymatch.extras import need
from policymatch.letters.paper.blocks import Table
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.chart_bars import bars_chart
from policymatch.letters.render.chart_timeline import timeline_chart
from policymatch.letters.render.outline import ranked_annex, ranked_blocks
from policymatch.letters.render.style import policy_of, style_of
from policymatch.messages import say
from policymatch.text.shown import shown


def html_of(paper: Paper) -> str:
    """Return the paper as a whole HTML file. The same paper gives the same text.

    Raises MissingExtraError where jinja2 is not installed.
    """
    tables = [block for block in (*paper.blocks, *paper.annex) if isinstance(block, Table)]
    widths = {
        wide(column.share, sum(one.share for one in table.columns))
        for table in tables
        for column in table.columns
    }
    style = style_of(paper, widths)
    numbers = count(1)
    return str(
        _environment()
        .get_template("paper.html.j2")
        .render(
            paper=paper,
            blocks=ranked_blocks(paper),
            annex=ranked_annex(paper),
            style=need("markupsafe", "letters").Markup(style),
            policy=policy_of(style),
            next_id=lambda: f"chart-{next(numbers)}",
        )
    )


def wide(share: float, total: float) -> int:
    """Return the width of a column in whole percent of its table."""
    return max(round(share * 100 / total), 1)


@cache
def _environment() -> Any:
    jinja2 = need("jinja2", "letters")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("policymatch.letters"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        finalize=_finished,
    )
    environment.globals.update(
        say=say,
        wide=wide,
        pairs=lambda columns, row: zip(columns, row, strict=True),
        bars_chart=bars_chart,
        timeline_chart=timeline_chart,
    )
    return environment


def _finished(value: object) -> object:
    """Return what a template prints, without what nobody sees; what is markup already is left as it is."""
    return shown(value) if type(value) is str else value
