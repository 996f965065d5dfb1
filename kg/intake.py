"""Intake: the papers of some input files as one table, each paper once, with a note on each record that was not kept as it stood.

1. Every record becomes a row, with the SHA-256 of what it says beside it; rows go into Arrow batches as they are read.
2. Rows are sorted by paper, content, file and line. Of the rows of one paper the first is kept; what it lacks is filled
   from the next ones in turn.
So neither the order of the files nor that of their records decides anything.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import InputError
from kg.model import IntakeNote, Paper, Record
from kg.ports import Reader
from kg.readers import choose_reader
from kg.readers.notes import show_path, shown, write_note
from kg.readers.source import file_digest
from kg.tables import SCHEMAS, sort_table

_Row = dict[str, Any]  # a row as Arrow gives it

_COLUMNS = tuple(field.name for field in fields(Paper))
_FILLED = ("abstract", "authors", "year", "venue", "url", "code", "categories")
_PAPER_SCHEMA = pa.schema([SCHEMAS["papers"].field(name) for name in _COLUMNS])
_FOUND_SCHEMA = pa.schema([*_PAPER_SCHEMA, ("content", pa.string()), ("file", pa.int32()), ("line", pa.int64())])
_FOUND_ORDER = [(name, "ascending") for name in ("paper_id", "content", "file", "line")]
_BATCH_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: `read == kept + skipped + merged`.

    `papers` has the schema of the table `papers`, sorted by paper_id; `notes` are sorted by file and line; `inputs` are the
    base name and the SHA-256 of the bytes of each file, sorted by the latter.
    """

    papers: pa.Table
    notes: tuple[IntakeNote, ...]
    read: int
    kept: int
    skipped: int
    merged: int
    inputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _File:
    digest: str
    name: str
    path: Path


def read_papers(
    paths: Iterable[Path],
    *,
    readers: Mapping[str, Reader],
    format: str | None = None,  # noqa: A002 -- as the option is called
) -> Intake:
    """Return the papers of the files `paths`, read by the reader called `format` or else by the one that recognises each.

    Raises `InputError` where a file cannot be read or no record of them has a paper, and `PluginNotFound` for an unknown format.
    """
    files = sorted((_to_file(path) for path in paths), key=lambda file: (file.digest, file.name))
    notes: list[IntakeNote] = []
    found = pa.Table.from_batches(_iter_batches(_iter_rows(files, readers, format, notes), _FOUND_SCHEMA), _FOUND_SCHEMA)
    skipped = sum(note.action == "skipped" for note in notes)
    if not found.num_rows:
        raise InputError(_nothing_read(files, notes))
    papers = sort_table("papers", _merge(found, files, notes))
    merged = found.num_rows - papers.num_rows
    return Intake(
        papers=papers,
        notes=tuple(sorted(notes, key=lambda note: (note.file, note.line, note.action, note.what, note.why))),
        read=found.num_rows + skipped,
        kept=papers.num_rows,
        skipped=skipped,
        merged=merged,
        inputs=tuple((shown(file.name, 255), file.digest) for file in files),
    )


def papers_table(papers: Iterable[Paper]) -> pa.Table:
    """Return `papers` as rows of the table `papers`, in their order."""
    table = pa.Table.from_batches(_iter_batches(map(_to_row, papers), _PAPER_SCHEMA), _PAPER_SCHEMA)
    for field in list(SCHEMAS["papers"])[len(_COLUMNS) :]:
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table


def iter_papers(papers: pa.Table | pa.RecordBatch) -> Iterator[Paper]:
    """Yield the paper of each row, in order."""
    for batch in papers.select(_COLUMNS).to_batches(_BATCH_ROWS) if isinstance(papers, pa.Table) else [papers.select(_COLUMNS)]:
        for row in batch.to_pylist():
            yield _to_paper(row)


def write_notes(notes: Iterable[IntakeNote], path: Path) -> None:
    """Write `notes` to `path` as JSON Lines, in their order, keys in the order of `IntakeNote`."""
    names = [field.name for field in fields(IntakeNote)]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for note in notes:
            file.write(json.dumps({name: getattr(note, name) for name in names}, ensure_ascii=False) + "\n")


