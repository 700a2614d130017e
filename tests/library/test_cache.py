"""A library read from the cache is the library read from its files, and nothing in the cache can spoil it."""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest
from benchmarks.generate import write_library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.library.folders import folder, rule
from tests.library.test_vocabulary import FIRM, LOCAL, RULES

from policymatch import Enterprise, PolicyLibrary, load_library, recommend
from policymatch.cache.folder import VARIABLE
from policymatch.library import build, shipped_rules
from policymatch.library.files import RuleFile
from policymatch.problems import Problem
from policymatch.vocabulary import Vocabulary


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Turn the cache on for one test, in a folder of its own that is not there yet."""
    place = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(place))
    return place


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one whenever a library is built from its files."""
    counted: list[int] = []
    build_library = build.build_library

    def counting(files: list[RuleFile], problems: list[Problem]) -> object:
        counted.append(len(files))
        return build_library(files, problems)

    monkeypatch.setattr(build, "build_library", counting)
    return counted


def terms(vocabulary: Vocabulary) -> list[object]:
    """Return every term in its order, nested ones too."""
    scopes = [getattr(vocabulary, part.name) for part in fields(vocabulary)]
    scopes += [kind.fields for kind in vocabulary.records.values()]
    scopes += [
        field.values
        for scope in (vocabulary.fields, *scopes[len(fields(vocabulary)) :])
        for field in scope.values()
    ]
    return [list(scope.items()) for scope in scopes]


def shown(library: PolicyLibrary) -> str:
    return re.sub(r"at=\d+", "", repr(list(library)))


def same(one: PolicyLibrary, other: PolicyLibrary) -> bool:
    """Return whether two libraries are the same, also in how literals were written.

    Where nodes stand in their leaves is not kept: only errors tell that.
    """
    policies = shown(one) == shown(other) and dict(one.policies) == dict(other.policies)
    return policies and one.version == other.version and terms(one.vocabulary) == terms(other.vocabulary)


