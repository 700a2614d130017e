"""Make the invented city: five workbooks in examples/city/ and the truth behind them (expected.json).

`python -m scripts.make_city` makes 2,388 firms, always the same; needs openpyxl and xlwt.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random

from scripts.city.expected import expected
from scripts.city.mistakes import Mistakes, mistakes_in
from scripts.city.offices import BOOKS
from scripts.city.people import firms_of

TOP = Path(__file__).resolve().parents[1]
CITY = TOP / "examples" / "city"
FIRMS, SEED = 2388, 20260310


def make_city(to: Path, count: int = FIRMS, seed: int = SEED) -> dict[str, object]:
    """Write the workbooks of a city of `count` firms into a folder, and return what is expected of them."""
    chance = Random(seed)
    firms = firms_of(chance, count)
    mistakes = mistakes_in(chance, firms)
    to.mkdir(parents=True, exist_ok=True)
    rows = {name: write(firms, mistakes, to / name) for name, write in BOOKS.values()}
    made = expected(firms, mistakes, rows)
    (to / "expected.json").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _report(rows, mistakes)
    return made


def _report(rows: dict[str, dict[str, int]], mistakes: Mistakes) -> None:
    for name, sheets in rows.items():
        print(f"{name}: " + "，".join(f"{sheet or '全部'} {count} 行" for sheet, count in sheets.items()))
    for title, kinds in (
        ("代码有误或缺失", Counter(one.kind for one in mistakes.bad_keys)),
        ("有意写错的格", Counter(one.kind for one in mistakes.planted)),
        ("重复的行", {office: len(them) for office, them in mistakes.repeated.items()}),
    ):
        print(f"{title}: " + "，".join(f"{kind} {count}" for kind, count in kinds.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=FIRMS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--to", type=Path, default=CITY)
    asked = parser.parse_args()
    make_city(asked.to, asked.firms, asked.seed)
