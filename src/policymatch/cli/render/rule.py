"""One policy for people, read back as prose and in the rule language."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from policymatch.benefit import Share
from policymatch.cli.render.console import console
from policymatch.cli.render.explanation import document_line
from policymatch.cli.render.wrap import wrap
from policymatch.language import print_expression, prose, tree
from policymatch.language.negate import negate
from policymatch.language.prose import points_prose
from policymatch.library import PolicyLibrary
from policymatch.matching.flags import Flag
from policymatch.matching.phrases import share_text
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
    yield ""
    yield f"■ {say('rule-conditions', lang)}"
    for depth, text in _condition_lines(policy.condition, vocabulary, lang, 1):
        yield f"{'  ' * depth}{text}"
    yield ""
    yield f"■ {say('rule-benefit', lang)}"
    yield from (f"  {line}" for line in _benefit_lines(policy, vocabulary, lang))
    noted = [Flag("caution", text=text) for text in policy.cautions]
    if policy.fair_competition is not None:
        noted.append(Flag("fair-competition", verify=True, text=policy.fair_competition))
    if noted:
        yield ""
        yield f"■ {say('explain-flags', lang)}"
        yield from (f"  {flag.say(lang)}" for flag in noted)


def _condition_lines(
    node: tree.Node, vocabulary: Vocabulary, lang: Lang, depth: int
) -> Iterator[tuple[int, str]]:
    match node:
        case tree.Named(name, item):
            yield depth, f"· {say('prose-named', lang, name=name)}"
            yield from _condition_lines(item, vocabulary, lang, depth + 1)
            return
        case tree.Criterion(tree.Score(points, threshold), cite):
            at_least = say("score-of", lang, points=prose(threshold, vocabulary, lang))
            yield depth, f"· {at_least}{say('reason-cite', lang, cite=cite) if cite else ''}"
            yield from ((depth + 1, f"· {points_prose(one, vocabulary, lang)}") for one in points)
            return
        case tree.Criterion(test, cite, presume):
            text = prose(test, vocabulary, lang)
            if presume is not None:
                text += say("prose-presumed-true" if presume else "prose-presumed-false", lang)
            if cite:
                text += say("reason-cite", lang, cite=cite)
            yield depth, f"· {text}"
            if not isinstance(test, tree.SomeTier):
                yield depth + 1, print_expression(test, vocabulary, lang)
            return
        case tree.Not(tree.Criterion(test, cite, presume)):
            turned = tree.Criterion(negate(test), cite, None if presume is None else not presume)
            yield from _condition_lines(turned, vocabulary, lang, depth)
            return
        case tree.All(items):
            title = say("prose-all", lang)
        case tree.Any(items):
            title = say("prose-any", lang)
        case tree.AtLeast(count, items):
            title = say("prose-at-least", lang, count=count).rstrip("：: ")
        case tree.Not(item):
            items, title = (item,), say("prose-none", lang)
        case _:
            yield depth, f"· {prose(node, vocabulary, lang)}"
            return
    if isinstance(node, tree.All) and depth == 1:
        # The whole condition is a list of "all"; a heading would only push it to the right.
        for item in items:
            yield from _condition_lines(item, vocabulary, lang, depth)
        return
    yield depth, f"· {title}"
    for item in items:
        yield from _condition_lines(item, vocabulary, lang, depth + 1)


def _benefit_lines(policy: Policy, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    benefit = policy.benefit
    yield say(f"nature-{benefit.nature.value.replace('_', '-')}", lang)
    if benefit.what:
        yield benefit.what
    if benefit.amount is None:
        yield say("amount-not-stated", lang)
    else:
        yield prose(benefit.amount, vocabulary, lang)
    for formula, key in (
        (benefit.firm_less, "rule-less"),
        (benefit.firm_cap, f"rule-cap-{benefit.cap_scope.value}"),
        (benefit.total_cap, "rule-cap-total"),
        (benefit.firm_floor, "rule-floor"),
    ):
        if formula is not None:
            yield say(key, lang, limit=prose(formula, vocabulary, lang))
    for cap in benefit.shared_caps:
        limit = prose(cap.limit, vocabulary, lang)
        yield say(f"rule-shared-cap-{cap.over.value}", lang, group=cap.group, limit=limit)
    if benefit.payee is not None:
        yield say("terms-payee", lang, payee=benefit.payee)
    for shares, key in ((benefit.instalments, "terms-instalments"), (benefit.funding, "terms-funding")):
        if shares:
            yield say(key, lang, items=_shares(shares, lang))
    for _, told in benefit.limits.stated:
        yield told
    for text in (benefit.note, *policy.cautions):
        if text:
            yield text


def _shares(shares: tuple[Share, ...], lang: Lang) -> str:
    names = (share.name or say("terms-nth", lang, number=number) for number, share in enumerate(shares, 1))
    items = (
        say("terms-share", lang, name=name, share=share_text(share.share, lang))
        for name, share in zip(names, shares, strict=True)
    )
    return say("list-separator", lang).join(items)
