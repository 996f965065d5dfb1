"""The extraction cache: what a pipeline found in each paper, kept by the hash of the paper's text.

`.ATLAS.cache/{fingerprint}/` holds shards: Parquet files of at most `SHARD_SIZE` papers, each named by the hash of its bytes
and written in one step, so that whatever is there is whole. Everything in it can be made again; it is safe to delete.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.model import Extraction, Paper

SHARD_SIZE = 256

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
    ]
)
_DEFINITION = pa.struct([("short", pa.string()), ("long", pa.string()), *_SPAN])
_SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("mentions", pa.list_(_MENTION)),
        ("definitions", pa.list_(_DEFINITION)),
        ("code", pa.list_(pa.string())),
    ]
)


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
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, _SCHEMA), sink, compression="zstd")
    content = sink.getvalue()
    path = folder / f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
    _write_whole(content, path)
    return path


def cached_keys(folder: Path) -> set[str]:
    """Return the keys of all papers in whole shards; a damaged shard is deleted, so that its papers are extracted again."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.parquet")):
        if _is_whole(path):
            found.update(pq.read_table(path, columns=["key"])["key"].to_pylist())
        else:
            path.unlink()
    return found


def read_extractions(papers: pa.Table, folder: Path) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Return the mentions, definitions and code URLs of `papers`, each with a column paper_id, in the papers' order."""
    shards = [pq.read_table(path) for path in sorted(folder.glob("*.parquet"))]
    rows = pa.concat_tables([_SCHEMA.empty_table(), *shards])
    found = rows.take(pc.index_in(paper_keys(papers), rows["key"])).append_column("paper_id", papers["paper_id"])
    return _flatten(found, "mentions"), _flatten(found, "definitions"), _flatten(found, "code")


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


def _write_whole(content: pa.Buffer, path: Path) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
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
