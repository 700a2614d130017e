"""`instalments:` and `funding:` literal shares that make up the whole amount."""

from __future__ import annotations

from policymatch.benefit import Share
from policymatch.language.lexer import quantity
from policymatch.language.quantities import quantity_text
from policymatch.library.leaves import Leaves
from policymatch.library.spec_benefit import BenefitSpec, InstalmentSpec
from policymatch.values import Number
from policymatch.vocabulary.units import PLAIN
from policymatch.yamlio import Path


def build_instalments(spec: BenefitSpec, leaves: Leaves, path: Path) -> tuple[Share, ...]:
    """Return when which share is paid."""
    made: list[Share | None] = []
    for index, one in enumerate(spec.instalments or ()):
        at: Path = (*path, index)
        if isinstance(one, InstalmentSpec):
            made.append(_share(one.share, one.when, leaves, (*at, "share")))
        else:
            made.append(_share(one, None, leaves, at))
    return _whole(made, leaves, path)


def build_funding(spec: BenefitSpec, leaves: Leaves, path: Path) -> tuple[Share, ...]:
    """Return who bears which share."""
    made = [_share(text, payer, leaves, (*path, payer)) for payer, text in (spec.funding or {}).items()]
    return _whole(made, leaves, path)


def _share(text: str, name: str | None, leaves: Leaves, path: Path) -> Share | None:
    found = quantity(text.replace(" ", ""))
    if found is None or found[1] != PLAIN or not 0 < found[0] <= 1:
        leaves.problem("not-a-share", path, found=text)
        return None
    return Share(found[0], name)


def _whole(made: list[Share | None], leaves: Leaves, path: Path) -> tuple[Share, ...]:
    """Return the shares; together they must be the whole."""
    shares = tuple(share for share in made if share is not None)
    if len(shares) < len(made):
        return ()
    total: Number = sum(share.share for share in shares)
    if shares and total != 1:
        leaves.problem("shares-not-whole", path, found=quantity_text(total, PLAIN, "zh", ratio=True))
    return shares
