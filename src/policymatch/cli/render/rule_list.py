"""The policies of a library as a list, how much of each a rule decides, and what is left to people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from policymatch.cli.render.console import console, grid
from policymatch.cli.render.wrap import wrap
from policymatch.language import tree, walk
from policymatch.library import PolicyLibrary
from policymatch.messages import Lang, say
from policymatch.policy import Policy
from policymatch.vocabulary.codes import regions

Point = tree.Check | tree.Undefined


def points_left(policy: Policy) -> tuple[Point, ...]:
    """Return what no rule decides of a policy: judgements, and what the document leaves open, each once."""
    benefit = policy.benefit
    formulas = (policy.condition, benefit.amount)
    found = (node for one in formulas for node in walk(one) if isinstance(node, tree.Check | tree.Undefined))
    return tuple(dict.fromkeys(found))


def show_list(library: PolicyLibrary, lang: Lang) -> None:
    """Print every policy: title, id, region, status today, and how much of it a rule decides."""
    out = console()
    today = date.today()
    for index, policy in enumerate(library):
        table = grid(
            (say("column-policy", lang), None),
            (say("column-region", lang), 20),
            (say("column-status", lang), 8),
            (say("column-decided", lang), 12),
            (say("column-tests", lang), 5),
        )
        table.show_header = index == 0
        status = policy.document.status(today)
        left = len(points_left(policy))
        decided = say("decided-partly", lang, count=left) if left else say("decided-fully", lang)
        table.add_row(
            Text(policy.title),
            Text(regions().path_label(policy.document.region)),
            Text(say(f"status-{status.value.replace('_', '-')}", lang)),
            Text(decided),
            Text(str(len(policy.tests)), justify="right"),
        )
        out.print(table)
        out.print(Text(f"  {policy.id}", style="dim"))
    _print_total(library, lang)


def show_checks(library: PolicyLibrary, lang: Lang) -> None:
    """Print the policies that a rule does not wholly decide, each with what is left to people."""
    out = console()
    for policy in library:
        left = points_left(policy)
        if not left:
            continue
        out.print(Text(policy.title))
        out.print(Text(f"  {policy.id}", style="dim"))
        for node in left:
            told = say("left-check" if isinstance(node, tree.Check) else "left-open", lang, text=node.text)
            for part in wrap(f"  · {told}", out.width, 4):
                out.print(Text(part))
    _print_total(library, lang)


def _print_total(library: Iterable[Policy], lang: Lang) -> None:
    left = [points_left(policy) for policy in library]
    every = [node for one in left for node in one]
    total = say(
        "list-total",
        lang,
        policies=len(left),
        fully=sum(not one for one in left),
        partly=sum(bool(one) for one in left),
        checks=sum(isinstance(node, tree.Check) for node in every),
        open=sum(isinstance(node, tree.Undefined) for node in every),
    )
    out = console()
    for part in wrap(total, out.width, 0):
        out.print(Text(part, style="bold"))
