"""One firm → its letter in every format asked for; each file is whole or not there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from policymatch.enterprise import Enterprise
from policymatch.letters.bulk.job import Job
from policymatch.letters.compose import compose
from policymatch.letters.fonts import missing_characters
from policymatch.letters.notes import notes_for
from policymatch.letters.render import Form, render
from policymatch.library import PolicyLibrary
from policymatch.matching import recommend
from policymatch.whole import written_whole

# What the list of letters says of one, as plain data.
Told = dict[str, object]


def files_of(stem: str, job: Job) -> list[Path]:
    """Return where the files of a letter stand."""
    return [job.out / f"{stem}.{form.value}" for form in job.forms]


def write_letter(enterprise: Enterprise, stem: str, job: Job, library: PolicyLibrary) -> Told:
    """Write a firm's letter; return what the list of letters says of it.

    Raises PolicyMatchError where notes or templates cannot be used, OSError.
    """
    notes = notes_for(job.notes or job.out, stem)
    letter = compose(recommend(enterprise, library, job.as_of), job.lang, job.letterhead, notes)
    files = files_of(stem, job)
    for form, file in zip(job.forms, files, strict=True):
        raw = render(letter, form, job.templates.get(form), job.annexed)
        with written_whole(file) as made:
            made.write_bytes(raw)
    return {
        "name": letter.firm.name,
        "credit_code": letter.firm.credit_code,
        "decision_id": letter.basis.decision_id,
        "eligible": letter.summary.eligible,
        "open": letter.summary.open,
        "near": letter.summary.near,
        "files": [file.name for file in files],
        # What no font has is printed as 〓: whoever sends the letter must know.
        "unprinted": missing_characters(letter.model_dump_json()) if Form.PDF in job.forms else "",
    }


def fingerprint_of(enterprise: Enterprise, notes: Path, stem: str) -> str:
    """Return what changes whenever the firm's facts, or the notes for it, change."""
    digest = hashlib.sha256(json.dumps(enterprise.to_dict("en"), sort_keys=True, default=str).encode())
    digest.update("\n".join(note.model_dump_json() for note in notes_for(notes, stem)).encode())
    return digest.hexdigest()
