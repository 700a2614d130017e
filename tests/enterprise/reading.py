"""Short ways to read a profile in tests, and to see what it says is wrong."""

from typing import Any

import pytest

from policymatch.enterprise import Enterprise, read_profile
from policymatch.problems import Problem, ProfileError
from policymatch.values import Value
from policymatch.yamlio import read_text


def read(text: str) -> Enterprise:
    """Return the profile that YAML text is."""
    return read_profile(read_text(text, "firm.yaml"))


def firm(**facts: Any) -> Enterprise:
    """Return a profile with these facts and a name."""
    return Enterprise.from_dict({"名称": "甲公司", **facts})


def value(key: str, datum: Any, year: int | None = None) -> Value | None:
    """Return what a profile that says `key: datum` knows of that field, by its English key."""
    from policymatch.vocabulary import base_vocabulary

    field = base_vocabulary().fields.find(key)
    assert field is not None
    return firm(**{key: datum}).value(field.key, year)


def problems(data: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a profile given as YAML text or as plain data."""
    with pytest.raises(ProfileError) as caught:
        _ = read(data) if isinstance(data, str) else Enterprise.from_dict({"名称": "甲公司", **data})
    return caught.value.problems


def problem(data: Any) -> Problem:
    """Return the one thing that is wrong with a profile."""
    (found,) = problems(data)
    return found


def message(data: Any) -> str:
    """Return the one thing that is wrong with a profile, in words."""
    return problem(data).message()
