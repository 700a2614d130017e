"""A match run that is stopped goes on and ends as if nothing had happened; nothing is used unasked."""

import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.batch.test_tables import POLICIES, firm, table_of
from tests.support.policies import DOCUMENT
from typer.testing import CliRunner

from policymatch import Enterprise, PolicyLibrary, batch
from policymatch.batch import leftovers, source
from policymatch.cli.main import app
from policymatch.messages import say
from policymatch.problems import InputError

CHUNK, FIRMS = 2, 12
INTERRUPTED = 130
# The command as it is, but in small chunks, each of which is put down slowly.
_COMMAND = f"""
import signal, sys, time
from policymatch.batch import leftovers, source
from policymatch.cli.main import app
source.CHUNK_ROWS = {CHUNK}
swiftly = leftovers.Leftovers.add
def slowly(*given):
    swiftly(*given)
    time.sleep(0.2)
leftovers.Leftovers.add = slowly
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    app(sys.argv[1:])
"""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "CHUNK_ROWS", CHUNK)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "rules.yaml").write_text(DOCUMENT + POLICIES, "utf-8")
    return folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return table_of(tmp_path / "firms.parquet", *(firm(at, f"{600 + at}万元") for at in range(FIRMS)))


def done_of(out: Path) -> int:
    """Return how many chunks of a run are done."""
    journal = leftovers.folder_of(out) / "journal.jsonl"
    return len(journal.read_text().splitlines()) - 1 if journal.exists() else 0


def children(process: int) -> set[int]:
    """Return the processes that a process has started."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return set(map(int, listed))


def gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")
@pytest.mark.parametrize("sent", ["SIGKILL", "SIGINT"])
def test_a_stopped_run_goes_on_and_leaves_no_process(
    tmp_path: Path, rules: Path, table: Path, sent: str
) -> None:
    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    batch.write_table(whole, table, PolicyLibrary.load(rules))
    script = tmp_path / "run.py"
    script.write_text(_COMMAND, "utf-8")
    command = ["match", str(table), "-o", str(out), "--rules", str(rules), "--jobs", "2"]
    started = [sys.executable, str(script), *command]
    with subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        while run.poll() is None and done_of(out) < 2:
            time.sleep(0.01)
        helpers = children(run.pid)
        run.send_signal(signal.Signals[sent])
        assert run.stderr is not None
        errors = run.stderr.read()
    assert helpers
    assert not out.exists()
    if sent == "SIGINT":
        assert run.returncode == INTERRUPTED
        assert errors.decode().splitlines()[-1:] == [say("match-interrupted-file")]
        assert b"Traceback" not in errors
    deadline = time.monotonic() + 30
    while not all(map(gone, helpers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert all(map(gone, helpers))
    done = done_of(out)
    assert 2 <= done < FIRMS / CHUNK
    refused = CliRunner().invoke(app, command)
    assert isinstance(refused.exception, InputError)
    assert [one.code for one in refused.exception.problems] == ["match-there"]
    finished = CliRunner().invoke(app, [*command[:-1], "1", "--resume"])
    assert finished.exit_code == 0, finished.output
    assert say("match-resumed", firms=done * CHUNK, day=date.today()) in finished.output
    assert out.read_bytes() == whole.read_bytes()
    assert (tmp_path / "out.firms.parquet").read_bytes() == (tmp_path / "whole.firms.parquet").read_bytes()
    assert not leftovers.folder_of(out).exists()


def interrupted(out: Path, table: Path, library: PolicyLibrary, chunks: int = 2) -> None:
    """Leave what a run has done after some chunks."""

    def stop(_: int) -> None:
        if done_of(out) == chunks:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.write_table(out, table, library, progress=stop)


def test_a_run_goes_on_about_the_day_on_which_it_began(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = [Enterprise.from_dict({"企业名称": f"企业{at}", "员工人数": 60}) for at in range(FIRMS)]
    table, out = table_of(tmp_path / "firms.parquet", *firms), tmp_path / "out.parquet"
    library = PolicyLibrary.load(rules)
    interrupted(out, table, library)
    tomorrow = date.today() + timedelta(1)

    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromordinal(tomorrow.toordinal())

    monkeypatch.setattr(leftovers, "date", Tomorrow)
    told = batch.write_table(out, table, library, resume=True)
    assert (told.resumed, told.today) == (2 * CHUNK, tomorrow - timedelta(1))
    assert pq.read_schema(out).metadata[b"policymatch.today"].decode() == str(tomorrow - timedelta(1))


@pytest.mark.parametrize(
    ("change", "what"),
    [("rules", "rules"), ("firms", "file, firms"), ("as_of", "as_of"), ("options", "options")],
)
def test_what_another_run_left_is_refused(
    tmp_path: Path, rules: Path, table: Path, change: str, what: str
) -> None:
    out, library = tmp_path / "out.parquet", PolicyLibrary.load(rules)
    interrupted(out, table, library)
    if change == "rules":
        (rules / "rules.yaml").write_text(DOCUMENT + POLICIES + "# other\n", "utf-8")
        library = PolicyLibrary.load(rules)
    if change == "firms":
        table_of(table, *(firm(at, "500万元") for at in range(FIRMS)))
    options: dict[str, dict[str, object]] = {
        "as_of": {"as_of": date(2026, 3, 16)},
        "options": {"undecided": True},
    }
    how = options.get(change, {})
    with pytest.raises(InputError) as caught:
        batch.write_table(out, table, library, resume=True, **how)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["what"]) == ("match-other-run", what)
    told = batch.write_table(out, table, library, force=True, **how)  # type: ignore[arg-type]
    assert (told.resumed, told.firms) == (0, FIRMS)
    assert not leftovers.folder_of(out).exists()


def test_a_damaged_chunk_is_worked_at_again_and_wrong_firms_are_told_again(
    tmp_path: Path, rules: Path
) -> None:
    names = ["甲", "乙", "丙", "丁", "戊", "己"]
    table = table_of(tmp_path / "firms.parquet", *(firm(at) for at in range(len(names))))
    cells = pq.read_table(table)
    at = cells.schema.get_field_index("employees")
    wrong = cells.set_column(at, "employees", [[60, -3, 60, 60, 60, -1]])
    pq.write_table(wrong, table)
    library, whole, out = PolicyLibrary.load(rules), tmp_path / "whole.parquet", tmp_path / "out.parquet"
    told = batch.write_table(whole, table, library)
    interrupted(out, table, library)
    (leftovers.folder_of(out) / "000001.arrows").write_bytes(b"damaged")
    again = batch.write_table(out, table, library, resume=True)
    assert again.resumed == CHUNK
    assert [str(one.place) for one in again.problems] == [str(one.place) for one in told.problems]
    assert len(again.problems) == 2
    assert out.read_bytes() == whole.read_bytes()


def test_nobody_else_works_at_the_same_file(tmp_path: Path, rules: Path, table: Path) -> None:
    out, library = tmp_path / "out.parquet", PolicyLibrary.load(rules)

    def meanwhile(_: int) -> None:
        with pytest.raises(InputError) as caught:
            batch.write_table(out, table, library, force=True)
        assert [one.code for one in caught.value.problems] == ["match-at-work"]

    assert batch.write_table(out, table, library, progress=meanwhile).firms == FIRMS
