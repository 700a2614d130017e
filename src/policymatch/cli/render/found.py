"""Firms that policies have found: in the terminal, and as a list to push to officers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.text import Text

from policymatch.benefit import Nature
from policymatch.cli.render.console import console
from policymatch.cli.render.wrap import wrap
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount
from policymatch.matching.phrases import nature_text
from policymatch.matching.verdict import Verdict
from policymatch.messages import Lang, say

_STYLES = {Verdict.ELIGIBLE: "green", Verdict.UNDECIDED: "yellow", Verdict.INELIGIBLE: "magenta"}
# Of those that are not eligible only near misses are among them.
_VERDICTS = {
    Verdict.ELIGIBLE.value: "verdict-eligible",
    Verdict.UNDECIDED.value: "verdict-undecided",
    Verdict.INELIGIBLE.value: "verdict-near",
}
_COLUMNS = ("name", "credit-code", "policy", "verdict", "low", "high", "told")


def show_found(table: Any, library: PolicyLibrary, firms: int, top: int, lang: Lang) -> None:
    """Print the firms found, `top` of each verdict, with what they would get and what is in the way."""
    out = console()
    verdicts = table.column("verdict").to_pylist()
    out.print(Text(say("find-summary", lang, firms=firms, count=table.num_rows)))
    for verdict, style in _STYLES.items():
        count = verdicts.count(verdict)
        out.print()
        out.print(Text(f"■ {say(f'find-{verdict}', lang, count=count)}", style=f"bold {style}"))
        if not count:
            continue
        # The table is in the order of verdicts.
        shown = table.slice(verdicts.index(verdict), min(count, top)).to_pylist()
        for row in shown:
            _show(row, library, lang)
        if count > top:
            out.print(Text(say("find-more", lang, count=count - top), style="dim"))
    out.print()
    out.print(Text(say("suggest-disclaimer", lang), style="dim"))


def _show(row: dict[str, Any], library: PolicyLibrary, lang: Lang) -> None:
    out = console()
    code = f" ({row['credit_code']})" if row["credit_code"] else ""
    paid = _amount(row)
    money = "" if paid is None else f"  {nature_text(paid, Nature(row['nature']), lang)}"
    out.print(Text(f"{row['name']}{code}{money}"))
    lines = [library.get(row["policy_id"]).title]
    if row["told"]:
        key = "find-near-told" if row["verdict"] == Verdict.INELIGIBLE else "find-open-told"
        lines.append(say(key, lang, told=_joined(row, lang)))
    for line in lines:
        for part in wrap(f"  {line}", out.width, hanging=4):
            out.print(Text(part, style="dim"))


def write_found(path: Path, table: Any, library: PolicyLibrary, lang: Lang) -> None:
    """Write the firms found as .csv, .xlsx or .parquet, whole or not at all. Raises OSError."""
    header = [say(f"find-column-{name}", lang) for name in _COLUMNS]
    match path.suffix.lower():
        case ".parquet":
            from policymatch.firms.arrow import parquet
            from policymatch.whole import written_whole

            with written_whole(path) as made:
                parquet().write_table(table, made, compression="zstd")
        case ".csv":
            from policymatch.intake.written import write_list

            write_list(path, header, _rows(table, library, lang))
        case _:
            from policymatch.intake.report import Part
            from policymatch.intake.report_workbook import save_workbook
            from policymatch.whole import written_whole

            title = say("find-title", lang)
            part = Part(title, header, _rows(table, library, lang), table.num_rows)
            with written_whole(path) as made:
                save_workbook(made, [part], [], lang, title)


def _rows(table: Any, library: PolicyLibrary, lang: Lang) -> Iterator[tuple[str | int, ...]]:
    for batch in table.to_batches():
        for row in batch.to_pylist():
            paid = _amount(row)
            yield (
                row["name"],
                row["credit_code"] or "",
                library.get(row["policy_id"]).title,
                say(_VERDICTS[row["verdict"]], lang),
                "" if paid is None else _yuan(paid.low),
                "" if paid is None or paid.high is None else _yuan(paid.high),
                _joined(row, lang),
            )


def _amount(row: dict[str, Any]) -> Amount | None:
    kind = "amount" if row["amount_low"] is not None else "amount_if_eligible"
    low = row[f"{kind}_low"]
    return None if low is None else Amount(low, row[f"{kind}_high"])


def _yuan(yuan: Decimal) -> int | str:
    return int(yuan) if yuan == yuan.to_integral_value() else str(yuan)


def _joined(row: dict[str, Any], lang: Lang) -> str:
    return say("list-separator", lang).join(row["told"] or ())
