"""A simulation as one page of HTML: it loads nothing, runs nothing, and is fit for screens and paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from importlib.resources import files

from policymatch.intake.report_html import page_end, page_start
from policymatch.language.quantities import quantity_text
from policymatch.messages import Lang, say
from policymatch.sandbox.charts import Number, Panel, bar_svg, panel_svg
from policymatch.sandbox.findings import basis, findings
from policymatch.sandbox.model import Curve, Simulation
from policymatch.sandbox.tables import WORDS, Kind, Table, tables_of
from policymatch.sandbox.words import short_money, short_yuan
from policymatch.text.shown import shown
from policymatch.vocabulary.units import PLAIN, Dimension

_MONEY: Dimension = (("CNY", 1),)
# A longer table is folded: what stands in it first is what matters most.
_OPEN = 12


def html(found: Simulation, lang: Lang) -> Iterator[str]:
    """Yield the page, piece by piece."""
    title = say("sandbox-title", lang, title=found.draft.title)
    yield from page_start(title, files(__package__).joinpath("report.css").read_text("utf-8"), lang)
    document = found.draft.document
    draft = say("sandbox-draft-of", lang, document=document.title, issuer=document.issuer)
    yield f'<p class="draft">{_text(draft)}</p>\n'
    yield from _cards(found, lang)
    yield f"<section><h2>{_text(say('sandbox-findings', lang))}</h2>\n<ul>\n"
    yield from (f"<li>{_text(line)}</li>\n" for line in findings(found, lang))
    yield "</ul></section>\n"
    for number, table in enumerate(tables_of(found, lang), 1):
        yield from _section(f"t{number}", table, found, lang)
    yield f'<section class="basis"><h2>{_text(say("sandbox-basis", lang))}</h2>\n<ul>\n'
    yield from (f"<li>{_text(line)}</li>\n" for line in basis(found, lang))
    yield "</ul></section>\n"
    yield page_end()


def _cards(found: Simulation, lang: Lang) -> Iterator[str]:
    counts = found.overall.counts
    cards = [
        ("firms", f"{counts.firms:,}", ""),
        ("eligible", f"{counts.eligible:,}", "sure"),
        ("undecided", f"{counts.undecided:,}", "may"),
        ("ineligible", f"{counts.ineligible:,}", ""),
    ]
    if found.draft.benefit.amount is not None:
        cards.append(("money", short_money(found.overall.money, lang), "sure"))
        if counts.undecided:
            cards.append(("if-eligible", short_money(found.overall.if_eligible, lang), "may"))
    if found.budget_fen is not None:
        cards.append(("budget", short_yuan(found.budget_fen, lang), "limit"))
    yield '<dl class="cards">\n'
    for name, figure, kind in cards:
        label = _text(say(f"sandbox-{name}", lang))
        yield f'<div class="{kind}"><dt>{label}</dt><dd>{_text(figure)}</dd></div>\n'
    yield "</dl>\n"


def _section(anchor: str, table: Table, found: Simulation, lang: Lang) -> Iterator[str]:
    yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{_text(table.title)}</h2>\n'
    yield from (f'<p class="note">{_text(note)}</p>\n' for note in table.notes)
    if table.curve is not None:
        yield from _charts(anchor, table.curve, found, lang)
    elif table.kind in (Kind.FUNNEL, Kind.GROUP):
        yield from _legend(("sure", "may"), lang)
    folded = len(table.rows) > _OPEN
    if folded and table.curve is None:
        yield from _table(anchor, table, table.rows[:_OPEN], lang)
        more = say("sandbox-rows-more", lang, count=f"{len(table.rows):,}")
        yield f"<details><summary>{_text(more)}</summary>\n"
    elif folded:
        whole = say("sandbox-rows-all", lang, count=f"{len(table.rows):,}")
        yield f"<details><summary>{_text(whole)}</summary>\n"
    yield from _table(anchor, table, table.rows, lang)
    yield "</details>\n</section>\n" if folded else "</section>\n"


def _legend(kinds: Sequence[str], lang: Lang) -> Iterator[str]:
    yield '<p class="legend">'
    yield from (f'<span class="{one}">{_text(say(f"sandbox-legend-{one}", lang))}</span> ' for one in kinds)
    yield "</p>\n"


def _table(anchor: str, table: Table, rows: Sequence[Sequence[int | str]], lang: Lang) -> Iterator[str]:
    # What can be scrolled must be within reach of the keyboard.
    yield f'<div class="wide" tabindex="0" role="region" aria-labelledby="{anchor}">\n<table>\n<thead><tr>'
    for name, text in zip(table.names, table.header, strict=True):
        yield f'<th scope="col" class="{_kind(name)}">{_text(text)}</th>'
    if table.bars:
        yield f'<th scope="col">{_text(say("sandbox-column-picture", lang))}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for at, row in enumerate(rows):
        own = table.curve is not None and table.curve.points[at] is table.curve.own
        yield '<tr class="own-row">' if own else "<tr>"
        yield from (_cell(name, value) for name, value in zip(table.names, row, strict=True))
        if table.bars:
            sure, may, whole = table.bars[at]
            yield f'<td class="b">{bar_svg((("sure", sure), ("may", may)), whole)}</td>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _cell(name: str, value: int | str) -> str:
    text = f"{value:,}" if isinstance(value, int) else _text(value)
    return f'<td class="{_kind(name)}">{text}</td>'


def _kind(name: str) -> str:
    return "t" if name in WORDS else "n"


def _charts(anchor: str, curve: Curve, found: Simulation, lang: Lang) -> Iterator[str]:
    budget = found.budget_fen
    limited = budget is not None and found.draft.benefit.amount is not None
    yield from _legend(("sure", "may", "own", *(("limit",) if limited else ())), lang)
    yield '<div class="panels">\n'
    at = [one.value for one in curve.points]
    own = Fraction(curve.threshold.quantity.value)
    quantity = curve.threshold.quantity
    ratio = quantity.dimension == PLAIN and (quantity.written[-1:] == "%" or max(map(abs, at)) < 1)

    def x_text(value: Number) -> str:
        if quantity.dimension == _MONEY:
            return short_yuan(Fraction(value) * 100, lang)
        return quantity_text(value, quantity.dimension, lang, ratio)

    counts = [one.tally.counts for one in curve.points]
    sure = [one.eligible for one in counts]
    ends = {"first": curve.points[0].text.in_(lang), "last": curve.points[-1].text.in_(lang)}
    panels = [
        Panel(
            say("sandbox-curve-firms", lang),
            say("sandbox-curve-alt", lang, **ends, low=f"{min(sure):,}", high=f"{max(sure):,}"),
            at,
            sure,
            [one.eligible + one.undecided for one in counts],
            own,
            x_text,
            lambda value: f"{int(value):,}" if value == int(value) else "",
        )
    ]
    if found.draft.benefit.amount is not None:
        tallies = [one.tally for one in curve.points]
        panels.append(
            Panel(
                say("sandbox-curve-money", lang),
                say("sandbox-curve-money-alt", lang, **ends),
                at,
                [one.money.high_fen if not one.money.endless else one.money.low_fen for one in tallies],
                [(one.money + one.if_eligible).most_fen for one in tallies],
                own,
                x_text,
                lambda value: short_yuan(value, lang),
                budget,
                "" if budget is None else f"{say('sandbox-budget', lang)} {short_yuan(budget, lang)}",
            )
        )
    for number, panel in enumerate(panels, 1):
        caption = f"<figcaption>{_text(panel.title)}</figcaption>"
        yield f"<figure>{caption}{panel_svg(panel, f'{anchor}c{number}')}</figure>\n"
    yield "</div>\n"


def _text(value: str) -> str:
    """Return text that is only text, without what nobody sees."""
    return escape(shown(value))
