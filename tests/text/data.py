"""The data files beside these tests."""

from pathlib import Path

_HERE = Path(__file__).parent


def lines_of(name: str) -> list[str]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def pairs_of(name: str) -> list[tuple[str, str]]:
    return [(one, other) for one, _, other in (line.partition("\t") for line in lines_of(name))]
