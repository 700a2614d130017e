"""One mistake in calling the policy sandbox for each code that tells it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policymatch import NotFoundError, PolicyLibrary, Problem, sandbox

FILES = Path(__file__).parent / "files"


def _problem(policy: str | None, vary: tuple[str, ...] = ()) -> Problem:
    library = PolicyLibrary.load(FILES / "rules")
    with pytest.raises(NotFoundError) as caught:
        sandbox.simulate(FILES / "draft.yaml", FILES / "firms.jsonl", library, policy=policy, vary=vary)
    return caught.value.problem


TRIGGERED: dict[str, Callable[[Path], Problem]] = {
    "draft-which": lambda _: _problem(None),
    "draft-policy": lambda _: _problem("draft/growt"),
    "draft-threshold": lambda _: _problem("draft/growth", ("99/9",)),
}
