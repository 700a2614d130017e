"""How long reading takes and how much memory, each reader in a process of its own.

`python -m benchmarks.intake` first makes a workbook of 100,000 rows × 30 columns and a Parquet file of
1,000,000 × 20, which takes a minute or two; `python -m benchmarks.intake ROWS` makes smaller ones.
Readers that are not installed are left out.
Computing time is given beside the clock, since the machine may be shared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

_OURS = """from policymatch.intake import tables_of
for table in tables_of(path):
    for _, row in table.rows(): n += 1"""
READERS = {
    "ours, xlsx": ("a.xlsx", _OURS),
    "openpyxl, read only": (
        "a.xlsx",
        "import openpyxl\nbook = openpyxl.load_workbook(path, read_only=True, data_only=True)\n"
        "for row in book.worksheets[0].iter_rows(values_only=True): n += 1",
    ),
    "python-calamine": (
        "a.xlsx",
        "import python_calamine\nbook = python_calamine.load_workbook(path)\n"
        "for row in book.get_sheet_by_index(0).iter_rows(): n += 1",
    ),
    "fastexcel": (
        "a.xlsx",
        "import fastexcel\nn = fastexcel.read_excel(path).load_sheet(0, header_row=None).to_arrow().num_rows",
    ),
    "ours, Parquet": ("a.parquet", _OURS),
}
_TIMED = """
import resource, sys, time
path, n, began = sys.argv[1], 0, time.perf_counter()
{code}
used = resource.getrusage(resource.RUSAGE_SELF)
seconds, computing = time.perf_counter() - began, used.ru_utime + used.ru_stime
print(f"{{n:,}} rows | {{seconds:.1f}} s | {{computing:.1f}} s | {{used.ru_maxrss / 1024:.0f}} MB")
"""


def make(folder: str, rows: int) -> None:
    """Make the workbook and the Parquet file."""
    import openpyxl
    import pyarrow as pa
    import pyarrow.parquet as pq

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("企业")
    sheet.append(["信用代码", "名称", *(f"指标{n}" for n in range(28))])
    for row in range(rows):
        figures = [row * n / 100 if n % 3 else (row % 997 if n % 2 else "高新技术企业") for n in range(28)]
        sheet.append([f"91341300MA{row:08d}", f"第{row}家公司", *figures])
    book.save(Path(folder, "a.xlsx"))
    many = rows * 10
    columns = {
        "信用代码": pa.array(f"91341300MA{row:08d}" for row in range(many)),
        **{f"指标{n}": pa.array(row * n / 100 for row in range(many)) for n in range(1, 13)},
        **{f"人数{n}": pa.array(range(many)) for n in range(7)},
    }
    pq.write_table(pa.table(columns), Path(folder, "a.parquet"), row_group_size=100_000)


def main(rows: int = 100_000) -> None:
    """Make the files, let every reader read them, and print a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what a process holds counts as the peak of those that it starts.
        made = f"from benchmarks.intake import make\nmake({folder!r}, {rows})"
        subprocess.run([sys.executable, "-c", made], check=True)
        for name, (file, code) in READERS.items():
            command = [sys.executable, "-c", _TIMED.format(code=code), str(Path(folder, file))]
            done = subprocess.run(command, capture_output=True, text=True)
            print(f"{name}: {done.stdout.strip() or done.stderr.strip().splitlines()[-1]}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
