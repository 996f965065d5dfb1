"""The texts to be labelled, and their tables of tag probabilities, 100 papers a file."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from extractors.decoding import Table
from extractors.text import paper_text

SHARD = 100
SETS = ("named", "silver")
"""What is labelled: the rows of `{set}.jsonl`, whose tables stand in the folder `{set}`."""

Row = dict[str, Any]


def iter_shards(work: Path) -> Iterator[tuple[Path, list[Row]]]:
    """Yield the rows of each set that is there, 100 at a time, each with the file that holds their tables."""
    for name in SETS:
        if (work / f"{name}.jsonl").exists():
            for number, rows in enumerate(read_shards(work / f"{name}.jsonl")):
                yield work / name / f"{number:04}.npz", rows


def read_shards(file: Path) -> Iterator[list[Row]]:
    """Yield the papers of a JSONL file, 100 at a time."""
    with file.open(encoding="utf-8") as lines:
        while shard := [json.loads(line) for line in islice(lines, SHARD)]:
            yield shard


def shard_text(paper: Row) -> str:
    """Return the text of a paper as the pipeline reads it."""
    return paper_text(paper["title"].strip(), paper["abstract"].strip())


def read_labelled(work: Path) -> Iterator[tuple[str, Table]]:
    """Yield the text and the table of every labelled paper."""
    for file, papers in iter_shards(work):
        if file.exists():
            yield from zip(map(shard_text, papers), read_tables(file), strict=True)


def read_tables(file: Path) -> Iterator[Table]:
    """Yield the tables of a shard, one a paper."""
    with np.load(file) as arrays:
        rows, lengths = arrays["rows"].astype(np.float32) / 255, arrays["lengths"]
    for table in np.split(rows, np.cumsum(lengths)[:-1]):
        yield table / table.sum(axis=1, keepdims=True)


def write_tables(file: Path, tables: Sequence[Table]) -> None:
    """Write a shard; it is there whole or not at all."""
    rows = np.round(np.concatenate(tables) * 255).astype(np.uint8)
    unfinished = file.with_suffix(".tmp.npz")
    np.savez_compressed(unfinished, rows=rows, lengths=np.array([len(table) for table in tables]))
    unfinished.replace(file)
