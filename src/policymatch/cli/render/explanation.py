"""One match in full: criteria as a tree with ✓ ✗ ?, the arithmetic, what is missing, when to file."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from policymatch.cli.render.checks import evidence_lines, numbered, other_checks
from policymatch.cli.render.console import console
from policymatch.cli.render.sections import summary_lines
from policymatch.cli.render.wrap import wrap
from policymatch.matching import Match, Recommendation, Verdict
from policymatch.matching.phrases import amount_phrase, terms_lines, verdict_phrase, window_phrase
from policymatch.matching.reasons import Reason
from policymatch.matching.rule_lines import force_text, verified_line
from policymatch.messages import Lang, say
from policymatch.policy import Document
from policymatch.text.markdown import escaped

_STYLES = {"✓": "green", "✗": "red", "?": "yellow"}


def show(recommendation: Recommendation, match: Match, lang: Lang) -> None:
    """Print one match."""
    out = console()
    for line in explanation_lines(recommendation, match, lang):
        head = line.lstrip()[:1]
        style = _STYLES.get(head, "bold" if line.startswith("■") else "")
        hanging = len(line) - len(line.lstrip()) + (2 if head in _STYLES else 0)
        for part in wrap(line, out.width, hanging):
            out.print(Text(part, style=style))


def explanation_lines(
    recommendation: Recommendation, match: Match, lang: Lang, markdown: bool = False
) -> Iterator[str]:
    """Yield the explanation line by line; as Markdown, headings and lists are marked and text is escaped."""
    heading, item = ("## ", "- ") if markdown else ("■ ", "  ")
    clean = escaped if markdown else str

    def section(key: str) -> Iterator[str]:
        yield ""
        yield f"{heading}{say(key, lang)}"
        if markdown:
            yield ""

    policy = match.policy
    yield f"# {clean(policy.title)}" if markdown else policy.title
    if markdown:
        yield ""
    for line in (policy.id, document_line(policy.document, lang), *summary_lines(recommendation, lang)):
        yield f"{item}{clean(line)}" if markdown else line
    if policy.summary:
        yield f"{item}{clean(policy.summary)}" if markdown else policy.summary
    yield from section("explain-verdict")
    yield f"{item}{clean(verdict_phrase(match, lang))}"
    yield from section("explain-criteria")
    if policy.cite:
        yield f"{item}{clean(say('explain-cite', lang, cite=policy.cite))}"
    verified = verified_line(policy, match.context.vocabulary, lang)
    if verified is not None:
        yield f"{item}{clean(verified)}"
    record = None
    for reason in match.reasons(lang):
        if reason.record is not None and reason.record != record:
            yield f"{item}{clean(say('reason-record', lang, record=reason.record))}"
        record = reason.record
        for depth, text in reason_lines(reason, lang, match, 1 if record else 0):
            yield f"{'  ' * depth}{item}{clean(text)}"
    if match.verdict is not Verdict.INELIGIBLE:
        yield from section("explain-amount")
        yield f"{item}{clean(amount_phrase(match, lang))}"
        for line in (*match.steps(lang), *terms_lines(match, lang)):
            yield f"{item}{clean(line)}"
        if policy.benefit.note:
            yield f"{item}{clean(policy.benefit.note)}"
    parts = (
        ("explain-other-checks", list(other_checks(match, lang))),
        ("explain-missing", [m.label.in_(lang) for m in match.missing]),
        ("explain-gaps", [gap.text.in_(lang) for gap in match.gaps]),
        ("explain-presumed", list(match.presumed(lang))),
        ("explain-flags", [_flag_line(flag.say(lang), flag.verify, lang) for flag in match.flags]),
        ("explain-unused", [one.say(lang) for one in recommendation.unused_of(match)]),
        ("explain-apply", list(_filing_lines(match, lang))),
    )
    for key, lines in parts:
        if lines:
            yield from section(key)
            for line in lines:
                yield f"{item}{clean(line)}"


def reason_lines(reason: Reason, lang: Lang, match: Match, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield a reason and its parts, each with how deeply it is nested.

    The citation of the policy is named above them all: only another one is repeated.
    """
    if reason.items:
        yield depth, say("reason-group", lang, mark=reason.mark, required=reason.required)
        for item in reason.items:
            yield from reason_lines(item, lang, match, depth + 1)
        return
    cite = (
        say("reason-cite", lang, cite=reason.cite) if reason.cite and reason.cite != match.policy.cite else ""
    )
    presumed = say("reason-presumed", lang) if reason.presumed else ""
    actual = say("reason-actual", lang, actual=reason.actual)
    yield depth, f"{reason.mark} {numbered(reason, match, lang)}{actual}{presumed}{cite}"
    yield from ((depth + 1, line) for line in evidence_lines(reason, match, lang))


def document_line(document: Document, lang: Lang) -> str:
    """Return the document in one line: title, number, issuer, dates of force."""
    parts = [f"《{document.title}》" if lang == "zh" else document.title]
    parts += [part for part in (document.number, document.issuer) if part and part not in parts[0]]
    force = force_text(document, lang)
    if force is not None:
        parts.append(force)
    return say("flag-separator", lang).join(parts)


def _flag_line(text: str, verify: bool, lang: Lang) -> str:
    return say("verify-line", lang, text=text) if verify else text


def _filing_lines(match: Match, lang: Lang) -> Iterator[str]:
    filing = match.policy.filing
    yield window_phrase(match, lang)
    for key, text in (("channel", filing.channel), ("contact", filing.contact)):
        if text:
            yield say(f"apply-{key}", lang, text=text)
    for material in filing.materials:
        yield say("apply-material", lang, text=material)
