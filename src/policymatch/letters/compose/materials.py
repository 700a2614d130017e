"""One checklist over all policies: what the documents ask for, then the facts that papers must show."""

from __future__ import annotations

from collections.abc import Iterable

from policymatch.letters.model import Advice, Material


def materials_of(advice: Iterable[Advice]) -> tuple[Material, ...]:
    """Return each thing once, with the numbers of the policies that ask for it; what most ask for first."""
    wanted: dict[tuple[bool, str, str | None], list[int]] = {}
    for one in advice:
        for text in one.materials:
            wanted.setdefault((False, text, None), []).append(one.number)
        for proof in one.proofs:
            wanted.setdefault((True, proof.fact, proof.source), []).append(one.number)
    order = sorted(wanted.items(), key=lambda item: (item[0][0], -len(item[1])))
    return tuple(
        Material(text=text, stated=not proof, source=source, policies=tuple(numbers))
        for (proof, text, source), numbers in order
    )
