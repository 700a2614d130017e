"""Training: graded needs and a lexicon → a model. Deterministic; a few seconds, half of them to import."""

from __future__ import annotations

from collections.abc import Sequence

from policymatch.needs.cases import Case
from policymatch.needs.category import categories
from policymatch.needs.features import names
from policymatch.needs.lexicon import lexicon
from policymatch.needs.model import Model
from policymatch.needs.reading import read
from policymatch.needs.targets import targets_of

# How much the weights are held back, and what a word of the lexicon weighs against a whole need. Chosen by
# leaving authors out (benchmarks/needs.py).
_ALPHA = 0.3
_WORD = 0.1


def train(cases: Sequence[Case], texts: Sequence[str]) -> Model:
    """Return the model that graded needs, given with their cleaned texts, teach."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge

    words = [[asks.get(key, 0.0) for key in categories()] for asks in lexicon().values()]
    vectoriser = TfidfVectorizer(analyzer=names, sublinear_tf=True)
    seen = vectoriser.fit_transform([*texts, *(read(word) for word in lexicon())])
    fitted = Ridge(alpha=_ALPHA, solver="sparse_cg").fit(
        seen,
        np.array([*targets_of(cases), *words]),
        sample_weight=np.array([1.0] * len(cases) + [_WORD] * len(words)),
    )
    return Model(
        tuple(categories()),
        {str(name): int(row) for name, row in vectoriser.vocabulary_.items()},
        np.asarray(vectoriser.idf_, np.float32),
        np.ascontiguousarray(fitted.coef_.T, np.float32),
        np.asarray(fitted.intercept_, np.float32),
    )
