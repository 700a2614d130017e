"""What moved between two match tables: on the screen, and as a list to push to officers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from policymatch.batch.moved import Because
from policymatch.batch.tallies import Tallies, Tally
from policymatch.batch.why import Reasons
from policymatch.benefit import Nature
from policymatch.cli.render.diff import part_text
from policymatch.cli.render.moves import cause_text, named_change, worth_lines
from policymatch.cli.render.outline import Line, Rank
from policymatch.compare import MoveKind, rule_changes
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount
from policymatch.matching.phrases import nature_text
from policymatch.messages import Lang, say

_COLUMNS = (
    "name",
    "credit-code",
    "policy",
    "move",
    "low-before",
    "high-before",
    "low-after",
    "high-after",
    "because",
    "why",
)
Shown = Sequence[tuple[Mapping[str, Any], Reasons | None]]
Why = Callable[[list[dict[str, Any]]], Iterable[Reasons | None]]


def changes_lines(
    told: Mapping[str, Any],
    tallies: Tallies,
    shown: Shown,
    before: PolicyLibrary,
    after: PolicyLibrary,
    lang: Lang,
) -> Iterator[Line]:
    """Yield totals, policy after policy, and the pairs shown."""
    sides = [_side(told[name], lang) for name in ("old", "new")]
    yield Line(Rank.TITLE, say("changes-title", lang, old=sides[0], new=sides[1]))
    yield Line(Rank.PLAIN, say("changes-firms", lang, **told["firms"]))
    if not tallies.rows:
        yield Line(Rank.PLAIN, say("changes-same", lang))
        return
    yield Line(Rank.SECTION, say("changes-policies", lang))
    changed = _rule_changes(told, before, after)
    for tally in tallies.by_policy():
        yield from _policy(tally, changed.get(tally.policy_id, ()), before, after, lang)
    yield Line(Rank.SECTION, say("changes-pairs", lang, shown=len(shown), count=tallies.rows))
    for row, why in shown:
        yield from _pair(row, why, before, after, lang)
    yield Line(Rank.PLAIN, say("suggest-disclaimer", lang))


def _side(about: Mapping[str, str] | None, lang: Lang) -> str:
    return say("changes-unknown", lang) if about is None else say("changes-side", lang, **about)


def _rule_changes(
    told: Mapping[str, Any], before: PolicyLibrary, after: PolicyLibrary
) -> dict[str, tuple[Any, ...]]:
    """Return the parts of each rule that changed, where the rules are those of the tables."""
    versions = [None if told[name] is None else told[name]["rules"] for name in ("old", "new")]
    if versions != [before.version, after.version] or before is after:
        return {}
    return {one.policy.id: one.parts for one in rule_changes(before, after).changed}


def _policy(
    tally: Tally, parts: Sequence[Any], before: PolicyLibrary, after: PolicyLibrary, lang: Lang
) -> Iterator[Line]:
    yield Line(Rank.ITEM, _title(tally.policy_id, before, after))
    yield Line(Rank.DETAIL, tally.policy_id)
    counts = (
        say("diff-firms", lang, move=say(f"move-{kind.value}", lang), count=tally.moves[kind])
        for kind in MoveKind
        if tally.moves[kind]
    )
    yield Line(Rank.DETAIL, say("flag-separator", lang).join(counts))
    through = (
        say("diff-firms", lang, move=say(f"because-{one.value}", lang), count=tally.because[one])
        for one in Because
        if tally.because[one]
    )
    if text := say("flag-separator", lang).join(through):
        yield Line(Rank.DETAIL, say("changes-through", lang, told=text))
    yield from (Line(Rank.DETAIL, part_text(part, lang)) for part in parts)
    yield from worth_lines(tally.before, tally.after, Rank.DETAIL, lang)


def _title(policy_id: str, before: PolicyLibrary, after: PolicyLibrary) -> str:
    policy = after.policies.get(policy_id) or before.policies.get(policy_id)
    return policy_id if policy is None else policy.title


def _pair(
    row: Mapping[str, Any], why: Reasons | None, before: PolicyLibrary, after: PolicyLibrary, lang: Lang
) -> Iterator[Line]:
    code = f" ({row['credit_code']})" if row["credit_code"] else ""
    kind = say(f"move-{row['move']}", lang)
    title = _title(row["policy_id"], before, after)
    yield Line(Rank.ITEM, f"{row['name'] or '—'}{code}")
    yield Line(Rank.DETAIL, say("named-change", lang, name=kind, change=title))
    amounts = [_amount_text(row, side, lang) for side in ("before", "after")]
    if any(amounts):
        none = say("side-none", lang)
        yield Line(Rank.DETAIL, say("became", lang, before=amounts[0] or none, after=amounts[1] or none))
    told = _because(row, lang)
    if told:
        yield Line(Rank.DETAIL, say("changes-through", lang, told=told))
    yield from (Line(Rank.DETAIL, text) for text in _why(why, lang))


def _because(row: Mapping[str, Any], lang: Lang) -> str:
    return say("list-separator", lang).join(say(f"because-{one}", lang) for one in row["because"])


def _why(why: Reasons | None, lang: Lang) -> Iterator[str]:
    """Yield the criteria that turned, then the facts asked for that changed."""
    if why is None:
        return
    yield from (cause_text(cause, lang) for cause in why.move.causes(lang))
    for one in why.facts:
        yield named_change(one.label.in_(lang), one.before.in_(lang), one.after.in_(lang), lang)


def _amount_text(row: Mapping[str, Any], side: str, lang: Lang) -> str:
    low, high = row[f"amount_{side}_low"], row[f"amount_{side}_high"]
    return "" if low is None else nature_text(Amount(low, high), Nature(row[f"nature_{side}"]), lang)


def row_dict(row: Mapping[str, Any], why: Reasons | None, lang: Lang) -> dict[str, object]:
    """Return one pair as plain data; amounts are yuan."""
    plain = {key: str(one) if isinstance(one, Decimal) else one for key, one in row.items()}
    causes = [] if why is None else [cause.to_dict() for cause in why.move.causes(lang)]
    facts = [] if why is None else [one.to_dict(lang) for one in why.facts]
    return {**plain, "causes": causes, "facts": facts}


def write_changes(
    path: Path, tables: Iterator[Any], why: Why, before: PolicyLibrary, after: PolicyLibrary, lang: Lang
) -> None:
    """Write all that moved as .csv, .xlsx or .parquet, whole or not at all. Raises OSError."""
    header = [say(f"changes-column-{name}", lang) for name in _COLUMNS]

    def rows() -> Iterator[tuple[str | int, ...]]:
        for table in tables:
            listed = table.to_pylist()
            for row, one in zip(listed, why(listed), strict=True):
                yield _cells(row, one, before, after, lang)

    match path.suffix.lower():
        case ".parquet":
            _write_parquet(path, tables, why, lang)
        case ".csv":
            from policymatch.intake.written import write_list

            write_list(path, header, rows())
        case _:
            from policymatch.intake.report import Part
            from policymatch.intake.report_workbook import save_workbook
            from policymatch.whole import written_whole

            title = say("changes-sheet", lang)
            listed = list(rows())
            with written_whole(path) as made:
                save_workbook(made, [Part(title, header, iter(listed), len(listed))], [], lang, title)


def _write_parquet(path: Path, tables: Iterator[Any], why: Why, lang: Lang) -> None:
    from policymatch.firms.arrow import arrow, parquet
    from policymatch.whole import written_whole

    writer = None
    with written_whole(path) as made:
        try:
            for table in tables:
                told = [list(_why(one, lang)) for one in why(table.to_pylist())]
                texts = arrow().array(told, arrow().list_(arrow().string()))
                whole = table.append_column("why", texts)
                if writer is None:
                    writer = parquet().ParquetWriter(made, whole.schema, compression="zstd")
                writer.write_table(whole)
        finally:
            if writer is not None:
                writer.close()


def _cells(
    row: Mapping[str, Any], why: Reasons | None, before: PolicyLibrary, after: PolicyLibrary, lang: Lang
) -> tuple[str | int, ...]:
    return (
        row["name"] or "",
        row["credit_code"] or "",
        _title(row["policy_id"], before, after),
        say(f"move-{row['move']}", lang),
        *(_yuan(row[f"amount_{side}_{end}"]) for side in ("before", "after") for end in ("low", "high")),
        _because(row, lang),
        say("flag-separator", lang).join(_why(why, lang)),
    )


def _yuan(yuan: Decimal | None) -> int | str:
    if yuan is None:
        return ""
    return int(yuan) if yuan == yuan.to_integral_value() else str(yuan)
