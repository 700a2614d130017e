"""The match table: one row for each pair of a firm and a policy, firm after firm, in Arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch._version import __version__
from policymatch.batch.asking import Answered, Pair, Wanted
from policymatch.batch.chunk import Chunk
from policymatch.batch.compiled import Compiled
from policymatch.batch.fen_columns import ENDS, yuan_columns, yuan_type
from policymatch.batch.found import Found, Sure
from policymatch.batch.ordered import by_firm
from policymatch.batch.planes import Rows
from policymatch.benefit import Nature
from policymatch.firms.arrow import arrow, parquet
from policymatch.firms.columns import CREDIT_CODE, NAME
from policymatch.matching.verdict import UndecidedBy, Verdict

VERSION_KEY, VERSION = "policymatch.match-table", "1"
# Bytes of the words of a column.
_NAMES = 1 << 24
_NOBODY = np.zeros(0, np.int64)
_VERDICTS, _NATURES, _BY = list(Verdict), list(Nature), list(UndecidedBy)


def schema_of(wanted: Wanted, metadata: Mapping[str, str]) -> Any:
    """Return the columns of a match table, with what it says of itself."""
    pa = arrow()
    word = pa.dictionary(pa.int32(), pa.string())
    columns = [
        pa.field("firm", pa.int64(), nullable=False),
        pa.field(CREDIT_CODE, word),
        pa.field(NAME, word),
        pa.field("policy_id", word, nullable=False),
        pa.field("verdict", word, nullable=False),
        pa.field("nature", word, nullable=False),
    ]
    if wanted.undecided and wanted.why:
        columns += [pa.field("undecided_by", word), pa.field("missing", pa.list_(pa.string()))]
    if wanted.near:
        columns.append(pa.field("told", pa.list_(pa.string())))
    if wanted.amounts:
        kinds = ("amount", "amount_if_eligible") if wanted.undecided and wanted.why else ("amount",)
        for kind in kinds:
            columns += [pa.field(f"{kind}{end}", yuan_type()) for end in ENDS]
    return pa.schema(columns, metadata=dict(metadata))


def metadata_for(library_version: str, as_of: date | None, firms: str | None) -> dict[str, str]:
    """Return what a match table says of itself: how it was made, and of which firms."""
    told = {VERSION_KEY: VERSION, "policymatch.version": __version__, "policymatch.rules": library_version}
    if as_of is not None:
        told["policymatch.as-of"] = as_of.isoformat()
    if firms is not None:
        told["policymatch.firms-sha256"] = firms
    return told


def match_writer(made: Any, schema: Any) -> Any:
    """Return a writer of a match table in Parquet, which nobody reads before it is closed."""
    # Firm after firm, so that only firms tell what a group of rows cannot hold; and the names of all firms
    # of a chunk fit into its dictionary.
    return parquet().ParquetWriter(
        made, schema, compression="zstd", write_statistics=["firm"], dictionary_pagesize_limit=_NAMES
    )


class Results:
    """Makes rows of a match table of what was found. `schema` is as `schema_of` makes it."""

    def __init__(self, compiled: Compiled, schema: Any) -> None:
        self._compiled, self._schema = compiled, schema
        self._ids = arrow().array([policy.id for policy in compiled.policies])
        self._natures = np.array([_NATURES.index(one.benefit.nature) for one in compiled.policies], np.int32)

    def batch(self, chunk: Chunk, found: Found) -> Any:
        """Return the rows of a chunk: firm after firm, and the policies of each as the library has them."""
        pa = arrow()
        several: list[Answered | Sure] = [*found.answered, *found.sure]
        several.sort(key=attrgetter("place"))
        paid = "amount_low" in self._schema.names
        rows = [one.rows for one in several]
        ordered = by_firm(rows, len(chunk.numbers), paid or bool(found.answered))
        lists, order, counts = ordered
        there = np.flatnonzero(counts)
        of_firm = np.repeat(np.arange(len(there), dtype=np.int32), counts[there])
        places = np.array([one.place for one in several], np.int32)[lists]
        # What the evaluator has told, and behind it nothing: of which each row is told like.
        pairs = [pair for one in several if isinstance(one, Answered) for pair in one.told]
        like = _like(several, order, len(pairs)) if pairs else np.zeros(len(lists), np.int64)
        take = pa.array(like)
        columns = {
            "firm": pa.array(np.repeat(chunk.numbers, counts)),
            CREDIT_CODE: _of_firm(chunk, CREDIT_CODE, there, of_firm),
            NAME: _of_firm(chunk, NAME, there, of_firm),
            "policy_id": pa.DictionaryArray.from_arrays(pa.array(places), self._ids),
            "verdict": _words(_verdicts(several, pairs, lists, like), _VERDICTS),
            "nature": _words(self._natures[places], _NATURES),
        }
        if "undecided_by" in self._schema.names:
            by = [None if pair.undecided_by is None else _BY.index(pair.undecided_by) for pair in pairs]
            codes = pa.array([*by, None], pa.int32())
            columns["undecided_by"] = pa.DictionaryArray.from_arrays(codes.take(take), pa.array(_BY))
            missing = [list(pair.missing) if pair.undecided_by else None for pair in pairs]
            columns["missing"] = pa.array([*missing, None], pa.list_(pa.string())).take(take)
        if "told" in self._schema.names:
            gaps = [list(pair.told) or None for pair in pairs]
            columns["told"] = pa.array([*gaps, None], pa.list_(pa.string())).take(take)
        for kind, open_ in (("amount", False), ("amount_if_eligible", True)):
            if f"{kind}_low" in self._schema.names:
                yuan = yuan_columns(several, open_, self._compiled, ordered)
                columns |= {f"{kind}{end}": column for end, column in yuan.items()}
        return pa.RecordBatch.from_arrays([columns[name] for name in self._schema.names], schema=self._schema)


def _like(several: Sequence[Answered | Sure], order: Any, pairs: int) -> Any:
    """Return which of all pairs told each row is like; `pairs`, behind the last, for what columns tell."""
    start, like = 0, [_NOBODY]
    for one in several:
        if isinstance(one, Answered):
            like.append(one.which + start)
            start += len(one.told)
        else:
            like.append(np.full(len(one.rows), pairs))
    return np.concatenate(like)[order]


def _verdicts(several: Sequence[Answered | Sure], pairs: Sequence[Pair], lists: Any, like: Any) -> Any:
    """Return the verdict of each row, as a place among all verdicts."""
    of_list = [_VERDICTS.index(one.verdict) if isinstance(one, Sure) else 0 for one in several]
    verdicts = np.array(of_list, np.int32)[lists]
    if pairs:
        told = np.array([_VERDICTS.index(pair.verdict) for pair in pairs], np.int32)
        asked = like < len(pairs)
        verdicts[asked] = told[like[asked]]
    return verdicts


def _words(codes: Any, words: Sequence[str]) -> Any:
    pa = arrow()
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array([str(word) for word in words]))


def _of_firm(chunk: Chunk, name: str, there: Rows, places: npt.NDArray[np.int32]) -> Any:
    """Return what a column says of the firms `there`, each in its `places`."""
    pa = arrow()
    if name not in chunk.firms.schema.names:
        return pa.nulls(len(places), pa.string()).dictionary_encode()
    words = chunk.firms.column(name).take(pa.array(there)).cast(pa.string())
    # Parquet wants an empty cell to be an empty place, not a word that is none.
    empty = np.asarray(words.is_null())[places] if words.null_count else None
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=empty), words.fill_null(""))
