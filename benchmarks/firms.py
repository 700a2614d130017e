"""Measures the firm table: made-up firms written, read, looked up and checked, each in a process of its own.

    python -m benchmarks.firms [COUNT [FOLDER]]

The firms have some twenty columns, and one in ten a project. FOLDER keeps the table; without it, it is
temporary.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from policymatch import firms
from policymatch.enterprise import Enterprise, FactKey, Known, Record, check_digit
from policymatch.values import Choice, Codes, Listing, Span, Truth, Value
from policymatch.vocabulary.codes import industries, regions

SEED = 20260315
AS_OF = date(2026, 3, 15)
_PLACES = ["宿州", "合肥", "芜湖", "蚌埠", "阜阳", "淮北", "亳州", "六安"]
_WORDS = [
    "恒",
    "拓",
    "瑞",
    "丰",
    "华",
    "盛",
    "金",
    "鼎",
    "安",
    "泰",
    "新",
    "远",
    "宏",
    "达",
    "科",
    "创",
    "永",
    "昌",
]
_TRADES = ["机械", "电子", "食品", "纺织", "化工", "建材", "物流", "软件", "医药", "农业"]


def some_firms(count: int, seed: int = SEED) -> Iterator[Enterprise]:
    """Yield firms that are the same for the same seed, one at a time."""
    dice = Random(seed)
    counties = [code for code in regions().codes() if len(code) == 6 and code.startswith("34")]
    trades = [code for code in industries().codes() if len(code) == 5]
    for number in range(count):
        yield _firm(dice, number, counties, trades)


def _firm(dice: Random, number: int, counties: list[str], trades: list[str]) -> Enterprise:
    body = f"9134{dice.randrange(10000):04}MA{number:07}"
    name = f"{dice.choice(_PLACES)}{''.join(dice.sample(_WORDS, 3))}{dice.choice(_TRADES)}{number:07}有限公司"
    revenue = dice.randrange(10**5, 10**9)
    values: dict[FactKey, Value] = {
        ("region", None, None): Codes.exact(dice.choice(counties)),
        ("industry", None, None): Codes.exact(dice.choice(trades)),
        ("ownership", None, None): Choice.exact(dice.choice(("private", "state"))),
        ("established", None, None): Span.exact(AS_OF - timedelta(days=dice.randrange(100, 9000))),
        ("registered_capital", None, None): Span.exact(dice.randrange(1, 5000) * 10_000),
        ("employees", None, None): Span.exact(dice.randrange(1, 800)),
        ("insured_count", None, None): Span(low := dice.randrange(1, 50), low + dice.randrange(1, 50)),
        ("debt_ratio", None, None): Span.exact(Fraction(dice.randrange(1, 10_000), 10_000)),
        ("is_small_low_profit", None, None): Truth.of(number % 97 == 0),
    }
    for year in (2023, 2024, 2025):
        values["revenue", year, None] = Span.exact(revenue * (80 + dice.randrange(40)) // 100)
        values["rd_expense", year, "tax"] = Span.exact(Fraction(revenue, 100) * dice.randrange(12))
        values["tax_paid", year, None] = Span.exact(revenue // 20)
    known = {
        fact: Known(value, "税务" if fact[2] else None, None, True if fact[2] else None)
        for fact, value in values.items()
    }
    listings: dict[str, Listing[Record]] = {}
    if number % 10 == 0:
        facts: dict[FactKey, Known] = {("equipment_investment", None, None): Known(Span.exact(revenue // 10))}
        listings["project"] = Listing((Record("project", facts),), True)
    return Enterprise(name, body + check_digit(body), AS_OF, known, listings)


def _measure(step: str, path: Path, count: int) -> None:
    """Do one step and print what it took: seconds, and the most memory that the process ever held."""
    start = time.perf_counter()
    match step:
        case "write":
            told = firms.write(path, some_firms(count))
        case "read":
            told = sum(1 for _ in firms.read(path))
        case "check":
            told = len(firms.check(path))
        case "make":
            told = sum(1 for _ in some_firms(count))
        case _:
            told = len(firms.find(path, step).facts)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([told, round(seconds, 2), peak]))


def main() -> None:
    """Measure each step in a fresh process."""
    if len(sys.argv) > 3 and sys.argv[1] == "--step":
        _measure(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else folder) / "firms.parquet"
        last = list(some_firms(min(count, 5)))[-1]
        for name, step in {
            "making firms": "make",
            "writing": "write",
            "reading": "read",
            "checking": "check",
            "find by code": last.credit_code or "",
            "find by name": last.name,
            "find by part of a name": last.name[2:],
        }.items():
            command = [sys.executable, "-m", "benchmarks.firms", "--step", step, str(path), str(count)]
            output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            told, seconds, peak = json.loads(output)
            print(f"{name:24} {seconds:8.2f} s {peak:6} MB  ({told})")
        sizes = sum(file.stat().st_size for file in path.parent.glob("firms*.parquet"))
        print(f"{count} firms, {sizes // 2**20} MB on disk")


if __name__ == "__main__":
    main()
