"""Finds the pydantic model that a step of a validation error's location leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, Tag


def inner_model(model: Any, step: int | str) -> Any:
    """Return what stands behind `step` (a field, an index, a union member's tag) of a model or annotation."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        model.model_rebuild()  # of a model whose building was put off, names in annotations are not known yet
        for name, info in model.model_fields.items():
            if step in (name, info.alias):
                annotation = info.annotation
                return annotation if not info.metadata else (annotation, *info.metadata)
        # A union member's tag was taken on the way here already, or names this very model.
        return model
    for member, tags in _members(model):
        if step in tags:
            return member
    one = model_in(model)
    if one is not model and isinstance(step, str) and step in _keys(one):
        # The name of a field of a model that may be absent: go on inside the model.
        return inner_model(one, step)
    return one


def model_in(annotation: Any) -> Any:
    """Return the one model inside an annotation (`Inner | None`), or the annotation itself."""
    models = [member for member, _ in _members(annotation)]
    return models[0] if len(models) == 1 else annotation


def _keys(model: type[BaseModel]) -> set[str | None]:
    return {name for key, info in model.model_fields.items() for name in (key, info.alias)}


def _members(annotation: Any) -> Iterator[tuple[Any, set[str]]]:
    """Yield each model inside an annotation with the tags under which pydantic may name it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, {annotation.__name__}
        return
    arguments = annotation if isinstance(annotation, tuple) else get_args(annotation)
    tags = {argument.tag for argument in arguments if isinstance(argument, Tag)}
    for argument in arguments:
        for member, names in _members(argument):
            yield member, names | tags
