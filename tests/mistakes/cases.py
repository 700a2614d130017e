"""The mistake files beside this one: what each must give when it is loaded, and what it does give.

A case is one file, or a folder of files that are loaded together: rules, a `vocabulary.yaml`, a
`conditions.yaml`, each under its own name. Its first lines are comments that state
every problem, in order; for JSON, which has no comments, they stand in `<file>.expect`:

    # expect: 14:9 unknown-field 没有名为“研发投人”的字段 您是否想写“研发投入”
    # expect-en: no field named '研发投人'

Line and column (`-` when there is none), code, then words that the Chinese message holds in this order.
Where the library does not do so yet, the last line says what it does; drop the line with the fault:

    # xfail: the place is that of the other side
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from policymatch import Enterprise, Problem, ProfileError, load_library

HERE = Path(__file__).parent
KINDS = ("rules", "vocabulary", "profiles")

_EXPECT = re.compile(r"# expect: (?P<place>\S+) (?P<code>\S+) ?(?P<words>.*)")
_ENGLISH = re.compile(r"# expect-en: (.*)")
_FAULT = re.compile(r"# xfail: (.*)")

SOUND_RULE = """\
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - {id: sound/1, title: 补助, category: equipment, eligible: 规上企业, benefit: {kind: subsidy}}
"""


@dataclass(frozen=True)
class Expected:
    """One problem that must come out."""

    file: str
    place: str
    code: str
    zh: tuple[str, ...]
    en: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One author's mistake (or several, which must be reported together)."""

    kind: str
    path: Path

    @property
    def id(self) -> str:
        return f"{self.kind}/{self.path.stem}"

    @property
    def files(self) -> list[Path]:
        """The files to load, in the order in which they are read."""
        files = sorted(self.path.iterdir()) if self.path.is_dir() else [self.path]
        return [file for file in files if file.suffix != ".expect"]

    @property
    def expected(self) -> list[Expected]:
        found: list[Expected] = []
        for file in self.files:
            for line in _head(file):
                if match := _EXPECT.match(line):
                    words = tuple(match["words"].split())
                    found.append(Expected(file.name, match["place"], match["code"], words))
                elif match := _ENGLISH.match(line):
                    last = found.pop()
                    found.append(Expected(last.file, last.place, last.code, last.zh, tuple(match[1].split())))
        return found

    @property
    def fault(self) -> str | None:
        """Why the library does not report this as it should yet, if it does not."""
        last = (_lines(file)[-1:] for file in self.files)
        return next((match[1] for lines in last for line in lines if (match := _FAULT.match(line))), None)

    def problems(self, folder: Path) -> list[Problem]:
        """Return the problems that loading the case gives; `folder` is empty and may be written to."""
        if self.kind == "profiles":
            return _problems_of_profile(self.path if self.path.is_file() else self.files[0])
        for file in self.files:
            shutil.copy(file, folder / ("vocabulary.yaml" if self.kind == "vocabulary" else file.name))
        if self.kind == "vocabulary":
            (folder / "sound.yaml").write_text(SOUND_RULE, "utf-8")
        return load_library(folder)[1]

    def file_name(self, problem: Problem) -> str:
        """Return which file of the case a problem is placed in."""
        name = Path(problem.place.file or "").name
        return self.path.name if (self.kind, name) == ("vocabulary", "vocabulary.yaml") else name


def cases() -> list[Case]:
    """Return every case."""
    return [
        Case(kind, path)
        for kind in KINDS
        for path in sorted((HERE / kind).iterdir())
        if not path.name.startswith(".")
    ]


def place_text(problem: Problem) -> str:
    """Return line and column as the cases write them."""
    parts = [part for part in (problem.place.line, problem.place.column) if part is not None]
    return ":".join(map(str, parts)) or "-"


def holds_in_order(text: str, words: tuple[str, ...]) -> bool:
    """Return whether `text` holds all words, one behind the other."""
    start = 0
    for word in words:
        at = text.find(word, start)
        if at < 0:
            return False
        start = at + len(word)
    return True


def _head(file: Path) -> Iterator[str]:
    beside = file.with_name(f"{file.name}.expect")
    return takewhile(lambda line: line.startswith("#"), _lines(beside if beside.exists() else file))


def _lines(file: Path) -> list[str]:
    # One case is a file that is not UTF-8.
    return file.read_bytes().decode("utf-8", "replace").splitlines()


def _problems_of_profile(path: Path) -> list[Problem]:
    try:
        Enterprise.load(path)
    except ProfileError as error:
        return list(error.problems)
    return []