def _to_file(path: Path) -> _File:
    return _File(file_digest(path), path.name, path)


def _iter_rows(files: list[_File], readers: Mapping[str, Reader], name: str | None, notes: list[IntakeNote]) -> Iterator[_Row]:
    """Yield a row for each record, and put the notes into `notes`."""
    chosen = [choose_reader(file.path, readers, name) for file in files]
    for number, (file, reader) in enumerate(zip(files, chosen, strict=True)):
        for item in reader.read(file.path):
            if isinstance(item, Record):
                row = _to_row(item.paper)
                yield row | {"content": _hash(row), "file": number, "line": item.line}
            else:
                notes.append(item)


def _to_row(paper: Paper) -> _Row:
    return {name: getattr(paper, name) for name in _COLUMNS}


def _to_paper(row: _Row) -> Paper:
    known: _Row = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if value is not None}
    return Paper(**known)


def _hash(row: _Row) -> str:
    return hashlib.sha256(json.dumps(list(row.values())).encode()).hexdigest()


def _iter_batches(rows: Iterator[_Row], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    while chunk := list(islice(rows, _BATCH_ROWS)):
        yield pa.RecordBatch.from_pylist(chunk, schema)


def _merge(found: pa.Table, files: list[_File], notes: list[IntakeNote]) -> pa.Table:
    """Return `found` with one row a paper; a note on each further row goes into `notes`."""
    order = pc.sort_indices(found, _FOUND_ORDER)
    ids = found["paper_id"].take(order).combine_chunks()
    again = np.concatenate([[False], pc.equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)])
    if not again.any():
        return found
    several = again | np.append(again[1:], False)
    doubles = found.take(order.filter(several))
    rows = (row for batch in doubles.to_batches(_BATCH_ROWS) for row in batch.to_pylist())
    merged = pa.Table.from_batches(_iter_batches(_merge_rows(rows, files, notes), _PAPER_SCHEMA), _PAPER_SCHEMA)
    return pa.concat_tables([found.take(order.filter(~several)).select(_COLUMNS), merged])


def _merge_rows(rows: Iterator[_Row], files: list[_File], notes: list[IntakeNote]) -> Iterator[_Row]:
    for _, (kept, *others) in groupby(rows, key=itemgetter("paper_id")):
        whole = kept
        for other in others:
            gained = _gained(whole, other)
            whole = whole | gained
            notes.append(_merged_note(kept, other, gained, files))
        yield whole


def _gained(kept: _Row, other: _Row) -> _Row:
    """Return what `other` has and `kept` lacks."""
    gained = {name: other[name] for name in _FILLED if other[name] and not kept[name]}
    known = json.loads(kept["extra"])
    if new := {key: value for key, value in json.loads(other["extra"]).items() if key not in known}:
        gained["extra"] = json.dumps(known | new, sort_keys=True, separators=(",", ":"))
    return gained


def _merged_note(kept: _Row, other: _Row, gained: _Row, files: list[_File]) -> IntakeNote:
    place = f"{shown(files[kept['file']].name)}:{kept['line']}"
    gave = "both say the same" if kept["content"] == other["content"] else f"it adds {', '.join(gained) or 'nothing'} to that one"
    why = f"it is the same paper ({kept['paper_id']}) as {place}, which is kept; {gave}"
    return write_note(files[other["file"]].path, other["line"], "merged", other["title"], why)


def _nothing_read(files: list[_File], notes: list[IntakeNote]) -> str:
    if not files:
        return "no input file was given; give the path of a file with papers"
    names = ", ".join(show_path(file.path) for file in files)
    first = next((note for note in notes if note.action == "skipped"), None)
    why = f"the first record, {first.file}:{first.line}, was skipped: {first.why}" if first else "there is no record"
    return f"no paper could be read from {names}: {why}; give a file with at least one paper that has a title"
