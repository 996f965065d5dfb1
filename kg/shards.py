"""The extraction cache: what a pipeline found in each paper, kept by the hash of the paper's text.

`.ATLAS.cache/{fingerprint}/` holds shards: Parquet files of at most `SHARD_SIZE` papers, each named by the hash of its bytes
and written in one step, so that whatever is there is whole. Everything in it can be made again; it is safe to delete.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.model import Extraction, Paper
from kg.tables import VALUE

SHARD_SIZE = 256

_DRAFT = ".new-"
_SPAN = [("field", pa.string()), ("start", pa.int32()), ("end", pa.int32())]
_MENTION = pa.struct(
    [
        *_SPAN,
        ("sent_start", pa.int32()),
        ("sent_end", pa.int32()),
        ("text", pa.string()),
        ("type", pa.string()),
        ("type_scores", pa.list_(pa.float32())),
        ("confidence", pa.float64()),
        ("extractor", pa.string()),
        ("hint", pa.string()),
        ("role", pa.string()),
        ("role_confidence", pa.float64()),
    ]
)
_DEFINITION = pa.struct([("short", pa.string()), ("long", pa.string()), *_SPAN])
_RELATION = pa.struct(
    [("head", pa.int32()), ("relation", pa.string()), ("tail", pa.int32()), *_SPAN, ("confidence", pa.float64())]
)
_RESULT = pa.struct(
    [
        *((name, pa.int32()) for name in ("model", "task", "dataset", "metric")),
        ("value", VALUE),
        ("value_text", pa.string()),
        ("unit", pa.string()),
        ("difference", pa.bool_()),
        *_SPAN,
        ("confidence", pa.float64()),
    ]
)
_SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("mentions", pa.list_(_MENTION)),
        ("definitions", pa.list_(_DEFINITION)),
        ("code", pa.list_(pa.string())),
        ("relations", pa.list_(_RELATION)),
        ("results", pa.list_(_RESULT)),
        ("failure", pa.string()),
    ]
)
_SMALL = SHARD_SIZE // 2
_MOST_SMALL = 16


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in some papers, each part a table with a column paper_id, in the papers' order.

    In `relations` (head, tail) and `results` (model, task, dataset, metric) a mention is named by its row in `mentions`.
    """

    mentions: pa.Table
    definitions: pa.Table
    code: pa.Table
    relations: pa.Table
    results: pa.Table


def text_key(title: str, abstract: str) -> str:
    """Return the key of a paper's text in the cache."""
    return hashlib.sha256(f"{title}\0{abstract}".encode()).hexdigest()


def cache_folder(cache: Path, fingerprint: str) -> Path:
    """Return the folder of the shards that the pipeline with this fingerprint made."""
    return cache / fingerprint[:32]


