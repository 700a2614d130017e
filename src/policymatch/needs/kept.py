"""The models that ship: learnt at first use from the graded needs, and kept in the user's cache."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from policymatch.cache import keep, kept, made_by
from policymatch.needs.arrays import packed, unpacked
from policymatch.needs.cases import cases
from policymatch.needs.embedder import Embedder
from policymatch.needs.meaning import Meaning, learn_meaning
from policymatch.needs.model import Model
from policymatch.needs.reading import read
from policymatch.needs.train import train

_MODEL = "needs"
_MEANING = "meaning"

_meanings: dict[str, Meaning] = {}


@cache
def model() -> Model:
    """Return the trained model: from the cache, or trained now, which takes a few seconds."""
    # The fingerprint of the code covers the data files of the package: other cases, another model.
    text = kept(_MODEL, made_by())
    found = None if text is None else _model(text)
    if found is None:
        found = train(cases(), _texts())
        keep(_MODEL, made_by(), _model_text(found))
    return found


def meaning(embedder: Embedder) -> Meaning:
    """Return what the cases teach in the space of an embedder: from the cache, or learnt now."""
    found = _meanings.get(embedder.name)
    if found is None:
        key = hashlib.sha256(f"{made_by()}\0{embedder.name}".encode()).hexdigest()
        text = kept(_MEANING, key)
        found = None if text is None else _meaning(text, embedder)
        if found is None:
            found = learn_meaning(cases(), _texts(), embedder)
            keep(_MEANING, key, _meaning_text(found))
        _meanings[embedder.name] = found
    return found


def _texts() -> list[str]:
    return [read(case.query) for case in cases()]


def _model_text(model: Model) -> str:
    made = {
        "categories": model.categories,
        "names": sorted(model.rows, key=lambda name: model.rows[name]),
        "idf": packed(model.idf),
        "weights": packed(model.weights),
        "intercept": packed(model.intercept),
    }
    return json.dumps(made, ensure_ascii=False)


def _model(text: str) -> Model | None:
    """Return the model that an entry holds, or None when it does not hold a whole one."""
    try:
        found: dict[str, Any] = json.loads(text)
        names: list[str] = found["names"]
        ids: list[str] = found["categories"]
        return Model(
            tuple(ids),
            {name: row for row, name in enumerate(names)},
            unpacked(found["idf"], len(names)),
            unpacked(found["weights"], len(names), len(ids)),
            unpacked(found["intercept"], len(ids)),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _meaning_text(found: Meaning) -> str:
    made = {
        "shape": found.vectors.shape,
        "targets": found.weights.shape[1],
        "centre": packed(found.centre),
        "vectors": packed(found.vectors),
        "weights": packed(found.weights),
    }
    return json.dumps(made)


def _meaning(text: str, embedder: Embedder) -> Meaning | None:
    try:
        found: dict[str, Any] = json.loads(text)
        count, length = found["shape"]
        return Meaning(
            embedder,
            unpacked(found["centre"], length),
            unpacked(found["vectors"], count, length),
            unpacked(found["weights"], count, found["targets"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