def uncached(*folders: Path) -> PolicyLibrary:
    """Return the library as it is read without a cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "off")
        return PolicyLibrary.load(*folders)


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("library-*"))


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made-up")
    write_library(root, 20, seed=7)
    return root


@pytest.mark.parametrize("which", ["shipped", "made up", "with a vocabulary"])
def test_cold_warm_and_none_are_the_same(
    which: str, cache: Path, builds: list[int], tmp_path: Path, made_up: Path
) -> None:
    local = folder(tmp_path / "local", vocabulary=LOCAL, rules=RULES)
    root = {"shipped": shipped_rules(), "made up": made_up}.get(which, local)
    cold, warm = PolicyLibrary.load(root), PolicyLibrary.load(root)
    assert len(builds) == 1
    assert same(cold, warm)
    assert same(warm, uncached(root))


def test_what_a_vocabulary_adds_comes_from_the_cache_too(
    cache: Path, builds: list[int], tmp_path: Path
) -> None:
    root = folder(tmp_path / "local", vocabulary=LOCAL, rules=RULES)
    PolicyLibrary.load(root)
    library = PolicyLibrary.load(root)
    assert len(builds) == 1
    assert library.vocabulary.fields.nearest("软件收人") == "软件收入"
    firm = Enterprise.from_dict(FIRM, library.vocabulary)
    assert len(recommend(firm, library).eligible) == 3


def test_equal_parts_of_conditions_are_one_object(cache: Path, tmp_path: Path) -> None:
    root = folder(tmp_path / "rules", a=rule("a/1"), b=rule("b/1"))
    PolicyLibrary.load(root)
    first, second = PolicyLibrary.load(root)
    assert first.condition is second.condition


@pytest.mark.parametrize("file", ["a.yaml", "vocabulary.yaml"])
def test_one_byte_changed_is_another_library(
    cache: Path, builds: list[int], tmp_path: Path, file: str
) -> None:
    root = folder(tmp_path / "rules", a=rule(), vocabulary=LOCAL)
    PolicyLibrary.load(root)
    text = (root / file).read_bytes()
    (root / file).write_bytes(text + b"\n")
    assert same(PolicyLibrary.load(root), uncached(root))
    assert len(builds) == 3


def test_places_name_the_folder_asked_for(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, rules__a=rule())
    PolicyLibrary.load(tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    assert str(PolicyLibrary.load("rules").get("a/1").place.file) == str(Path("rules", "a.yaml"))


def test_other_code_does_not_use_the_entry(
    cache: Path, builds: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder(tmp_path / "rules", a=rule())
    PolicyLibrary.load(root)
    monkeypatch.setattr("policymatch.library.cached.made_by", lambda: "other code")
    PolicyLibrary.load(root)
    assert len(builds) == 2


def test_a_library_with_problems_is_not_kept(cache: Path, tmp_path: Path) -> None:
    root = folder(tmp_path / "rules", a=rule("a/1", "营业收人 >= 1元"), b=rule("b/1"))
    first, second = load_library(root)[1], load_library(root)[1]
    assert first == second
    assert len(first) == 1
    assert entries(cache) == []


@given(st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_entry_is_not_there(
    made_up: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = tmp_path_factory.getbasetemp() / "damaged"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(place))
        whole = PolicyLibrary.load(made_up)
        (entry,) = entries(place)
        raw = bytearray(entry.read_bytes())
        at = data.draw(st.integers(0, len(raw) - 1), label="at")
        if data.draw(st.booleans(), label="cut"):
            raw = raw[:at]
        else:
            raw[at] ^= data.draw(st.integers(1, 255), label="flipped")
        entry.write_bytes(raw)
        again = PolicyLibrary.load(made_up)
        assert dict(again.policies) == dict(whole.policies)
        # The entry has been written anew.
        assert entry.read_bytes() != raw


def test_two_writers_leave_a_whole_entry(cache: Path, builds: list[int], made_up: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        libraries = list(pool.map(lambda _: PolicyLibrary.load(made_up), range(8)))
    assert all(dict(one.policies) == dict(libraries[0].policies) for one in libraries)
    before = len(builds)
    PolicyLibrary.load(made_up)
    assert len(builds) == before
    assert [path.suffix for path in entries(cache)] == [".json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(cache: Path, tmp_path: Path) -> None:
    root = folder(tmp_path / "rules", a=rule())
    cache.mkdir(mode=0o500)
    assert len(PolicyLibrary.load(root)) == 1


@pytest.mark.parametrize("as_what", ["a file", "below a file", "not a name"])
def test_a_folder_that_cannot_be(as_what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    places = {"a file": "file", "below a file": "file/cache", "not a name": "x" * 5_000}
    monkeypatch.setenv(VARIABLE, str(tmp_path / places[as_what]))
    root = folder(tmp_path / "rules", a=rule())
    assert len(PolicyLibrary.load(root)) == len(PolicyLibrary.load(root)) == 1


def test_an_entry_that_is_a_folder(cache: Path, tmp_path: Path) -> None:
    root = folder(tmp_path / "rules", a=rule())
    PolicyLibrary.load(root)
    (entry,) = entries(cache)
    entry.unlink()
    entry.mkdir()
    assert same(PolicyLibrary.load(root), uncached(root))


def test_old_entries_are_dropped(cache: Path, tmp_path: Path, builds: list[int]) -> None:
    root = folder(tmp_path / "rules", a=rule())
    for number in range(12):
        (root / "a.yaml").write_text(rule() + f"# {number}\n", "utf-8")
        PolicyLibrary.load(root)
    assert len(entries(cache)) == 8
    PolicyLibrary.load(root)
    assert len(builds) == 12


def test_off_writes_nothing(tmp_path: Path) -> None:
    code = f"from policymatch import load_library; print(len(load_library({str(shipped_rules())!r})[0]))"
    environment = {**os.environ, VARIABLE: "OFF", "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []


def test_a_warm_start_imports_no_reader_of_rules(cache: Path, tmp_path: Path) -> None:
    root = folder(tmp_path / "rules", a=rule())
    code = (
        "import sys; from policymatch import load_library;"
        f"load_library({str(root)!r});"
        "print([m for m in ('yaml', 'pydantic', 'lark') if m in sys.modules])"
    )

    def run() -> str:
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()

    assert run() == "['yaml', 'pydantic', 'lark']"
    assert run() == "[]"


@given(st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_hostile_entry_is_not_used(
    made_up: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = tmp_path_factory.getbasetemp() / "hostile"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(place))
        whole = PolicyLibrary.load(made_up)
        (entry,) = entries(place)
        held = json.loads(entry.read_bytes()[64:])
        table = data.draw(st.sampled_from([one for layer in held["layers"] for one in layer]), label="table")
        part = data.draw(st.sampled_from([one for one in (table, table[2]) if one]), label="part")
        part[data.draw(st.integers(0, len(part) - 1), label="at")] = data.draw(
            st.sampled_from([1.5, [1.5], {"os.system": 1.5}]), label="wrong"
        )
        text = json.dumps(held).encode()
        entry.write_bytes(hashlib.sha256(text).hexdigest().encode() + text)
        again = PolicyLibrary.load(made_up)
        assert dict(again.policies) == dict(whole.policies)
        assert entry.read_bytes()[64:] != text
