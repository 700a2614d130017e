"""Training: graded needs → a model. Deterministic; a few seconds, most of them to import scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence

from policymatch.needs.cases import Case
from policymatch.needs.category import categories
from policymatch.needs.features import names
from policymatch.needs.model import Model
from policymatch.needs.targets import targets_of

# How much the weights are held back. Chosen by leaving authors out (benchmarks/needs.py).
_ALPHA = 0.3


def train(cases: Sequence[Case], texts: Sequence[str]) -> Model:
    """Return the model that graded needs, given with their cleaned texts, teach."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge

    vectoriser = TfidfVectorizer(analyzer=names, sublinear_tf=True)
    seen = vectoriser.fit_transform(texts)
    fitted = Ridge(alpha=_ALPHA, solver="sparse_cg").fit(seen, np.array(targets_of(cases)))
    return Model(
        tuple(categories()),
        {str(name): int(row) for name, row in vectoriser.vocabulary_.items()},
        np.asarray(vectoriser.idf_, np.float32),
        np.ascontiguousarray(fitted.coef_.T, np.float32),
        np.asarray(fitted.intercept_, np.float32),
    )
