"""LibreOffice, where the machine has its Writer, opens what was written and shows the same text."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.letters.word_papers import head, said, sample

from policymatch.letters.render.word import docx_of

# A machine may keep an office elsewhere.
OFFICE = os.environ.get("POLICYMATCH_OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")


def converted(source: Path) -> str | None:
    """Return the text of a .docx as LibreOffice reads it, or None where it has no Writer."""
    command = [str(OFFICE), f"-env:UserInstallation=file://{source.parent}/office", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=False, capture_output=True, timeout=180)
    made = source.with_suffix(".txt")
    return made.read_text("utf-8-sig") if made.exists() else None


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_libreoffice_reads_the_same_text(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(docx_of(sample()))
    text = converted(tmp_path / "letter.docx")
    if text is None:
        pytest.skip("this LibreOffice has no Writer")
    paper = sample()
    at = 0
    for wanted in (*head(paper), *said(paper.blocks), paper.annex_title or "", *said(paper.annex)):
        at = text.find(wanted, at)
        assert at >= 0, wanted
