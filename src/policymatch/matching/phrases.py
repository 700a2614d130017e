"""Short phrases about a match that every output shares: the amount, the window, the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from policymatch.benefit import Nature
from policymatch.language.quantities import quantity_text
from policymatch.matching.amount import Amount
from policymatch.matching.match import Match
from policymatch.matching.split import Split
from policymatch.matching.verdict import Verdict
from policymatch.matching.window import OpenWindow
from policymatch.messages import Lang, say
from policymatch.policy import Filing
from policymatch.values import Number
from policymatch.vocabulary.units import PLAIN


def verdict_phrase(match: Match, lang: Lang) -> str:
    """Return the verdict in words, with the reason when it is undecided."""
    if match.undecided_by is not None:
        return say(f"undecided-{match.undecided_by.value}", lang)
    if match.verdict is Verdict.INELIGIBLE and match.gaps:
        return say("verdict-near", lang)
    return say(f"verdict-{match.verdict.value}", lang)


def amount_phrase(match: Match, lang: Lang) -> str:
    """Return what the match is worth: never a promise where only a ceiling is known."""
    if match.verdict is Verdict.INELIGIBLE:
        return "—"
    amount = match.amount or match.amount_if_eligible
    if amount is None:
        in_kind = match.nature in (Nature.IN_KIND, Nature.CREDIT)
        return match.policy.benefit.what or say("amount-in-kind" if in_kind else "amount-not-stated", lang)
    text = nature_text(amount.listed or amount, match.nature, lang)
    if match.policy.benefit.payee is not None:
        text = say("amount-third-party", lang, amount=text, payee=match.policy.benefit.payee)
    if match.verdict is Verdict.UNDECIDED:
        text = say("amount-if-eligible", lang, amount=text)
    if amount.listed is not None:
        text = say("amount-listed", lang, amount=text)
    # 「核实」 stands beside the figure itself: nobody should take it for a promise by reading half a line.
    return say("amount-verify", lang, amount=text) if match.to_verify else text


def nature_text(amount: Amount, nature: Nature, lang: Lang) -> str:
    """Return an interval of yuan; one that is no payment but tax saved or put off says so."""
    text = amount_text(amount, lang)
    if nature in (Nature.TAX_SAVING, Nature.TAX_DEFERRAL):
        return say(f"amount-{nature.value.replace('_', '-')}", lang, amount=text)
    return text


def amount_text(amount: Amount, lang: Lang) -> str:
    """Return an interval of yuan: 80万元; 10–150万元; 最高 500万元; 不少于 3万元."""
    low = yuan_text(amount.low, lang)
    if amount.is_exact:
        return low
    if amount.high is None:
        return say("amount-at-least", lang, amount=low) if amount.low else say("amount-open", lang)
    high = yuan_text(amount.high, lang)
    if not amount.low:
        return say("amount-up-to", lang, amount=high)
    return f"{low}–{high.removeprefix('CNY ')}"


def yuan_text(yuan: Decimal, lang: Lang) -> str:
    """Return yuan in the unit that reads best, exact to the fen."""
    numerator, denominator = yuan.as_integer_ratio()
    if lang == "zh" and denominator != 1:
        return f"{yuan:,f}元"
    return quantity_text(Fraction(numerator, denominator), (("CNY", 1),), lang)


def window_phrase(match: Match, lang: Lang) -> str:
    """Return when to file: open with the days left, opening next, at any time, or not known."""
    return filing_phrase(match.policy.filing, match.window, lang)


def filing_phrase(filing: Filing, window: OpenWindow | None, lang: Lang) -> str:
    """Return when to file, of a policy whose window is open or opens next as given."""
    if filing.always:
        return say("window-always", lang)
    if window is None:
        return say("window-closed" if filing.windows else "window-unknown", lang)
    key = "window-open" if window.is_open else "window-next"
    return say(key, lang, opens=window.opens, closes=window.closes, days=window.days_left)


def terms_lines(match: Match, lang: Lang) -> Iterator[str]:
    """Yield to whom, when and by whom an amount is paid, each as a line."""
    benefit = match.policy.benefit
    if benefit.payee is not None:
        yield say("terms-payee", lang, payee=benefit.payee)
    for key, parts in (("instalments", match.instalments), ("funding", match.funding)):
        if parts:
            items = (_share_text(part, number, lang) for number, part in enumerate(parts, 1))
            yield say(f"terms-{key}", lang, items=say("list-separator", lang).join(items))


def _share_text(part: Split, number: int, lang: Lang) -> str:
    name = part.name or say("terms-nth", lang, number=number)
    share = share_text(part.share, lang)
    if part.amount is None:
        return say("terms-share", lang, name=name, share=share)
    return say("terms-share-amount", lang, name=name, share=share, amount=amount_text(part.amount, lang))


def share_text(share: Number, lang: Lang) -> str:
    """Return a share as a percentage."""
    return quantity_text(share, PLAIN, lang, ratio=True)
