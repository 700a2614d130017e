"""One policy for people, read back as prose and in the rule language."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from policymatch.cli.render.console import console
from policymatch.cli.render.explanation import document_line
from policymatch.cli.render.wrap import wrap
from policymatch.library import PolicyLibrary
from policymatch.matching.flags import Flag
from policymatch.matching.rule_lines import benefit_lines, condition_lines, verified_line
from policymatch.messages import Lang, say
from policymatch.policy import Policy
from policymatch.vocabulary import Vocabulary


def show_policy(policy: Policy, library: PolicyLibrary, lang: Lang) -> None:
    """Print one policy read back as prose, each line followed by the rule it was read from."""
    out = console()
    for line in policy_lines(policy, library.vocabulary, lang):
        for part in wrap(line, out.width, len(line) - len(line.lstrip()) + 2):
            out.print(Text(part, style="bold" if line.startswith("■") else ""))


def policy_lines(policy: Policy, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    """Yield a policy's rule line by line."""
    yield policy.title
    yield policy.id
    yield document_line(policy.document, lang)
    if policy.summary:
        yield policy.summary
    if policy.record is not None:
        yield say("rule-per-record", lang, kind=vocabulary.records[policy.record].both)
    verified = verified_line(policy, vocabulary, lang)
    if verified is not None:
        yield verified
    yield ""
    yield f"■ {say('rule-conditions', lang)}"
    for depth, text in condition_lines(policy.condition, vocabulary, lang):
        yield f"{'  ' * depth}{text}"
    yield ""
    yield f"■ {say('rule-benefit', lang)}"
    yield from (f"  {line}" for line in benefit_lines(policy, vocabulary, lang))
    noted = [Flag("caution", text=text) for text in policy.cautions]
    if policy.fair_competition is not None:
        noted.append(Flag("fair-competition", verify=True, text=policy.fair_competition))
    if noted:
        yield ""
        yield f"■ {say('explain-flags', lang)}"
        yield from (f"  {flag.say(lang)}" for flag in noted)
