"""What is known of a fact when it is given in several bases (口径) and the question names none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from policymatch.values import Value, hull

if TYPE_CHECKING:
    from policymatch.enterprise.model import FactKey, Known


def in_any_basis(facts: Mapping[FactKey, Known]) -> dict[tuple[str, int | None], Value]:
    """Return the value of every fact for a question without a basis, by field key and year.

    A figure given without a basis answers it. If there are only figures with bases, any of them may be the
    one meant, so the answer is all that they allow.
    """
    plain = {(key, year): known.value for (key, year, basis), known in facts.items() if basis is None}
    if len(plain) == len(facts):
        return plain
    in_bases: dict[tuple[str, int | None], list[Value]] = {}
    for (key, year, _), known in facts.items():
        if (key, year) not in plain:
            in_bases.setdefault((key, year), []).append(known.value)
    return plain | {name: hull(values) for name, values in in_bases.items()}
