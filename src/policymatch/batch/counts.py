"""How many firms each policy finds: certainly eligible, and with an open verdict. No rows are made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from policymatch.batch.found import VERDICTS, Finder
from policymatch.batch.held import FOR_COUNTS, opened
from policymatch.firms.arrow import arrow
from policymatch.library import PolicyLibrary
from policymatch.problems import ProfileError


def counts(
    firms: Any,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    *,
    records: Mapping[str, Any] | None = None,
) -> Any:
    """Count the firms of each policy, and return a pyarrow.Table of `policy_id`, `eligible` and `undecided`.

    The arguments are those of `match`. Policies that are in force on no day asked about find nobody. Raises
    ProfileError when firms cannot be read, with everything that is wrong.
    """
    library = PolicyLibrary.load() if library is None else library
    problems = []
    with opened(firms, library, records, FOR_COUNTS) as (compiled, source):
        made = np.zeros((len(compiled.policies), 2), np.int64)
        finder = Finder(compiled, source.shape, VERDICTS)
        today = date.today()
        for chunk in source.chunks():
            for day, part in chunk.by_day(as_of, today):
                counted, wrong = finder.counted(part, day)
                made += counted
                problems += wrong
    if problems:
        raise ProfileError(problems)
    pa = arrow()
    ids = pa.array([policy.id for policy in compiled.policies], pa.string())
    return pa.table({"policy_id": ids, "eligible": made[:, 0], "undecided": made[:, 1]})