def write_shard(papers: Sequence[Paper], extractions: Iterable[Extraction], folder: Path) -> Path:
    """Write what was found in `papers` as one shard, and return its path."""
    rows = [
        {"key": text_key(paper.title, paper.abstract), **asdict(extraction)}
        for paper, extraction in zip(papers, extractions, strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    return _write_rows(pa.Table.from_pylist(rows, _SCHEMA), folder)


def tidy(folder: Path) -> int:
    """Make the folder of shards, delete what is damaged or half written in it, and return how many shards were damaged.

    Raises `OSError` where the folder cannot be written. Only the one writer of the atlas may call it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for draft in folder.glob(f"{_DRAFT}*"):
        draft.unlink()
    with tempfile.TemporaryFile(dir=folder):
        pass
    damaged = [path for path in folder.glob("*.parquet") if not _is_whole(path)]
    for path in damaged:
        path.unlink()
    return len(damaged)


def cached_keys(folder: Path) -> set[str]:
    """Return the keys of all papers in the shards of a folder that is tidy."""
    return {key for path in folder.glob("*.parquet") for key in pq.read_table(path, columns=["key"])["key"].to_pylist()}


def compact(folder: Path) -> None:
    """Join the small shards of a folder into large ones, where there are many; a crash on the way loses nothing."""
    small = [path for path in sorted(folder.glob("*.parquet")) if pq.read_metadata(path).num_rows < _SMALL]
    if len(small) > _MOST_SMALL:
        rows = pa.concat_tables(pq.read_table(path) for path in small)
        written = {_write_rows(rows.slice(start, SHARD_SIZE), folder) for start in range(0, rows.num_rows, SHARD_SIZE)}
        for path in set(small) - written:
            path.unlink()


def read_failures(papers: pa.Table, folder: Path) -> list[tuple[int, str]]:
    """Return the row of each of `papers` that could not be extracted, with the reason, in the papers' order."""
    shards = (pq.read_table(path, columns=["key", "failure"]) for path in sorted(folder.glob("*.parquet")))
    rows = pa.concat_tables([_SCHEMA.empty_table().select(["key", "failure"]), *shards])
    failed = {row["key"]: row["failure"] for row in rows.filter(pc.not_equal(rows["failure"], "")).to_pylist()}
    return [(row, failed[key]) for row, key in enumerate(paper_keys(papers).to_pylist() if failed else ()) if key in failed]


def read_extractions(papers: pa.Table, folder: Path) -> Found:
    """Return what the shards of `folder` have of `papers`."""
    shards = [pq.read_table(path) for path in sorted(folder.glob("*.parquet"))]
    rows = pa.concat_tables([_SCHEMA.empty_table(), *shards])
    found = rows.take(pc.index_in(paper_keys(papers), rows["key"])).append_column("paper_id", papers["paper_id"])
    counts = pc.fill_null(pc.list_value_length(found["mentions"].combine_chunks()), 0)
    first = pc.subtract(pc.cumulative_sum(counts.cast(pa.int64())), counts)
    return Found(
        _flatten(found, "mentions"),
        _flatten(found, "definitions"),
        _flatten(found, "code"),
        _to_rows(_flatten(found, "relations"), found, "relations", first, ("head", "tail")),
        _to_rows(_flatten(found, "results"), found, "results", first, ("model", "task", "dataset", "metric")),
    )


def paper_keys(papers: pa.Table) -> pa.Array:
    """Return the cache key of each paper."""
    texts = zip(papers["title"].to_pylist(), papers["abstract"].to_pylist(), strict=True)
    return pa.array([text_key(title, abstract) for title, abstract in texts], pa.string())


def _flatten(rows: pa.Table, name: str) -> pa.Table:
    """Return the list column `name` as a table of its own with paper_id, one row an entry."""
    column = rows[name].combine_chunks()
    owner = rows["paper_id"].combine_chunks().take(pc.list_parent_indices(column))
    values = pc.list_flatten(column)
    columns = (
        {field.name: pc.struct_field(values, field.name) for field in values.type}
        if pa.types.is_struct(values.type)
        else {name: values}
    )
    return pa.table({"paper_id": owner, **columns})


def _to_rows(table: pa.Table, found: pa.Table, name: str, first: pa.Array, columns: Sequence[str]) -> pa.Table:
    """Return a flattened `table` in which numbers of mentions are rows; `first` gives the row of each paper's first mention."""
    offset = first.take(pc.list_parent_indices(found[name].combine_chunks()))
    for column in columns:
        table = table.set_column(table.schema.get_field_index(column), column, pc.add(table[column], offset))
    return table


def _write_rows(rows: pa.Table, folder: Path) -> Path:
    sink = pa.BufferOutputStream()
    pq.write_table(rows.combine_chunks(), sink, compression="zstd")
    content = sink.getvalue()
    path = folder / f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
    _write_whole(content, path)
    return path


def _write_whole(content: pa.Buffer, path: Path) -> None:
    descriptor, name = tempfile.mkstemp(prefix=_DRAFT, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _is_whole(path: Path) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:32] == path.stem


def in_shards(papers: Iterable[Paper], *, size: int = SHARD_SIZE) -> Iterator[list[Paper]]:
    """Yield the papers in lists of at most `size`."""
    shard: list[Paper] = []
    for paper in papers:
        shard.append(paper)
        if len(shard) == size:
            yield shard
            shard = []
    if shard:
        yield shard
