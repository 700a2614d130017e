"""The database server that tests of intake share."""

from collections.abc import Iterator

import pytest
from tests.intake.postgres import Server, binaries, running


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    folder = binaries()
    if folder is None:
        pytest.skip("this machine has no PostgreSQL (initdb, postgres)")
    with running(folder) as server:
        yield server
