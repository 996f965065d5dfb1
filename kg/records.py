"""Records: what each input said, paper by paper, before the records of one paper are merged.

They come from input files, or from an atlas, which keeps all of them: the record of a paper that had but one is its row of the
table `papers`, those of a paper that had several are rows of the table `records`, and what was said of records that were skipped
or changed stands in `intake.jsonl`. So papers can be added to an atlas when its inputs are gone.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.atlas import Atlas
from kg.errors import AtlasError
from kg.manifest import check_files
from kg.model import IntakeNote, Paper, Record
from kg.ports import Reader
from kg.readers import choose_reader
from kg.readers.notes import shown
from kg.readers.source import file_digest
from kg.tables import SCHEMAS

INTAKE = "intake.jsonl"
PAPER_COLUMNS = tuple(field.name for field in fields(Paper))

Row = dict[str, Any]  # a row as Arrow gives it
Input = tuple[str, str]  # base name and SHA-256 of the bytes

_SCHEMA = SCHEMAS["records"]
_BATCH_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class Records:
    """The records of some inputs, and what was said of those that were skipped or changed.

    `inputs` are sorted by hash and name; rows and notes name them by number. `rows` have the schema of the table `records`, in
    any order.
    """

    inputs: tuple[Input, ...]
    rows: pa.Table
    notes: tuple[IntakeNote, ...]


def read_records(paths: Iterable[Path], readers: Mapping[str, Reader], format: str | None = None) -> Records:  # noqa: A002
    """Return the records of the files `paths`, read by the reader called `format` or else by the one that recognises each.

    A file that is given twice, the same bytes under the same name, is read once. Raises `InputError` where a file cannot be
    read, and `PluginNotFound` for an unknown format.
    """
    files = {(shown(path.name, 255), file_digest(path)): path for path in paths}
    inputs = _sorted(files)
    chosen = [choose_reader(files[each], readers, format) for each in inputs]
    notes: list[IntakeNote] = []
    rows = _iter_rows([files[each] for each in inputs], chosen, notes)
    return Records(inputs, to_table(rows, _SCHEMA), tuple(notes))


def records_of(atlas: Atlas) -> Records:
    """Return the records that `atlas` was made of; raises `AtlasError` where a file that holds them is damaged."""
    check_files(atlas.path, atlas.manifest, ["papers.parquet", "records.parquet", INTAKE])
    several = atlas.table("records")
    papers = atlas.table("papers")
    alone = papers.filter(pc.invert(pc.is_in(papers["paper_id"], several["paper_id"])))
    alone = alone.set_column(alone.schema.get_field_index("code"), "code", alone["given_code"])
    content = [_hash(row) for batch in alone.select(PAPER_COLUMNS).to_batches(_BATCH_ROWS) for row in batch.to_pylist()]
    rows = alone.append_column("content", pa.array(content, pa.string())).select(_SCHEMA.names)
    inputs = tuple((str(each["name"]), str(each["sha256"])) for each in atlas.manifest["inputs"])
    return Records(inputs, pa.concat_tables([rows.cast(_SCHEMA), several]), _read_notes(atlas.path / INTAKE))


def join_records(earlier: Records, new: Records) -> Records:
    """Return the records of both; of an input that both have, those of `new`."""
    again = [number for number, each in enumerate(earlier.inputs) if each in new.inputs]
    kept = earlier.rows.filter(pc.invert(pc.is_in(earlier.rows["input"], pa.array(again, pa.int32()))))
    notes = tuple(note for note in earlier.notes if note.input not in again)
    inputs = _sorted({*earlier.inputs, *new.inputs})
    ours = _renumbered(Records(earlier.inputs, kept, notes), inputs)
    theirs = _renumbered(new, inputs)
    return Records(inputs, pa.concat_tables([ours.rows, theirs.rows]), ours.notes + theirs.notes)


def drop_papers(records: Records, paper_ids: Collection[str]) -> Records:
    """Return the records of all other papers, with the notes on them and on what was skipped, and the inputs that these name."""
    gone = pc.is_in(records.rows["paper_id"], pa.array(paper_ids, pa.string()))
    rows = records.rows.filter(pc.invert(gone))
    emptied = set(_places(records.rows.filter(gone))) - set(_places(rows))
    notes = tuple(note for note in records.notes if note.action == "skipped" or (note.input, note.line) not in emptied)
    named = {*pc.unique(rows["input"]).to_pylist(), *(note.input for note in notes)}
    return _renumbered(Records(records.inputs, rows, notes), tuple(records.inputs[number] for number in sorted(named)))


def to_row(paper: Paper) -> Row:
    """Return the fields of `paper` by their names."""
    return {name: getattr(paper, name) for name in PAPER_COLUMNS}


def to_table(rows: Iterator[Row], schema: pa.Schema) -> pa.Table:
    """Return `rows` as a table, made piece by piece."""
    batches = iter(lambda: list(islice(rows, _BATCH_ROWS)), [])
    return pa.Table.from_batches((pa.RecordBatch.from_pylist(batch, schema) for batch in batches), schema)


def iter_rows(table: pa.Table) -> Iterator[Row]:
    """Yield the rows of `table`, made piece by piece."""
    return (row for batch in table.to_batches(_BATCH_ROWS) for row in batch.to_pylist())


def _sorted(inputs: Iterable[Input]) -> tuple[Input, ...]:
    return tuple(sorted(inputs, key=lambda each: each[::-1]))


def _iter_rows(files: Sequence[Path], chosen: Sequence[Reader], notes: list[IntakeNote]) -> Iterator[Row]:
    """Yield a row for each record, and put the notes into `notes`."""
    for number, (file, reader) in enumerate(zip(files, chosen, strict=True)):
        for item in reader.read(file):
            if isinstance(item, Record):
                row = to_row(item.paper)
                yield row | {"content": _hash(row), "input": number, "line": item.line}
            else:
                notes.append(item if item.input == number else replace(item, input=number))


def _hash(row: Row) -> str:
    return hashlib.sha256(json.dumps([row[name] for name in PAPER_COLUMNS]).encode()).hexdigest()


def _read_notes(path: Path) -> tuple[IntakeNote, ...]:
    """Return the notes that come from reading; those on merging and extraction are made again."""
    try:
        notes = [IntakeNote(**json.loads(line)) for line in path.read_text("utf-8").split("\n") if line]
    except (OSError, ValueError, TypeError):
        raise AtlasError(f"{path} cannot be read; build the atlas again with `kg build`") from None
    return tuple(note for note in notes if note.action in {"skipped", "changed"})


def _renumbered(records: Records, inputs: tuple[Input, ...]) -> Records:
    """Return `records` with the numbers that their inputs have among `inputs`; each that is named must be there."""
    place = {each: number for number, each in enumerate(inputs)}
    numbers = [place.get(each, -1) for each in records.inputs]
    column = pa.array(numbers, pa.int32()).take(records.rows["input"].combine_chunks())
    rows = records.rows.set_column(_SCHEMA.get_field_index("input"), _SCHEMA.field("input"), column)
    return Records(inputs, rows, tuple(replace(note, input=numbers[note.input]) for note in records.notes))


def _places(rows: pa.Table) -> Iterator[tuple[int, int]]:
    return zip(rows["input"].to_pylist(), rows["line"].to_pylist(), strict=True)
