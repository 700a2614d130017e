"""A run that is killed leaves the outputs as they were, and what it had read to the run that goes on."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.intake.workbooks import text
from typer.testing import CliRunner

from policymatch.cli.main import app
from policymatch.messages import say

ROWS, STRETCH = 1_000, 50
# One policy, so that the command starts quickly.
_RULES = """
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - {id: a, title: 补助, category: equipment, eligible: 规上企业, benefit: {kind: subsidy}}
"""
# The command as it is, but that it writes down what it has read more often.
_COMMAND = f"""
import sys
from policymatch.cli.main import app
from policymatch.intake import sheet
sheet.STRETCH = {STRETCH}
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


def kill_in_the_middle(command: list[str], journal: Path, rows: int) -> None:
    """Start a run, and kill it as soon as it has written down so many rows."""
    with subprocess.Popen([sys.executable, "-c", _COMMAND, *command], stdout=subprocess.PIPE) as run:
        while run.poll() is None and written(journal) < rows:
            time.sleep(0.005)
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_goes_on_and_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    rows = [[f"甲{number}有限公司", number, "约5" if number % 7 == 0 else 5] for number in range(ROWS)]
    source = text(tmp_path / "a.csv", [["企业名称", "员工人数", "参保人数"], *rows])
    whole, out, rejects = (tmp_path / name for name in ("whole.jsonl", "firms.jsonl", "rejects.csv"))
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "a.yaml").write_text(_RULES, "utf-8")
    common = ["intake", str(source), "--rules", str(rules), "--rejects", str(rejects)]
    done = CliRunner().invoke(app, [*common, "-o", str(whole)])
    assert done.exit_code == 0, done.output
    undisturbed, told = whole.read_bytes(), rejects.read_bytes()
    out.write_text("of an earlier run", "utf-8")
    rejects.unlink()
    command = [*common, "-o", str(out), "--resume"]
    folder = tmp_path / ".firms.jsonl.intake"
    journal = folder / "store.sqlite"
    kill_in_the_middle(command, journal, ROWS // 2)
    assert ROWS // 2 <= written(journal) < ROWS
    assert out.read_text("utf-8") == "of an earlier run"
    assert set(tmp_path.iterdir()) == {source, rules, whole, out, folder}
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert say("intake-went-on") in done.output
    assert out.read_bytes() == undisturbed
    assert rejects.read_bytes() == told
    assert not folder.exists()
