"""Commands run as a user runs them: in this process, or in one of their own, which is slow to start."""

import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from unittest.mock import patch

from policymatch.cli import main

Done = subprocess.CompletedProcess[str]


def run(*arguments: str) -> Done:
    """Run a command in this process, from its arguments to what it says of an error."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "argv", ["policymatch", *arguments]):
        try:
            main()
        except SystemExit as stop:
            code = stop.code
    assert code is None or isinstance(code, int), code
    told = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))
    return Done(arguments, code or 0, *told)


def run_apart(*arguments: str) -> Done:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "policymatch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
