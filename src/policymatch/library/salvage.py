"""What can still be checked of a policy whose shape is wrong.

A misspelt key must not hide the mistakes in the policy's formulas: authors want every error at once. What
is salvaged is only checked, never used.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from policymatch.library.spec import PolicySpec
from policymatch.yamlio.validated import data_path

# Keys whose value does not matter for checking the rest; any text stands in for them.
_STAND_INS = frozenset({"id", "title", "category"})
_ROUNDS = 4


def salvaged(data: object) -> PolicySpec | None:
    """Return a policy without the parts whose shape is wrong, or None when too little is left."""
    pruned = deepcopy(data)
    for _ in range(_ROUNDS):
        try:
            return PolicySpec.model_validate(pruned)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                if not _pruned(pruned, item):
                    return None
    return None


def _pruned(data: Any, item: Any) -> bool:
    """Take one wrong part out of `data`; return whether that could be done without moving others."""
    path = data_path(data, item["loc"])
    owner = data
    if item["type"] == "missing":
        for step in path:
            owner = owner[step]
        key = item["loc"][-1]
    else:
        if not path:
            return False
        for step in path[:-1]:
            owner = owner[step]
        key = path[-1]
    if not isinstance(owner, dict):
        return False
    if owner is data and key in _STAND_INS:
        owner[key] = "-"
        return True
    return item["type"] != "missing" and owner.pop(key, None) is not None
