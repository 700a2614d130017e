"""The whole letter as a paper: its parts in order, numbered; at its end who it is from, and the annex."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policymatch.letters.layout import ahead, annex, filing, head, package, risks
from policymatch.letters.layout import open as open_part
from policymatch.letters.layout.detail import DETAILS, Detail
from policymatch.letters.layout.length import LINES_OF_A_PAGE, lines_of
from policymatch.letters.layout.words import day_text, line, muted, numeral, strong
from policymatch.letters.model import Letter
from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import AnyBlock, Callout, Heading, Run, SignOff, Text, Tone
from policymatch.messages import say

# A letter has at most so many pages before its annex.
_PAGES = 6

# The parts in order, each with the message that is its heading. One without blocks is left out, and not
# counted.
_PARTS: tuple[tuple[str, Callable[[Letter, Detail], Iterator[AnyBlock]]], ...] = (
    ("letter-part-file", filing.to_file),
    ("letter-part-tax", filing.tax),
    ("letter-part-package", package.package),
    ("letter-part-near", open_part.near),
    ("letter-part-open", open_part.open_ones),
    ("letter-part-questions", open_part.questions),
    ("letter-part-calendar", ahead.calendar),
    ("letter-part-road", ahead.road),
    ("letter-part-materials", filing.materials),
    ("letter-part-risks", risks.warnings),
    ("letter-part-verify", risks.to_verify),
)


def paper_of(letter: Letter, annexed: bool = True) -> Paper:
    """Return the paper of a letter; without `annexed` the details of each policy are left out."""
    lang = letter.lang
    title = say("letter-title", lang)
    basis = letter.basis
    detail, blocks = _fitting(letter)
    return Paper(
        lang=lang,
        title=title,
        subtitle=letter.firm.name,
        header=say("letter-header", lang, title=title, firm=letter.firm.name),
        footer=say("letter-footer", lang, decision=basis.decision_id, rules=basis.rules_version),
        letterhead=letter.letterhead,
        blocks=blocks,
        annex_title=say("letter-annex", lang) if annexed else None,
        annex=tuple(annex.annex(letter, detail)) if annexed else (),
    )


def _fitting(letter: Letter) -> tuple[Detail, tuple[AnyBlock, ...]]:
    """Return the letter with the most detail that keeps to its pages."""
    for detail in DETAILS:
        blocks = (*head.head(letter), *_numbered(letter, detail), *_end(letter))
        if lines_of(blocks) <= _PAGES * LINES_OF_A_PAGE:
            break
    return detail, blocks


def _numbered(letter: Letter, detail: Detail) -> Iterator[AnyBlock]:
    number = 0
    for key, part in _PARTS:
        blocks = tuple(part(letter, detail))
        if blocks:
            number += 1
            title = say(key, letter.lang)
            text = say("letter-part", letter.lang, number=numeral(number, letter.lang), title=title)
            yield Heading(level=1, text=text)
            yield from blocks


def _end(letter: Letter) -> Iterator[AnyBlock]:
    lang, basis, sender = letter.lang, letter.basis, letter.letterhead
    if letter.notes:
        yield Callout(
            title=say("letter-notes", lang),
            lines=tuple(_note(note.text, note.author, note.day, letter) for note in letter.notes),
            tone=Tone.PLAIN,
        )
    yield Text(line=line(strong(say("letter-statement", lang)), say("letter-disclaimer", lang)))
    made = say(
        "letter-basis",
        lang,
        day=day_text(basis.as_of, lang),
        policies=basis.policies,
        gone=basis.not_in_force,
        version=basis.version,
    )
    yield Text(line=(muted(made),))
    yield SignOff(office=sender.office, day=day_text(basis.as_of, lang), seal=sender.seal)


def _note(text: str, author: str | None, day: object, letter: Letter) -> tuple[Run, ...]:
    by = " ".join(str(part) for part in (author, day) if part is not None)
    return line(text, muted(say("letter-note-by", letter.lang, by=by))) if by else line(text)
