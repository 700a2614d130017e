"""Files written whole or not at all; what the killed left is taken away, what others still make is not."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policymatch import firms
from policymatch.enterprise import Enterprise
from policymatch.whole import workplace, written_whole

# Writes something, says where, and waits to be killed.
_WAITS = """
import sys, time
from pathlib import Path
from policymatch.whole import workplace
with workplace(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    print(folder, flush=True)
    time.sleep(60)
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks, links and modes")


def write(path: Path, text: str) -> None:
    with written_whole(path) as made:
        made.write_text(text, "utf-8")


@posix
def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old", "utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    write(link, "new")
    assert link.is_symlink()
    assert file.read_text("utf-8") == "new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [file, link]


@posix
def test_a_firm_table_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "firms.parquet"
    for _ in range(2):
        firms.write(path, [Enterprise("甲公司")])
        path.chmod(0o600)
    firms.write(path, [Enterprise("乙公司")])
    assert path.stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("name", ["firms.parquet", "a[1]*.jsonl"])
def test_what_a_killed_process_left_goes_with_the_next_write(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    command = [sys.executable, "-c", _WAITS, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as made:
        assert made.stdout is not None
        left = Path(made.stdout.readline().strip())
        write(path, "while another is at work")
        assert (left / "half").exists()
        made.send_signal(signal.SIGKILL)
    assert (left / "half").exists()
    write(tmp_path / "other", "of another place")
    assert left.exists()
    write(path, "after it was killed")
    assert sorted(tmp_path.iterdir()) == sorted((path, tmp_path / "other"))


def test_a_folder_that_only_looks_like_one_left_behind_stays(tmp_path: Path) -> None:
    own = tmp_path / ".file.mine.part"
    own.mkdir()
    (own / "text").write_text("mine", "utf-8")
    with workplace(tmp_path / "file"):
        pass
    assert (own / "text").exists()
