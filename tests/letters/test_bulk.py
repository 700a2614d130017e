"""Letters of many firms: none lost, none twice, a failure hides nobody, a kill loses nothing."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.letters.given import FIRM, RULES
from tests.support.policies import AS_OF

from policymatch import PolicyLibrary
from policymatch.firms import profiles_in
from policymatch.letters import compose
from policymatch.letters.bulk import Job, Outcome, write_letters
from policymatch.letters.bulk.journal import NAME
from policymatch.letters.render import Form
from policymatch.problems import LetterError

COUNT = 6
BROKEN = '{"企业名称": "坏公司", "营业收入": "很多"}'


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "rules.yaml").write_text(RULES, "utf-8")
    return folder


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    file = tmp_path / "firms.jsonl"
    lines = [_firm(number) for number in range(COUNT)]
    file.write_text("\n".join([*lines[:2], BROKEN, *lines[2:]]) + "\n", "utf-8")
    return file


def _firm(number: int) -> str:
    plain = {key: value for key, value in FIRM.items() if key != "统一社会信用代码"}
    return json.dumps({**plain, "企业名称": f"第{number}公司"}, ensure_ascii=False)


def job_of(rules: Path, out: Path, *forms: Form) -> Job:
    return Job(out, forms or (Form.JSON, Form.ICS), (rules,), as_of=AS_OF)


def written(firms: Path, job: Job, **options: object) -> Outcome:
    library = PolicyLibrary.load(*job.rules)
    found = profiles_in([firms], library.vocabulary)
    return write_letters(found, job, library, **options)  # type: ignore[arg-type]


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.name != NAME}


def test_every_firm_has_its_letter_and_the_broken_one_is_told(
    rules: Path, firms: Path, tmp_path: Path
) -> None:
    outcome = written(firms, job_of(rules, tmp_path / "out"))
    assert (outcome.written, outcome.kept, outcome.firms) == (COUNT, 0, COUNT + 1)
    (failure,) = outcome.failures
    assert failure.firm.endswith("firms.jsonl:3:1")
    made = files(tmp_path / "out")
    assert set(made) == {f"第{n}公司.{kind}" for n in range(COUNT) for kind in ("json", "ics")} | {
        "建议书清单.csv"
    }


def test_the_list_says_what_each_letter_says(rules: Path, firms: Path, tmp_path: Path) -> None:
    outcome = written(firms, job_of(rules, tmp_path / "out"))
    assert outcome.index is not None
    rows = list(csv.DictReader(outcome.index.read_text("utf-8-sig").splitlines()))
    assert [row["企业名称"] for row in rows] == [f"第{n}公司" for n in range(COUNT)]
    assert {row["符合"] for row in rows} == {"3"}
    assert rows[0]["文件"] == "第0公司.json 第0公司.ics"


def test_processes_write_what_one_process_writes(rules: Path, firms: Path, tmp_path: Path) -> None:
    one = written(firms, job_of(rules, tmp_path / "one"))
    two = written(firms, job_of(rules, tmp_path / "two"), processes=2)
    assert (one.written, len(one.failures)) == (two.written, len(two.failures))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_nothing_is_overwritten_unasked(rules: Path, firms: Path, tmp_path: Path) -> None:
    job = job_of(rules, tmp_path / "out")
    written(firms, job)
    with pytest.raises(LetterError) as caught:
        written(firms, job)
    assert [one.code for one in caught.value.problems] == ["letters-there"]
    assert written(firms, job, force=True).written == COUNT


def test_a_file_of_somebody_else_is_left(rules: Path, firms: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "第1公司.json").write_text("mine", "utf-8")
    outcome = written(firms, job_of(rules, out))
    assert outcome.written == COUNT - 1
    assert [one.problems[0].code for one in outcome.failures if one.firm == "第1公司"] == ["letter-exists"]
    assert (out / "第1公司.json").read_text("utf-8") == "mine"


def test_a_run_goes_on_with_what_has_changed(rules: Path, firms: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = job_of(rules, out)
    written(firms, job)
    (out / "第2公司.json").unlink()
    (out / "第3公司.notes.yaml").write_text("notes: [{text: 已联系}]\n", "utf-8")
    firms.write_text(firms.read_text("utf-8").replace(BROKEN, _firm(9)), "utf-8")
    outcome = written(firms, job, resume=True)
    # A file that is gone, a firm with a new note, and one that was broken before.
    assert (outcome.written, outcome.kept, outcome.failures) == (3, COUNT - 2, [])
    assert "已联系" in (out / "第3公司.json").read_text("utf-8")


def test_letters_by_other_rules_are_not_mixed(rules: Path, firms: Path, tmp_path: Path) -> None:
    job = job_of(rules, tmp_path / "out")
    written(firms, job)
    (rules / "rules.yaml").write_text(RULES.replace("30万元", "31万元"), "utf-8")
    with pytest.raises(LetterError) as caught:
        written(firms, job, resume=True)
    assert [one.code for one in caught.value.problems] == ["letters-other-run"]


def test_a_line_cut_short_is_written_again(rules: Path, firms: Path, tmp_path: Path) -> None:
    job = job_of(rules, tmp_path / "out")
    written(firms, job)
    journal = tmp_path / "out" / NAME
    raw = journal.read_bytes()
    journal.write_bytes(raw[:-25])
    assert written(firms, job, resume=True).written == 1


def test_one_firm_that_fails_unexpectedly_hides_nobody(
    rules: Path, firms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = compose

    def fails(recommendation: object, *others: object) -> object:
        if recommendation.enterprise.name == "第2公司":  # type: ignore[attr-defined]
            raise RuntimeError("boom")
        return real(recommendation, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("policymatch.letters.bulk.write.compose", fails)
    outcome = written(firms, job_of(rules, tmp_path / "out"))
    assert outcome.written == COUNT - 1
    assert [one.firm for one in outcome.failures if one.problems[0].code == "letter-unexpected"] == [
        "第2公司"
    ]


def test_a_killed_run_goes_on_without_loss(rules: Path, tmp_path: Path) -> None:
    firms = tmp_path / "many.jsonl"
    count = 50
    firms.write_text("".join(f"{_firm(number)}\n" for number in range(count)), "utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "policymatch", "letter", str(firms), "-o", str(out), "--format", "json"]
    command += ["--rules", str(rules), "--as-of", AS_OF.isoformat(), "--jobs", "1"]
    process = subprocess.Popen(
        command, env={**os.environ}, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while process.poll() is None and len(list(out.glob("*.json"))) < 4:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("*.json")}
    assert 0 < len(before) < count, "the run was to be killed in its middle"
    lines = (out / NAME).read_text("utf-8").splitlines()[1:]
    done = subprocess.run(
        [*command, "--resume"], env={**os.environ}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("*.json")}
    assert len(after) == count
    for path in out.glob("*.json"):
        assert json.loads(path.read_text("utf-8"))["firm"]["name"] == path.stem
    # No letter twice: those that the journal knew are untouched.
    known = [json.loads(line)["stem"] for line in lines]
    assert all(after[f"{stem}.json"] == before[f"{stem}.json"] for stem in known)


def test_what_no_font_has_is_told(rules: Path, tmp_path: Path) -> None:
    firms = tmp_path / "rare.jsonl"
    # The second name has a character of Extension G, which no font of the letters has.
    lines = [_firm(1).replace("第1公司", "㛃喆公司"), _firm(2).replace("第2公司", "\U00030000公司")]
    firms.write_text("\n".join(lines) + "\n", "utf-8")
    outcome = written(firms, job_of(rules, tmp_path / "out", Form.PDF))
    assert outcome.unprinted == {"\U00030000公司": "\U00030000"}
