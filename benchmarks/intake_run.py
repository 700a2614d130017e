"""How long taking firms in takes, from file to firm table, and how much memory; a process for each.

`python -m benchmarks.intake_run [ROWS [XLSX_ROWS]]`: a Parquet file of 1,000,000 firms × 12 columns and a
workbook of 100,000. Computing time is given beside the clock, since the machine may be shared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
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
# Firms of a group of rows in the Parquet file.
_GROUP = 100_000
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


def make_parquet(path: Path, count: int) -> None:
    """Make a Parquet file of so many firms."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    firms, writer = rows(count), None
    while some := list(islice(firms, _GROUP)):
        arrays = [pa.array(column) for column in zip(*some, strict=True)]
        table = pa.table(arrays, names=list(_HEADER))
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=_GROUP)
    if writer is not None:
        writer.close()


def make_xlsx(path: Path, count: int) -> None:
    """Make a workbook of so many firms."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("企业")
    sheet.append(list(_HEADER))
    for row in rows(count):
        sheet.append(list(row))
    book.save(path)


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)


def main(many: int = 1_000_000, few: int = 100_000) -> None:
    """Make the files, take each in, and print a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, count in (("parquet", many), ("xlsx", few)):
            path = f"{folder}/firms.{name}"
            # In a process of its own: what a process holds counts as the peak of those that it starts.
            made = f"from pathlib import Path\nfrom benchmarks.intake_run import make_{name} as make\n"
            _python(f"{made}make(Path({path!r}), {count})").check_returncode()
            done = _python(_TIMED, path)
            told = done.stdout.strip() or done.stderr.strip().splitlines()[-1]
            print(f"firms.{name}: {told}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
