"""Questions in a terminal and in Markdown: a ranked table, one question at a time, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from policymatch.cli.render.console import console, grid
from policymatch.cli.render.wrap import wrap
from policymatch.matching import Recommendation, Verdict
from policymatch.matching.phrases import amount_phrase, amount_text
from policymatch.messages import Lang, say
from policymatch.questions import Question
from policymatch.text.markdown import escaped

MONEY_WIDTH = 20
EFFORT_WIDTH = 16


def show(questions: Sequence[Question], lang: Lang) -> None:
    """Print the questions as a table, each with the id by which programs know it."""
    out = console()
    if not questions:
        out.print(Text(say("ask-done", lang)))
        return
    table = grid(
        (say("column-question", lang), None),
        (say("column-verdicts", lang), 8),
        (say("column-money", lang), MONEY_WIDTH),
        (say("column-effort", lang), EFFORT_WIDTH),
        (say("column-worth", lang), 5),
    )
    for question in questions:
        table.add_row(
            Text("\n".join(wrap(question.label.in_(lang), 24))),
            Text(str(len(question.policies))),
            Text("\n".join(wrap(money_phrase(question, lang), MONEY_WIDTH))),
            Text("\n".join(wrap(question.effort.both.in_(lang), EFFORT_WIDTH))),
            Text(f"{question.worth.total:.1f}", justify="right"),
        )
    out.print(table)


def markdown(questions: Sequence[Question], lang: Lang) -> str:
    """Return the questions as a table in Markdown."""
    columns = [say(f"column-{key}", lang) for key in ("question", "verdicts", "money", "effort", "worth")]
    lines = ["| " + " | ".join(columns) + " |", "|---|--:|---|---|--:|"]
    for one in questions:
        cells = [
            escaped(one.text.in_(lang)),
            str(len(one.policies)),
            escaped(money_phrase(one, lang)),
            escaped(one.effort.both.in_(lang)),
            f"{one.worth.total:.1f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def money_phrase(question: Question, lang: Lang) -> str:
    """Return what money hangs on a question, natures apart; a dash where no document states any."""
    texts = [amount_text(amount, lang) for amount in question.money.values()]
    return say("fact-separator", lang).join(texts) or "—"


def question_lines(question: Question, lang: Lang) -> Iterator[str]:
    """Yield a question, why it is asked, and what an answer looks like."""
    yield question.text.in_(lang)
    yield "  " + say(
        "ask-why",
        lang,
        policies=len(question.policies),
        decides=len(question.decides),
        effort=question.effort.both,
        example=question.answer.example,
    )
    if question.money:
        yield "  " + say("ask-money", lang, money=money_phrase(question, lang))
    if question.answer.choices:
        choices = [choice.in_(lang) for choice in question.answer.choices]
        yield "  " + say("ask-choices", lang, choices=say("list-separator", lang).join(choices))


def change_lines(before: Recommendation, after: Recommendation, lang: Lang) -> Iterator[str]:
    """Yield what the answers changed: what the firm now qualifies for, what is ruled out, what stays open."""
    open_before = {match.policy_id for match in before.undecided}
    for match in after.eligible:
        if match.policy_id in open_before:
            yield say("ask-now-eligible", lang, title=match.policy.title, amount=amount_phrase(match, lang))
    ruled_out = sum(match.policy_id in open_before for match in after.of(Verdict.INELIGIBLE))
    if ruled_out:
        yield say("ask-now-ineligible", lang, count=ruled_out)
    if after.undecided:
        yield say("ask-still-open", lang, count=len(after.undecided))
