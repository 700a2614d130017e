"""Arrays of numbers as text, so that they can be kept where no pickle is allowed."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def packed(array: NDArray[np.float32]) -> str:
    """Return an array as text; its shape must be known to whoever reads it."""
    return base64.b64encode(array.astype("<f4").tobytes()).decode("ascii")


def unpacked(text: str, *shape: int) -> NDArray[np.float32]:
    """Return the array that `packed` wrote. Raises ValueError if it has another size, or is none."""
    import numpy as np

    return np.frombuffer(base64.b64decode(text, validate=True), "<f4").reshape(shape)
