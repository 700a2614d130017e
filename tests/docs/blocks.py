"""The fenced code blocks of the documentation, and how each of them is run.

The first words behind the three backticks say what a block is; GitHub colours it by the first word alone.

    python              run as a script; must not raise
    sh                  `policymatch …` lines are run and must exit 0; `make …` must name a target of the
                        Makefile; of `pip …` only `pip install .` is known; lines beginning with # are not run
    sh fails            the same, but the last command must exit 1
    text output         what the nearest python or sh block above prints (`make demo` prints what its recipe
                        does); a line … stands for any lines, and white space at the end of lines is ignored
    json output         the same
    text figure         a drawing or a list of files; not run
    yaml rules [FILE]   a rule file: no problems, and its tests pass
    yaml policy         a part of one policy: what it leaves out is filled in with the least there can be; no
                        problems, at least one test, and the tests pass
    yaml document       the `document:` of a rule file; no problems
    yaml profile [FILE] a firm's profile: must load
    yaml facts          a part of a profile: must load when a name is added
    yaml vocabulary [FILE]  words that the rules and profiles of the page may use; no problems
    yaml conditions [FILE]  named conditions that the rules of the page may use; no problems
    yaml derived [FILE]     facts that follow from others; no problems, and their tests pass
    yaml roster [FILE]      rosters; no problems, and the tests of their tiers pass
    yaml mapping        a mapping of tables; no problems
    json package FILE   amounts and relations of a package; no problems

Everything runs in a folder of its own for each page, which holds copies of `examples/`, `rules/`,
`docs/*.yaml` and every FILE of the page, so that commands may use them.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from policymatch.cli import main
from policymatch.enterprise import Enterprise
from policymatch.intake.mapping import read_mapping
from policymatch.library import PolicyLibrary, load_library
from policymatch.matching.derivation_tests import run_derivation_tests
from policymatch.matching.rule_tests import run_tests
from policymatch.package.read import read_package
from policymatch.vocabulary import base_vocabulary
from policymatch.yamlio import read_text

ROOT = Path(__file__).resolve().parents[2]
ELISION = "…"

# The pages that explain errors show rules that are wrong on purpose; they have a test of their own.
PAGES = tuple(
    sorted(
        path
        for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"))
        if not path.name.startswith("errors")
    )
)

_FENCE = re.compile(r"^( *)```(.*)$")
_DOCUMENT = """\
document: {title: 关于支持企业发展的若干措施, issuer: 某市人民政府, level: city, region: 宿州市}
policies:
"""
_LEAST = {
    "id": "docs/example",
    "title": "示例",
    "category": "other",
    "eligible": "{all: [员工人数 >= 0人]}",
    "benefit": "{kind: award}",
}


@dataclass(frozen=True)
class Block:
    """One fenced block: where it stands, the words behind its backticks, and its text."""

    page: Path
    line: int
    info: str
    text: str

    @property
    def words(self) -> list[str]:
        return self.info.split()

    @property
    def file(self) -> str | None:
        """The name under which the block is written into the page's folder."""
        return self.words[2] if len(self.words) == 3 and self.words[0] in ("yaml", "json") else None

    @property
    def is_output(self) -> bool:
        return self.words[1:] == ["output"]

    @property
    def runs(self) -> bool:
        return self.words[:1] in (["python"], ["sh"])

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page. `line` is that of the opening backticks."""
    info, start, indent = "", 0, ""
    lines: list[str] | None = None
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if lines is None and fence is not None:
            indent, info, start, lines = fence[1], fence[2].strip(), number, []
        elif lines is not None and fence is not None:
            yield Block(page, start, info, "\n".join(lines) + "\n")
            lines = None
        elif lines is not None:
            lines.append(line.removeprefix(indent))
    assert lines is None, f"{page}:{start}: a block is not closed"


@dataclass
class Sandbox:
    """The folder in which one page's blocks run."""

    page: Path
    folder: Path
    blocks: tuple[Block, ...] = ()
    _printed: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.blocks = tuple(blocks_of(self.page))
        for name in ("examples", "rules"):
            shutil.copytree(ROOT / name, self.folder / name)
        for file in (ROOT / "docs").glob("*.yaml"):
            (self.folder / "docs").mkdir(exist_ok=True)
            shutil.copy(file, self.folder / "docs")
        for block in self.blocks:
            if block.file is not None:
                self._write(block.file, block.text)

    def check(self, block: Block) -> None:
        """Run one block. Raises AssertionError when it does not do what its kind says."""
        match block.words:
            case ["python"] | ["sh"] | ["sh", "fails"]:
                self.printed(block)
            case ["text" | "json", "output"]:
                shown, real = block.text, self.printed(self.source_of(block))
                assert agree(shown, real), f"{block}: shown\n{shown}\nreal\n{real}"
            case ["text", "figure"]:
                pass
            case ["yaml", "rules", *_]:
                self._rules(block, block.text)
            case ["yaml", "policy"]:
                library = self._rules(block, whole_policy(block.text))
                assert all(policy.tests for policy in library), f"{block}: a policy needs a test"
            case ["yaml", "document"]:
                self._rules(block, block.text + "policies:\n" + _indented(_filled("")))
            case ["yaml", "profile", *_]:
                self._profile(block, block.text)
            case ["yaml", "facts"]:
                self._profile(block, f"企业名称: 文档示例\n{block.text}")
            case ["yaml", "vocabulary" | "conditions", *_]:
                self._rules(block, whole_policy(""))
            case ["yaml", "derived", *_]:
                self._derived(block)
            case ["yaml", "roster", *_]:
                self._roster(block)
            case ["yaml", "mapping"]:
                source = read_text(block.text, str(block))
                read_mapping(source, base_vocabulary())
                assert not source.problems, [problem.line("en") for problem in source.problems]
            case ["json", "package", name]:
                read_package(self.folder / name)
            case _:
                raise AssertionError(f"{block}: no such kind of block: {block.info!r}")

    def source_of(self, block: Block) -> Block:
        """Return the block whose output `block` shows."""
        above = [one for one in self.blocks if one.runs and one.line < block.line]
        assert above, f"{block}: nothing above it prints anything"
        return above[-1]

    def printed(self, block: Block) -> str:
        """Return what a python or sh block prints; it runs once."""
        if block.line not in self._printed:
            run = self._python if block.words[0] == "python" else self._shell
            self._printed[block.line] = run(block)
        return self._printed[block.line]

    # -- running -------------------------------------------------------------------------------------------

    def _python(self, block: Block) -> str:
        code = compile("\n" * block.line + block.text, str(block.page), "exec")
        out = io.StringIO()
        with chdir(self.folder), redirect_stdout(out):
            exec(code, {"__name__": "__main__"})
        return out.getvalue()

    def _shell(self, block: Block) -> str:
        commands = [line for line in block.text.replace("\\\n", " ").splitlines() if line.strip()]
        commands = [command for command in commands if not command.startswith("#")]
        printed = ""
        for command in commands:
            last_fails = block.words[1:] == ["fails"] and command == commands[-1]
            code, text = self._command(block, command.split("  #")[0].split())
            assert code == (1 if last_fails else 0), f"{block}: {command} exits {code}\n{text}"
            printed += text
        return printed

    def _command(self, block: Block, words: list[str]) -> tuple[int, str]:
        if words[:2] == ["pip", "install"]:
            assert words[2:] == ["."], f"{block}: only `pip install .` is known to work"
            return 0, ""
        if words[0] == "make":
            recipe = _recipe(words[1])
            assert recipe is not None, f"{block}: the Makefile has no target {words[1]}"
            return (
                self._policymatch(recipe.split())
                if recipe.startswith("policymatch") and len(words) == 2
                else (0, "")
            )
        assert words[0] == "policymatch", f"{block}: cannot run {words[0]}"
        return self._policymatch(words)

    def _policymatch(self, words: list[str]) -> tuple[int, str]:
        if ">" in words:
            words = words[: words.index(">")]
        buffer = io.BytesIO()
        out = io.TextIOWrapper(buffer, "utf-8", write_through=True)
        clean = {"FORCE_COLOR": "", "TTY_COMPATIBLE": "", "COLUMNS": "80"}
        code = 0
        with (
            chdir(self.folder),
            redirect_stdout(out),
            redirect_stderr(out),
            patch.dict("os.environ", clean),
            patch.object(sys, "argv", words),
        ):
            try:
                main()
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        return code, buffer.getvalue().decode("utf-8")

    # -- files ---------------------------------------------------------------------------------------------

    def _rules(self, block: Block, text: str) -> PolicyLibrary:
        """Load `text` as the only rule file, with the words that the page declares, and run its tests."""
        folder = f"block-{block.line}"
        self._write(f"{folder}/rules.yaml", text)
        self._vocabularies(folder)
        with chdir(self.folder):
            library, problems = load_library(folder)
        told = "\n".join(problem.line("en") for problem in problems)
        assert not problems, f"{block}:\n{told}\n{text}"
        failed = [result.line("en") for result in run_tests(library) if not result.passed]
        assert not failed, f"{block}: {failed}"
        return library

    def _derived(self, block: Block) -> None:
        """Load `block` beside a rule file, with the words that the page declares, and run its tests."""
        folder = f"block-{block.line}"
        self._write(f"{folder}/block.derived.yaml", block.text)
        library = self._rules(block, whole_policy(""))
        results = list(run_derivation_tests(library))
        assert results, f"{block}: a derived fact needs a test"
        failed = [result.line("en") for result in results if not result.passed]
        assert not failed, f"{block}: {failed}"

    def _roster(self, block: Block) -> None:
        """Load `block` beside a rule file, with the words that the page declares, and run its tests."""
        folder = f"block-{block.line}"
        self._write(f"{folder}/block.roster.yaml", block.text)
        library = self._rules(block, whole_policy(""))
        results = list(run_tests(library, library.tiers()))
        assert results, f"{block}: a roster needs a test"
        failed = [result.line("en") for result in results if not result.passed]
        assert not failed, f"{block}: {failed}"

    def _profile(self, block: Block, text: str) -> None:
        name = f"block-{block.line}/profile.yaml"
        self._write(name, text)
        words = f"words-{block.line}"
        self._write(f"{words}/rules.yaml", whole_policy(""))
        self._vocabularies(words)
        library, _ = load_library(self.folder / words)
        Enterprise.load(self.folder / name, library.vocabulary)

    def _vocabularies(self, folder: str) -> None:
        for block in self.blocks:
            if block.words[:2] in (["yaml", "vocabulary"], ["yaml", "conditions"]):
                self._write(f"{folder}/{block.line}/{block.words[1]}.yaml", block.text)

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def whole_policy(text: str) -> str:
    """Return a rule file with one policy, of which `text` is a part."""
    return _DOCUMENT + _indented(_filled(text))


