"""A second opinion on needs: near cases by meaning, in the space of an embedder (kernel ridge regression)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policymatch.needs.cases import Case
from policymatch.needs.embedder import Embedder
from policymatch.needs.targets import targets_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much the weights are held back, and how far a case reaches; chosen by leaving authors out.
_ALPHA = 0.3
_GAMMA = 1.0


@dataclass(frozen=True)
class Meaning:
    """The cases' vectors, centred and of length one, and what each case says for each category."""

    embedder: Embedder
    centre: NDArray[np.float32]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]

    def scores(self, text: str) -> NDArray[np.float32]:
        """Return the score of each category for a text, on the scale of the model."""
        import numpy as np

        vector = _centred(self.embedder.embed([text]), self.centre)[0]
        # Both have length one: the squared distance is 2 - 2 cos.
        near = np.exp(-_GAMMA * (2 - 2 * (self.vectors @ vector)))
        found: NDArray[np.float32] = near @ self.weights
        return found


def learn_meaning(cases: Sequence[Case], texts: Sequence[str], embedder: Embedder) -> Meaning:
    """Return what graded needs, given with their cleaned texts, teach in the space of an embedder."""
    import numpy as np
    from sklearn.kernel_ridge import KernelRidge

    seen = embedder.embed(texts)
    centre = np.asarray(seen.mean(axis=0), np.float32)
    vectors = _centred(seen, centre)
    fitted = KernelRidge(alpha=_ALPHA, kernel="rbf", gamma=_GAMMA).fit(vectors, np.array(targets_of(cases)))
    return Meaning(embedder, centre, vectors, np.asarray(fitted.dual_coef_, np.float32))


def _centred(vectors: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    moved = vectors - centre
    found: NDArray[np.float32] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return found
