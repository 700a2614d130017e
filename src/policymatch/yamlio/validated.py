"""Checks read data against a pydantic model and says what is wrong at the place where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from policymatch.messages import Both
from policymatch.names import nearest
from policymatch.problems import Problem
from policymatch.yamlio.models import inner_model
from policymatch.yamlio.read import Path, Source

M = TypeVar("M", bound=BaseModel)

# pydantic's error types that say "this must be of another shape", with the message that says it here.
_SHAPES = {
    "model_type": "expected-mapping",
    "model_attributes_type": "expected-mapping",
    "dict_type": "expected-mapping",
    "list_type": "expected-list",
    "tuple_type": "expected-list",
    "string_type": "expected-text",
    "int_type": "expected-integer",
    "int_parsing": "expected-integer",
    "bool_type": "expected-boolean",
    "bool_parsing": "expected-boolean",
}

# pydantic's error types that name a bound: how each is said, and where pydantic keeps the bound.
_BOUNDS = {
    "greater_than_equal": (Both("不能小于 {}", "it must be at least {}"), "ge"),
    "too_short": (Both("至少写 {} 项", "at least {} must be listed"), "min_length"),
}


def validated(
    source: Source, model: type[M], at: Path = (), policy_at: Callable[[Path], str | None] | None = None
) -> M | None:
    """Return the data at `at` of `source` as `model`; on problems add them to it and return None.

    `policy_at` tells which policy a path belongs to, so that problems can name it.
    """
    data: Any = source.data
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            problem = _problem(source, data, at, model, item)
            whose = policy_at(at + data_path(data, item["loc"])) if policy_at else None
            source.problems.append(replace(problem, policy_id=whose))
        return None


def _problem(source: Source, data: Any, at: Path, model: type[BaseModel], item: Any) -> Problem:
    path = at + data_path(data, item["loc"])
    kind, found = item["type"], item["input"]
    shown = _shown(found)
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = _known_keys(model, item["loc"])
        return Problem(
            "unknown-key",
            source.key_place(path),
            {"found": last, "expected": ", ".join(known)},
            nearest(last, known),
        )
    if kind == "missing":
        missing = str(item["loc"][-1])
        return Problem("missing-key", source.place(path), {"expected": missing})
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        tagged = kind == "union_tag_invalid"
        expected = str(item["ctx"]["expected_tags" if tagged else "expected"])
        words = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        if tagged:
            # What is wrong is the key that tells the kinds apart, not the whole mapping.
            path = (*path, item["ctx"]["discriminator"].strip("'"))
            shown = str(item["ctx"]["tag"])
        place = source.place(path)
        near = nearest(shown, words) if isinstance(shown, str) else None
        return Problem("not-one-of", place, {"found": shown, "expected": expected}, near)
    if kind == "value_error":
        context = item["ctx"]["error"]
        code = getattr(context, "code", None)
        if code is not None:
            at_key = item["loc"][-1] == "[key]"
            place = source.key_place(path) if at_key else source.place(path)
            return Problem(code, place, {"found": shown, **context.values})
        return Problem("bad-value", source.place(path), {"found": shown, "why": str(context)})
    if kind in _SHAPES:
        key = last or Both("文件", "the file")
        return Problem(_SHAPES[kind], source.place(path), {"key": key, "found": shown})
    if kind in _BOUNDS:
        why, limit = _BOUNDS[kind]
        said = Both(*(text.format(item["ctx"][limit]) for text in why))
        values = {"found": last if limit == "min_length" else shown, "why": said}
        return Problem("bad-value", source.place(path), values)
    return Problem("bad-value", source.place(path), {"found": shown, "why": item["msg"]})


def data_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Return the steps of `loc` that lead through the data: pydantic adds the tags of union members."""
    path: list[int | str] = []
    for step in loc:
        listed = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if listed or (isinstance(data, dict) and step in data):
            data = data[step]
            path.append(step)
    return tuple(path)


def _known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the (possibly nested) model at `loc` knows, by walking the fields' models."""
    from policymatch.yamlio.models import model_in

    current: Any = model
    for step in loc[:-1]:
        current = inner_model(current, step)
        if current is None:
            return []
    fields = getattr(model_in(current), "model_fields", {})
    return [info.alias or name for name, info in fields.items()]


def _shown(found: object) -> str | Both:
    """Return what was found as a message shows it: no word of Python's."""
    if found is None:
        return Both("空", "empty")
    if isinstance(found, list):
        return Both("列表", "a list")
    if isinstance(found, dict):
        return Both("键值", "a mapping")
    text = str(found)
    return text if len(text) <= 60 else text[:57] + "…"


class CodedError(ValueError):
    """A ValueError raised in a model's validator that names its message in the catalogue."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)
