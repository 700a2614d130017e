"""How long loading and checking a library takes, without and with the cache, and importing the package.

    python benchmarks/load.py [COUNT]

Medians over fresh processes, with the shortest and the longest. Loading is shown as the call alone and with
the imports it needs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.fresh import seconds
from benchmarks.generate import write_library

TIMES = 5
IMPORT = "from policymatch.library import load_library"

FIRM = Path(__file__).resolve().parents[1] / "examples" / "suzhou-machinery.yaml"
SUGGEST = f"""\
import contextlib, io, sys
from policymatch.cli import main
sys.argv[1:] = ["suggest", {str(FIRM)!r}]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
"""


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        rules, cache = Path(place) / "rules", Path(place) / "cache"
        write_library(rules, count)
        load = f"library, problems = load_library({str(rules)!r}); assert len(library) == {count}, problems"
        for name, where in (("without a cache", "off"), ("from the cache", str(cache))):
            call = seconds(load, TIMES, where, before=IMPORT)
            whole = seconds(f"{IMPORT}\n{load}", TIMES, where)
            print(f"load and check {count} policies, {name}: {call}; with imports {whole}")
        own = seconds("import policymatch", TIMES, "off")
        others = seconds("import pydantic, typer, yaml", TIMES, "off")
        print(f"import policymatch: {own}; import pydantic, typer, yaml: {others}")
        for name, where in (("without a cache", "off"), ("from the cache", str(cache))):
            whole = seconds(SUGGEST, TIMES, where)
            print(f"policymatch suggest with the shipped rules, {name}: {whole}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
