"""A file of many firms at a glance: its columns, what they mean, and how many rows have them filled."""

from __future__ import annotations

from collections.abc import Sequence

from policymatch.cli.render.console import console, grid, styled
from policymatch.firms import Filled
from policymatch.messages import Lang, say
from policymatch.vocabulary import Vocabulary

_MEANING_WIDTH = 30
_FILLED_WIDTH = 12


def show_tables(tables: Sequence[Filled], vocabulary: Vocabulary, lang: Lang) -> None:
    """Print the firms, then the records of each kind."""
    out = console()
    for table in tables:
        counts = {"count": table.rows, "columns": len(table.columns)}
        if table.kind is None:
            title = say("firms-shown", lang, **counts)
        else:
            title = say("firms-shown-records", lang, kind=vocabulary.records[table.kind].both, **counts)
        out.print(styled(title, "bold"))
        rows = grid(
            (say("column-field", lang), None),
            (say("column-meaning", lang), _MEANING_WIDTH),
            (say("column-filled", lang), _FILLED_WIDTH),
        )
        for name, field, filled in table.columns:
            meaning = "" if field is None else field.both.in_(lang)
            rows.add_row(styled(name), styled(meaning), styled(str(filled)))
        out.print(rows)
