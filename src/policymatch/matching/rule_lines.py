"""A policy's rule read back line by line: who qualifies, what it gives, when its document is in force."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.benefit import Share
from policymatch.language import print_expression, prose, tree
from policymatch.language.names_of import fact_label
from policymatch.language.negate import negate
from policymatch.language.prose import points_prose
from policymatch.matching.phrases import share_text
from policymatch.messages import Lang, say
from policymatch.policy import Document, Policy
from policymatch.vocabulary import Vocabulary


def condition_lines(
    node: tree.Node, vocabulary: Vocabulary, lang: Lang, depth: int = 1, as_rule: bool = True
) -> Iterator[tuple[int, str]]:
    """Yield a condition line by line, each with its depth (a condition as a whole has 1).

    With `as_rule` each criterion is followed by the rule it was read from.
    """
    match node:
        case tree.Named(name, item):
            yield depth, f"· {say('prose-named', lang, name=name)}"
            yield from condition_lines(item, vocabulary, lang, depth + 1, as_rule)
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
            if as_rule and not isinstance(test, tree.SomeTier):
                yield depth + 1, print_expression(test, vocabulary, lang)
            return
        case tree.Not(tree.Criterion(test, cite, presume)):
            turned = tree.Criterion(negate(test), cite, None if presume is None else not presume)
            yield from condition_lines(turned, vocabulary, lang, depth, as_rule)
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
            yield from condition_lines(item, vocabulary, lang, depth, as_rule)
        return
    yield depth, f"· {title}"
    for item in items:
        yield from condition_lines(item, vocabulary, lang, depth + 1, as_rule)


def verified_line(policy: Policy, vocabulary: Vocabulary, lang: Lang) -> str | None:
    """Return which facts count only as somebody has verified them; None where that makes no difference."""
    if policy.verified is None:
        return None
    fields = [fact_label(fact, vocabulary, lang) for fact in policy.verified.fields]
    if not fields:
        return say("rule-verified", lang)
    return say("rule-verified-fields", lang, fields=say("list-separator", lang).join(fields))


def benefit_lines(policy: Policy, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    """Yield what a policy gives, line by line: its nature, its formula, what bounds and splits it."""
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
    if benefit.note:
        yield benefit.note


def _shares(shares: tuple[Share, ...], lang: Lang) -> str:
    names = (share.name or say("terms-nth", lang, number=number) for number, share in enumerate(shares, 1))
    items = (
        say("terms-share", lang, name=name, share=share_text(share.share, lang))
        for name, share in zip(names, shares, strict=True)
    )
    return say("list-separator", lang).join(items)


def force_text(document: Document, lang: Lang) -> str | None:
    """Return from when to when a document is in force; None when it states neither."""
    start, end = document.effective_from, document.effective_to
    if start and end:
        return say("document-between", lang, start=start, end=end)
    if start:
        return say("document-open-ended" if document.open_ended else "document-from", lang, start=start)
    return say("document-to", lang, end=end) if end else None
