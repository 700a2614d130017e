"""`CodeTree`, what the region and the industry code set have in common.

Codes are held as prefixes; here are their labels and ancestors, and the way from a written name or code to
the prefixes it may mean. Also here is the reader of the tables in `data/`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from importlib import resources
from types import MappingProxyType
from typing import ClassVar

from policymatch.names import NameKind, nearest


def read_table(name: str) -> list[list[str]]:
    """The rows of one table in `data/`, each split into its columns."""
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


class CodeTree(ABC):
    """A published code set held as a prefix tree.

    A code is its prefix: `a` lies in `b` exactly when `a.startswith(b)`, and `''` is the whole set. Not every
    prefix of a code is itself a code: no entry stands between Beijing (`11`) and its district `110101`.

    An instance does not change after construction and may be shared between threads; what is worked out on
    first use depends on nothing but the table, so at worst two threads do the same work once each.
    """

    kind: ClassVar[str]
    """Which code set this is: `region` or `industry`."""

    def __init__(self, labels: Mapping[str, str], root: str, doubtful: Iterable[str] = ()) -> None:
        self._labels: Mapping[str, str] = MappingProxyType(dict(sorted({"": root, **labels}.items())))
        self.doubtful: frozenset[str] = frozenset(doubtful)
        """Codes whose wording could not be checked against the standard itself."""

    def __contains__(self, code: object) -> bool:
        """Whether the set has this prefix; `''`, the whole set, counts."""
        return code in self._labels

    def codes(self) -> tuple[str, ...]:
        """Every prefix of the set in ascending order, `''` first."""
        return tuple(self._labels)

    def label(self, code: str) -> str:
        """The code's own name in the standard; `KeyError` if the set has no such code."""
        return self._labels[code]

    def parent(self, code: str) -> str | None:
        """The nearest ancestor that exists; `None` for `''`, `KeyError` if the set has no such code."""
        line = self.lineage(code)
        return line[-2] if len(line) > 1 else None

    def prefixes(self, code: str) -> tuple[str, ...]:
        """The prefixes that together are what one answer of `resolve` stands for: the code itself.

        A region that there is no more stands for the regions of today that have its area, or parts of them.
        """
        return (code,)

    def former(self, prefixes: tuple[str, ...]) -> str | None:
        """The answer of `resolve` that stands for exactly these prefixes, some of them parts of regions."""
        return None

    def holding(self, prefixes: Iterable[str]) -> str:
        """The lowest code under which all of `prefixes` lie."""
        first, *others = prefixes
        above = (first[:end] for end in range(len(first), -1, -1))
        return next(
            code for code in above if code in self._labels and all(one.startswith(code) for one in others)
        )

    def lineage(self, code: str) -> tuple[str, ...]:
        """The existing ancestors from `''` downwards, then the code; `KeyError` if there is no such code."""
        self._labels[code]
        return tuple(code[:end] for end in range(len(code) + 1) if code[:end] in self._labels)

    def children(self, code: str) -> tuple[str, ...]:
        """The codes whose parent this is, ascending; `KeyError` if the set has no such code."""
        self._labels[code]
        return self._children.get(code, ())

    def resolve(self, text: str, on: date | None = None) -> tuple[str, ...]:
        """All codes the text may mean, ascending: none if unknown, several if it is ambiguous.

        A name means what it meant on the day `on`, without one what it means today. The text is expected in
        simplified characters and NFKC form.
        """
        code = self._read_code(text)
        if code is not None:
            return (code,) if code in self else ()
        return self._named(text)

    def suggest(self, text: str) -> str | None:
        """The known name nearest to a text that does not resolve; `None` if nothing is near."""
        known = dict.fromkeys([*self._labels.values(), *map(self.path_label, self._labels)])
        return nearest(text, known, kind=NameKind(self.kind))

    @abstractmethod
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name of today that the set goes by, those above in front left out, with what it may mean."""

    @abstractmethod
    def path_label(self, code: str) -> str:
        """A name that needs no context to be understood; `KeyError` if the set has no such code."""

    @abstractmethod
    def print_code(self, code: str) -> str:
        """The code as people write it; `KeyError` if the set has no such code."""

    @abstractmethod
    def _read_code(self, text: str) -> str | None:
        """The prefix that a written code stands for, known or not; `None` if the text is not a code."""

    @abstractmethod
    def _named(self, text: str) -> tuple[str, ...]:
        """All codes of today that go by a name, ascending."""

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self._labels:
            parent = self.parent(code)
            if parent is not None:
                found.setdefault(parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in found.items()}
