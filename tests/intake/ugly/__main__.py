"""Makes every ugly workbook in the folder that is named."""

import sys
from pathlib import Path

from tests.intake.ugly import UGLY

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for one in UGLY:
        print(one.make(folder))
