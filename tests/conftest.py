"""Settings of all tests.

Hypothesis looks at the same examples in CI every time, at new ones elsewhere. There is no cache, also not in
the processes that tests start: what a test sees must not depend on the one before, nor touch the user's own.
"""

import os

from hypothesis import HealthCheck, settings

os.environ["POLICYMATCH_CACHE"] = "off"

# No deadline, and no complaint that making one is slow: how long an example takes says more about the machine
# than about the code.
_AT_LEISURE = [HealthCheck.too_slow]
settings.register_profile("here", deadline=None, suppress_health_check=_AT_LEISURE)
settings.register_profile("ci", deadline=None, suppress_health_check=_AT_LEISURE, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
