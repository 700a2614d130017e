"""How long taking firms in takes, from file to firm table, and how much memory; a process for each.

`python -m benchmarks.intake_run [ROWS [XLSX_ROWS]]`: a Parquet file of 1,000,000 firms × 12 columns and a
workbook of 100,000. Computing time is given beside the clock, since the machine may be shared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from policymatch.enterprise import check_digit

_HEADER = (
    *(
        "统一社会信用代码",
        "企业名称",
        "注册地",
        "行业",
        "成立日期",
        "2024年营业收入(万元)",
        "2023年营业收入(万元)",
    ),
    *("2024年研发费用(万元)", "员工人数", "参保人数", "资产总额(万元)", "有效发明专利数"),
)
_INDUSTRIES = ("C2231", "C3512", "I6513", "F5112")
_TIMED = """
import resource, sys, time
from pathlib import Path
from policymatch.intake.run import Job, Run, sheets_to_take
from policymatch.vocabulary import base_vocabulary
words, began = base_vocabulary(), time.perf_counter()
job = Job([sys.argv[1]], Path(sys.argv[1] + ".firms.parquet"))
sheets = sheets_to_take(job, words)
with Run(job, sheets, words) as run:
    firms = run.take().firms
used = resource.getrusage(resource.RUSAGE_SELF)
seconds, computing = time.perf_counter() - began, used.ru_utime + used.ru_stime
print(f"{firms:,} firms | {seconds:.0f} s | {computing:.0f} s | {used.ru_maxrss / 1024:.0f} MB")
"""


def rows(count: int, seed: int = 1) -> Iterator[tuple[object, ...]]:
    """Yield made-up firms, in the columns of the header."""
    chance = Random(seed)
    for n in range(count):
        first = f"91341300MA{n:07d}"
        yield (
            first + check_digit(first),
            f"宿州第{n}号机械有限公司",
            "宿州市埇桥区" if n % 3 else "宿州市灵璧县",
            _INDUSTRIES[n % 4],
            f"20{10 + n % 14}-0{1 + n % 9}-1{n % 9}",
            *(chance.randrange(1, size) / 100 for size in (10**7, 10**7, 10**5)),
            *(chance.randrange(1, 3000) for _ in range(2)),
            chance.randrange(1, 10**7) / 100,
            chance.randrange(30),
        )


def make(folder: Path, many: int, few: int) -> Iterator[Path]:
    """Make the files, one after the other."""
    import openpyxl
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*rows(many), strict=True))
    arrays = [pa.array(column) for column in columns]
    table = pa.table(arrays, names=list(_HEADER))
    pq.write_table(table, folder / "firms.parquet", row_group_size=100_000)
    yield folder / "firms.parquet"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("企业")
    sheet.append(list(_HEADER))
    for row in rows(few):
        sheet.append(list(row))
    book.save(folder / "firms.xlsx")
    yield folder / "firms.xlsx"


def main(many: int = 1_000_000, few: int = 100_000) -> None:
    """Make the files, take each in, and print a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        for path in make(Path(folder), many, few):
            done = subprocess.run([sys.executable, "-c", _TIMED, str(path)], capture_output=True, text=True)
            print(f"{path.name}: {done.stdout.strip() or done.stderr.strip().splitlines()[-1]}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
