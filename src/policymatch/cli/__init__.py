"""The command line: thin commands that parse, call the library, and print. One file per command group.

Exit codes: 0 done, 1 the input or the rules have problems, 2 wrong usage.
"""

from policymatch.cli.main import app, main

__all__ = ["app", "main"]
