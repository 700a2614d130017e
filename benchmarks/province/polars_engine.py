"""Polars on the province: policies as expressions over plain columns, or over encoded ones in two stages."""

from __future__ import annotations

import importlib
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import Any

import pyarrow as pa
from benchmarks.province import encoded
from benchmarks.province.figures import DATES
from benchmarks.province.policies import Tree

_pl: Any = importlib.import_module("polars")


class Naive:
    """Every policy by itself, as it is written."""

    name = "polars, naive"

    def __init__(self, policies: list[Tree]) -> None:
        self.expressions = [self._tree(one["rule"]) for one in policies]

    def frame(self, firms: pa.Table) -> Any:
        """Return the firms as polars has them."""
        return _pl.from_arrow(firms.cast(pa.schema([_plain(one) for one in firms.schema])))

    def counts(self, frame: Any) -> list[tuple[int, int]]:
        """Return for each policy of how many firms it is true, and of how many unknown."""
        asked = []
        for number, one in enumerate(self.expressions):
            asked += [one.sum().alias(f"t{number}"), one.is_null().sum().alias(f"u{number}")]
        (row,) = self._lazy(frame).select(asked).collect().rows()
        return list(zip(row[::2], row[1::2], strict=True))

    def write(self, frame: Any, path: Path) -> None:
        """Write the rows of firm, policy and truth, but for what is false."""
        lazy = self._lazy(frame.with_row_index("firm"))
        several = [
            lazy.select("firm", _pl.lit(number, _pl.UInt16).alias("policy"), one.alias("eligible")).filter(
                _pl.col("eligible").fill_null(True)
            )
            for number, one in enumerate(self.expressions)
        ]
        _pl.concat(several).sink_parquet(path, compression="zstd")

    def _lazy(self, frame: Any) -> Any:
        return frame.lazy()

    def _tree(self, tree: Tree) -> Any:
        if "not" in tree:
            return ~self._tree(tree["not"])
        if "field" in tree:
            return self._criterion(tree)
        word, join = ("any", or_) if "any" in tree else ("all", and_)
        return reduce(join, (self._tree(one) for one in tree[word]))

    def _criterion(self, tree: Tree) -> Any:
        column, value = _pl.col(tree["field"]), tree.get("value", ())
        match tree["op"]:
            case "yes":
                return column
            case "in":
                return column.is_in(list(value))
            case "under":
                return reduce(or_, (column.str.starts_with(one) for one in value))
            case "listed":
                return reduce(or_, (column.list.contains(one) for one in value))
        return getattr(column, f"__{tree['op']}__")(_limit(tree))


class Encoded(Naive):
    """Codes as numbers, and every distinct criterion worked out once for all policies."""

    name = "polars, encoded"

    def __init__(self, policies: list[Tree]) -> None:
        self.distinct: dict[str, Any] = {}
        super().__init__(policies)

    def frame(self, firms: pa.Table) -> Any:
        """Return the encoded firms as polars has them."""
        return _pl.from_arrow(encoded.encoded(firms))

    def _lazy(self, frame: Any) -> Any:
        kept = [one.alias(name) for name, one in self.distinct.items()]
        firm = [_pl.col("firm")] if "firm" in frame.columns else []
        return frame.lazy().select([*firm, *kept]).collect().lazy()

    def _criterion(self, tree: Tree) -> Any:
        name = f"c:{sorted(tree.items(), key=str)}"
        self.distinct[name] = self._encoded(tree)
        return _pl.col(name)

    def _encoded(self, tree: Tree) -> Any:
        column = _pl.col(tree["field"])
        match tree["op"]:
            case "yes":
                return column
            case "in":
                return column.is_in(encoded.sizes(tree))
            case "under":
                several = encoded.ranges(tree)
                return reduce(or_, ((column >= first) & (column < end) for first, end in several))
            case "listed":
                return reduce(or_, map(_pl.col, tree["value"]))
        return getattr(column, f"__{tree['op']}__")(tree["value"])


def _limit(tree: Tree) -> Any:
    return _pl.lit(tree["value"]).cast(_pl.Int32).cast(_pl.Date) if tree["field"] in DATES else tree["value"]


def _plain(field: Any) -> Any:
    """Return the column with text for dictionaries, which is how such data mostly comes."""
    text = pa.string()
    if pa.types.is_dictionary(field.type):
        return pa.field(field.name, text)
    return pa.field(field.name, pa.list_(text)) if pa.types.is_list(field.type) else field
