"""A .docx is an archive of parts. Ours hold no trace of the machine: the same parts are the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The first day that an archive can hold; a file that is written twice must not differ by the clock.
_STAMP = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".gif")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the archive of the parts, by name, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            # What says on which system it was made would differ, too.
            info.create_system = 0
            info.compress_type = (
                zipfile.ZIP_STORED if name.lower().endswith(_PACKED) else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, content)
    return made.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive that was checked before, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
