"""A stopped run leaves the outputs as they were, and what it had read to the run that goes on."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.intake.workbooks import text
from typer.testing import CliRunner

from policymatch.cli.main import app
from policymatch.messages import say

ROWS, STRETCH = 1_000, 50
INTERRUPTED = 130
# One policy, so that the command starts quickly.
_RULES = """
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - {id: a, title: 补助, category: equipment, eligible: 规上企业, benefit: {kind: subsidy}}
"""
# The command as it is, but that it writes down what it has read more often, and writes firms out slowly.
# A process that was started in the background may have been told to ignore Ctrl-C: this one is not.
_COMMAND = f"""
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from policymatch.cli.main import app
from policymatch.intake import run, sheet
sheet.STRETCH = {STRETCH}
slowly = run.Run._firms
def firms(*given):
    for one in slowly(*given):
        time.sleep(0.002)
        yield one
run.Run._firms = firms
app(sys.argv[1:])
"""


def written(journal: Path) -> int:
    """Return how many rows a run has written down so far."""
    if not journal.exists():
        return 0
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as db:
        try:
            return int(db.execute("SELECT coalesce(sum(entries), 0) FROM sheet").fetchone()[0])
        except sqlite3.OperationalError:
            # The tables are not there yet.
            return 0


def stop_in_the_middle(
    command: list[str], sent: signal.Signals, is_time: Callable[[], bool]
) -> tuple[int, bytes]:
    """Start a run and send it a signal as soon as it is time; return its exit code and its errors."""
    arguments = [sys.executable, "-c", _COMMAND, *command]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        while run.poll() is None and not is_time():
            time.sleep(0.005)
        run.send_signal(sent)
        assert run.stderr is not None
        errors = run.stderr.read()
    return run.returncode, errors


def in_the_middle(tmp_path: Path) -> dict[str, Callable[[], bool]]:
    """Return when a run is in the midst of reading, and of writing."""
    folder = tmp_path / ".firms.jsonl.intake"
    return {
        "reading": lambda: written(folder / "store.sqlite") >= ROWS // 2,
        "writing": lambda: any(file.stat().st_size for file in tmp_path.glob(".firms.jsonl.*.part/*.jsonl")),
    }


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Return the command that takes a file in, but for its output."""
    rows = [[f"甲{number}有限公司", number, "约5" if number % 7 == 0 else 5] for number in range(ROWS)]
    source = text(tmp_path / "a.csv", [["企业名称", "员工人数", "参保人数"], *rows])
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "a.yaml").write_text(_RULES, "utf-8")
    return ["intake", str(source), "--rules", str(rules), "--rejects", str(tmp_path / "rejects.csv")]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(("sent", "stage"), [("SIGKILL", "writing"), ("SIGINT", "reading")])
def test_a_stopped_run_goes_on_and_ends_as_if_nothing_had_happened(
    tmp_path: Path, command: list[str], sent: str, stage: str
) -> None:
    whole, out, rejects = (tmp_path / name for name in ("whole.jsonl", "firms.jsonl", "rejects.csv"))
    done = CliRunner().invoke(app, [*command, "-o", str(whole)])
    assert done.exit_code == 0, done.output
    undisturbed, told = whole.read_bytes(), rejects.read_bytes()
    out.write_text("of an earlier run", "utf-8")
    rejects.unlink()
    command += ["-o", str(out), "--resume"]
    there = set(tmp_path.iterdir())
    code, errors = stop_in_the_middle(command, signal.Signals[sent], in_the_middle(tmp_path)[stage])
    if sent == "SIGINT":
        assert code == INTERRUPTED
        assert errors.decode().splitlines()[-1:] == [say("intake-interrupted")]
        assert b"Traceback" not in errors
    else:
        assert code == -signal.SIGKILL
    folder = tmp_path / ".firms.jsonl.intake"
    assert ROWS // 2 <= written(folder / "store.sqlite") <= ROWS
    assert out.read_text("utf-8") == "of an earlier run"
    left = set(tmp_path.iterdir()) - there - {folder}
    # Only who is killed cannot take away what was half written; the next run does.
    assert len(left) == (sent == "SIGKILL" and stage == "writing")
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert say("intake-went-on") in done.output
    assert out.read_bytes() == undisturbed
    assert rejects.read_bytes() == told
    assert set(tmp_path.iterdir()) == {*there, rejects}
