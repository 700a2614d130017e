"""The JSON Schema of rule files: what loads is valid by it, and what has a wrong shape is not."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policymatch.library import shipped_rules
from policymatch.library.files import (
    CONDITIONS_FILE,
    DERIVED_FILE,
    ROSTER_FILE,
    VOCABULARY_FILE,
    kind_of_file,
)
from policymatch.library.schema import (
    conditions_schema,
    derived_schema,
    rosters_schema,
    rules_schema,
    vocabulary_schema,
)
from policymatch.yamlio import read_file

EXAMPLE = Path(__file__).with_name("design.yaml")
SCHEMAS: dict[str, Callable[[], dict[str, object]]] = {
    VOCABULARY_FILE: vocabulary_schema,
    CONDITIONS_FILE: conditions_schema,
    DERIVED_FILE: derived_schema,
    ROSTER_FILE: rosters_schema,
}
FILES = [EXAMPLE, *sorted(shipped_rules().rglob("*.yaml"))]


@cache
def validator(name: str) -> Draft202012Validator:
    schema = SCHEMAS.get(name, rules_schema)()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complaints(data: object, name: str = "rules.yaml") -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_files_are_valid(path: Path) -> None:
    assert complaints(read_file(path).data, kind_of_file(path)) == []


def changed(*steps: str | int, to: object) -> Any:
    """Return the example with one value replaced, or a key added."""
    data: Any = deepcopy(read_file(EXAMPLE).data)
    inner = data
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to
    return data


@pytest.mark.parametrize(
    ("steps", "to"),
    [
        pytest.param(("polices",), [], id="unknown key of the file"),
        pytest.param(("document", "titel"), "甲", id="unknown key of the document"),
        pytest.param(("policies", 0, "sumary"), "甲", id="unknown key of a policy"),
        pytest.param(("policies", 0, "benefit", "caps"), "1万元", id="unknown key of a benefit"),
        pytest.param(("policies", 0, "benefit", "cap", "year"), "1万元", id="unknown key of a cap"),
        pytest.param(("policies", 0, "eligible", "some"), ["规上企业"], id="unknown key of a condition"),
        pytest.param(("policies", 0, "apply", "window", "daily"), True, id="unknown key of a window"),
        pytest.param(("document", "level"), "town", id="not one of the levels"),
        pytest.param(("policies", 0, "benefit", "kind"), "gift", id="not one of the kinds"),
        pytest.param(("policies", 0, "eligible"), ["规上企业"], id="a list for a condition"),
        pytest.param(("policies", 0, "eligible", "all"), "规上企业", id="a leaf for a list"),
        pytest.param(("policies",), [], id="no policies"),
    ],
)
def test_a_wrong_shape_is_not_valid(steps: tuple[str | int, ...], to: object) -> None:
    assert complaints(changed(*steps, to=to))


@pytest.mark.parametrize("steps", [("document", "number"), ("policies", 0, "cite"), ("policies", 0, "title")])
def test_a_number_for_a_text_is_valid(steps: tuple[str | int, ...]) -> None:
    assert complaints(changed(*steps, to=3)) == []


@pytest.mark.parametrize("key", ["title", "issuer", "level", "region"])
def test_a_missing_key_is_not_valid(key: str) -> None:
    data: Any = deepcopy(read_file(EXAMPLE).data)
    del data["document"][key]
    assert any(repr(key) in complaint for complaint in complaints(data))


@pytest.mark.parametrize("yes", [True, False, "是", "否"])
def test_yes_and_no_are_valid_in_chinese(yes: object) -> None:
    assert complaints(changed("policies", 0, "permission_only", to=yes)) == []
    assert complaints(changed("policies", 0, "permission_only", to="也许"))
