"""A version of every firm of a table: the same while nothing changes that a verdict may rest on.

It is a hash of the row's text with those of its records: each cell that says something under the name of its
column, so that neither the order of columns nor how numbers and words are stored matters. Where a fact comes
from and since when decides nothing and is left out; whether it is verified stays in. Texts stand with their
length, so that no two rows have the same text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from policymatch.batch.chunk import Chunk
from policymatch.batch.source import Source
from policymatch.firms.arrow import arrow, compute
from policymatch.firms.columns import AS_OF, CREDIT_CODE, FIRM, NAME

BYTES = 16
# Rows whose texts are held at once; their records may be many.
_ROWS = 8192


@dataclass(frozen=True)
class FirmVersions:
    """What is noted of all firms of a table, in their order: versions, codes, names and their own days."""

    versions: Any
    codes: Any
    names: Any
    days: Any

    @cached_property
    def hash(self) -> str:
        """Return a hash of the whole table, which does not hang on how it is stored."""
        return hashlib.sha256(b"".join(self.versions.to_pylist())).hexdigest()


def firm_versions(source: Source) -> FirmVersions:
    """Return the versions of all firms of a source that is opened for `everything`."""
    pa = arrow()
    types = {CREDIT_CODE: pa.string(), NAME: pa.string(), AS_OF: pa.date32()}
    found: list[bytes] = []
    columns: dict[str, list[Any]] = {name: [pa.array([], type_)] for name, type_ in types.items()}
    for chunk in source.chunks():
        found += _digests(chunk)
        for name, type_ in types.items():
            there = name in chunk.firms.schema.names
            cells = chunk.firms.column(name).cast(type_) if there else pa.nulls(len(chunk.numbers), type_)
            columns[name].append(cells)
    codes, names, days = (pa.concat_arrays(columns[name]) for name in types)
    return FirmVersions(pa.array(found, pa.binary(BYTES)), codes, names, days)


def _digests(chunk: Chunk) -> Iterable[bytes]:
    pa, pc = arrow(), compute()
    rows = chunk.firms.num_rows
    texts, starts = {}, {}
    for kind, table in chunk.records.items():
        names = [name for name in table.schema.names if name != FIRM]
        texts[kind] = _with_length(_row_texts(table.select(names)))
        starts[kind] = np.searchsorted(chunk.owners(kind), np.arange(rows + 1))
    for first in range(0, rows, _ROWS):
        part = chunk.firms.slice(first, _ROWS)
        made = [_row_texts(part)]
        for kind in sorted(texts):
            offsets = pa.array(starts[kind][first : first + part.num_rows + 1])
            joined = pc.binary_join(pa.LargeListArray.from_arrays(offsets, texts[kind]), _text(b""))
            made.append(_named(kind, pc.if_else(pc.equal(pc.binary_length(joined), 0), None, joined)))
        for text in _joined(made).to_pylist():
            yield hashlib.blake2b(text, digest_size=BYTES).digest()


def _row_texts(batch: Any) -> Any:
    """Return a text for each row: its cells that say something, by the names of their columns."""
    pa = arrow()
    told = [pa.array([b""] * batch.num_rows, pa.large_binary())]
    for name in sorted(batch.schema.names):
        column = batch.column(name)
        if column.null_count == 0:
            # Joined with all others at once: that takes half the time.
            told += [_text(_key(name)), _cells(column)]
        elif column.null_count < batch.num_rows:
            told.append(_named(name, _cells(column)))
    return _joined(told)


def _joined(texts: list[Any]) -> Any:
    return compute().binary_join_element_wise(
        *texts, _text(b""), null_handling="replace", null_replacement=b""
    )


def _text(raw: bytes) -> Any:
    return arrow().scalar(raw, arrow().large_binary())


def _named(name: str, texts: Any) -> Any:
    # Nothing stays nothing.
    return compute().binary_join_element_wise(_text(_key(name)), texts, _text(b""))


def _key(name: str) -> bytes:
    # A name holds neither "=" nor what a text begins with.
    return b";" + name.encode() + b"="


def _with_length(texts: Any) -> Any:
    pa, pc = arrow(), compute()
    lengths = pc.binary_length(texts).cast(pa.string()).cast(pa.large_binary())
    return pc.binary_join_element_wise(lengths, texts, _text(b":"))


def _cells(column: Any) -> Any:
    """Return the cells of a column as texts, the same however the column stores them."""
    pa, pc = arrow(), compute()
    types = pa.types
    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if types.is_list(column.type) or types.is_large_list(column.type):
        words = _cells(column.flatten())
        lengths = pc.list_value_length(column).fill_null(0)
        ends = np.cumsum(np.asarray(lengths), dtype=np.int64)
        lists = pa.LargeListArray.from_arrays(pa.array(np.concatenate(([0], ends))), words)
        return pc.if_else(column.is_valid(), pc.binary_join(lists, _text(b"")), None)
    if types.is_decimal(column.type):
        return _plain(column.cast(pa.string())).cast(pa.large_binary())
    if types.is_date32(column.type):
        column = column.cast(pa.int32())
    if types.is_integer(column.type) or types.is_boolean(column.type):
        return column.cast(pa.string()).cast(pa.large_binary())
    return _with_length(column.cast(pa.large_binary()))


def _plain(numbers: Any) -> Any:
    """Return decimals without the zeros at their end, as whole numbers are written."""
    pc = compute()
    whole = pc.replace_substring_regex(numbers, r"^(-?\d+)\.0*$", r"\1")
    shorter = pc.replace_substring_regex(whole, r"^(-?\d+\.\d*[1-9])0+$", r"\1")
    return pc.replace_substring_regex(shorter, r"^0E[-+]\d+$", "0")
