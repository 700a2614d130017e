"""Packages that only some commands need: an extra of the installation brings them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from policymatch.problems import MissingExtraError, Problem


def need(module: str, extra: str) -> ModuleType:
    """Return the module of a package that comes with an extra of policymatch.

    Raises MissingExtraError, which names the extra to install, when it is not there.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        # What a package that is there fails to import is another matter, and not ours to explain away.
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        package = module.partition(".")[0]
        raise MissingExtraError(
            Problem("missing-extra", values={"package": package, "extra": extra})
        ) from None
