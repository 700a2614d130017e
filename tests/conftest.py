"""Settings of all tests.

Hypothesis looks at the same examples in CI every time, at new ones elsewhere. There is no cache, also not in
the processes that tests start: what a test sees must not depend on the one before, nor touch the user's own.
"""

import os

from hypothesis import settings

os.environ["POLICYMATCH_CACHE"] = "off"

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
