"""A package as plain data for JSON, and why policies were left out, in words."""

from __future__ import annotations

from collections.abc import Mapping

from policymatch.messages import Lang, say
from policymatch.package.choose import Package
from policymatch.package.left_out import LeftOut
from policymatch.package.read import UNBOUNDED


def plain_fen(fen: int) -> int | float | None:
    """Return fen as yuan for JSON: whole, or with two decimals; None for what has no upper end."""
    if fen >= UNBOUNDED // 2:
        return None
    return fen // 100 if fen % 100 == 0 else fen / 100


def yuan_text(fen: int, lang: Lang) -> str:
    """Return fen as people read them."""
    plain = plain_fen(fen)
    return say("package-no-end", lang) if plain is None else say("package-yuan", lang, yuan=f"{plain:,}")


def because_text(left: LeftOut, lang: Lang, titles: Mapping[str, str] | None = None) -> str:
    """Return why a policy was left out; `titles` name policies otherwise than by their id."""
    names = titles or {}
    by = say("list-separator", lang).join(names.get(one, one) for one in left.by)
    told = say(f"package-{left.because.value.replace('_', '-')}", lang, by=by)
    if left.costs is None or left.costs <= 0:
        return told
    return say("package-costs", lang, because=told, amount=yuan_text(left.costs, lang))


def package_dict(package: Package, lang: Lang, titles: Mapping[str, str] | None = None) -> dict[str, object]:
    """Return a package as plain data; amounts are yuan. `titles` name policies otherwise than by their id."""
    return {
        "total": plain_fen(package.total),
        "chosen": [{"id": one.id, "paid": plain_fen(one.amount)} for one in package.chosen],
        "left_out": [
            {
                "id": one.id,
                "because": because_text(one, lang, titles),
                "kind": one.because.value,
                "by": list(one.by),
                "costs": None if one.costs is None else plain_fen(one.costs),
            }
            for one in package.left_out
        ],
        "proven": package.proven,
    }
