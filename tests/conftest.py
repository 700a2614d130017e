"""Settings of all tests.

Hypothesis looks at the same examples in CI every time, at new ones elsewhere. There is no cache on disk, also
not in the processes that tests start: what a test sees must not depend on the one before, nor touch the
user's own. Libraries that were loaded once in this process are shared (`support/loaded.py`).
"""

import gc
import os

from hypothesis import HealthCheck, settings
from tests.support.loaded import load_once

os.environ["POLICYMATCH_CACHE"] = "off"

# No deadline, and no complaint that making one is slow: how long an example takes says more about the machine
# than about the code.
_AT_LEISURE = [HealthCheck.too_slow]
settings.register_profile("here", deadline=None, suppress_health_check=_AT_LEISURE)
# The same examples each time, so that more of them find no more; `make laws` throws others.
settings.register_profile(
    "ci", deadline=None, suppress_health_check=_AT_LEISURE, derandomize=True, max_examples=50
)
settings.load_profile("ci" if os.environ.get("CI") else "here")

load_once()

# Thousands of tests, libraries and vocabularies stay to the end: to look through them for garbage is in vain.
gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """Take what was collected out of the sight of the garbage collector."""
    gc.freeze()
