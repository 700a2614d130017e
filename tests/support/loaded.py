"""Libraries that this process has loaded are loaded once, as long as their files stay as they are.

The shipped rules take half a second to load and as long to prepare, and hundreds of tests and commands ask
for them. A library is never changed, so they may share one. Where a test turns the cache on disk on, nothing
is shared: it is about loading itself. Nor is what stands in a temporary folder, which nobody loads twice.
"""

from collections import OrderedDict
from os import PathLike
from pathlib import Path

from policymatch.cache import cache_folder
from policymatch.library import load
from policymatch.library.files import all_files
from policymatch.problems import Problem

_ROOT = Path(__file__).resolve().parents[2]
_MOST = 8
_loaded: OrderedDict[object, load.PolicyLibrary] = OrderedDict()
_load = load._load


def load_once() -> None:
    """From now on, load what is the same only once."""
    load._load = _once


def _once(folders: tuple[str | PathLike[str], ...]) -> tuple[load.PolicyLibrary, list[Problem]]:
    if cache_folder() is not None or not all(map(_stays, folders)):
        return _load(folders)
    problems: list[Problem] = []
    # Places name the files, so that the same rules elsewhere are another library.
    key = tuple((one.path, one.raw, one.error) for one in all_files(map(Path, folders), problems))
    if key not in _loaded:
        library, problems = _load(folders)
        if problems:
            return library, problems
        _loaded[key] = library
    _loaded.move_to_end(key)
    if len(_loaded) > _MOST:
        _loaded.popitem(last=False)
    return _loaded[key], []


def _stays(folder: str | PathLike[str]) -> bool:
    return not Path(folder).is_absolute() or Path(folder).is_relative_to(_ROOT)