def _filled(text: str) -> str:
    given = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    return "".join(f"{key}: {value}\n" for key, value in _LEAST.items() if key not in given) + text


def _indented(text: str) -> str:
    lines = text.splitlines()
    return "".join(f"{'  - ' if index == 0 else '    '}{line}\n" for index, line in enumerate(lines))


def _recipe(target: str) -> str | None:
    """Return the first command of a target of the Makefile, without what make adds to it."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    found = re.search(rf"^{re.escape(target)}:.*\n(?:\t(.*)\n)?", makefile, re.MULTILINE)
    return None if found is None else (found[1] or "").removeprefix("@").removeprefix("$(BIN)/")


# -- output ------------------------------------------------------------------------------------------------


def stripped(text: str) -> list[str]:
    """Return the lines of `text` without white space at their ends, and without empty lines around them."""
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def segments(shown: str) -> list[list[str]]:
    """Return the lines shown, cut where … stands for lines left out."""
    cut: list[list[str]] = [[]]
    for line in stripped(shown):
        if line.strip() == ELISION:
            cut.append([])
        else:
            cut[-1].append(line)
    return cut


def agree(shown: str, real: str) -> bool:
    """Return whether what is shown is what is printed, apart from lines left out."""
    lines = stripped(real)
    parts = segments(shown)
    if len(parts) == 1:
        return parts[0] == lines
    first, *middle, last = parts
    if lines[: len(first)] != first or (last and lines[-len(last) :] != last):
        return False
    at, end = len(first), len(lines) - len(last)
    for part in middle:
        starts = (i for i in range(at, end - len(part) + 1) if lines[i : i + len(part)] == part)
        start = next(starts, None)
        if start is None:
            return False
        at = start + len(part)
    return at <= end
