"""Intake: records as one table of papers, each paper once, with a note on each record that was not kept as it stood.

1. Every record becomes a row, with the SHA-256 of what it says beside it (`kg.records`).
2. Rows are sorted by paper, content, input and line. Of the rows of one paper the first is kept; what it lacks is filled
   from the next ones in turn.
So neither the order of the files nor that of their records decides anything.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import InputError
from kg.model import IntakeNote, Paper
from kg.ports import Reader
from kg.readers.notes import show_path, shown, write_note
from kg.records import PAPER_COLUMNS, Input, Records, Row, iter_rows, read_records, to_row, to_table
from kg.tables import KEYS, SCHEMAS, sort_table

_FILLED = ("abstract", "authors", "year", "venue", "url", "code", "categories")
_ORDER = [(name, "ascending") for name in KEYS["records"]]
_PAPER_SCHEMA = pa.schema([SCHEMAS["papers"].field(name) for name in PAPER_COLUMNS])
_KEPT_SCHEMA = pa.schema([*_PAPER_SCHEMA, SCHEMAS["papers"].field("input"), SCHEMAS["papers"].field("line")])


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: `read == kept + skipped + merged`.

    `papers` has the schema of the table `papers`, sorted by paper_id; `records` are those of papers that had several; `notes` are
    sorted by file and line; `inputs` are the base name and the SHA-256 of the bytes of each file, sorted by the latter.
    """

    papers: pa.Table
    records: pa.Table
    notes: tuple[IntakeNote, ...]
    read: int
    kept: int
    skipped: int
    merged: int
    inputs: tuple[Input, ...]


def read_papers(
    paths: Sequence[Path],
    *,
    readers: Mapping[str, Reader],
    format: str | None = None,  # noqa: A002 -- as the option is called
) -> Intake:
    """Return the papers of the files `paths`, read as `kg.records.read_records` does, which says what is raised.

    Raises `InputError` also where no record of them has a paper.
    """
    records = read_records(paths, readers, format)
    if not records.rows.num_rows:
        raise InputError(_nothing_read(paths, records.notes))
    return merge_records(records)


def merge_records(records: Records) -> Intake:
    """Return the papers of `records`, each paper once."""
    several = _of_several(records.rows)
    notes = list(records.notes)
    alone = records.rows.filter(pc.invert(pc.is_in(records.rows["paper_id"], several["paper_id"]))).select(_KEPT_SCHEMA.names)
    merged = to_table(_merge_rows(iter_rows(several), records.inputs, notes), _KEPT_SCHEMA)
    papers = pa.concat_tables([alone, merged])
    papers = sort_table("papers", papers.append_column("given_code", papers["code"]))
    skipped = sum(note.action == "skipped" for note in notes)
    return Intake(
        papers=papers,
        records=several,
        notes=sort_notes(notes),
        read=records.rows.num_rows + skipped,
        kept=papers.num_rows,
        skipped=skipped,
        merged=records.rows.num_rows - papers.num_rows,
        inputs=records.inputs,
    )


def papers_table(papers: Iterable[Paper]) -> pa.Table:
    """Return `papers` as rows of the table `papers`, in their order."""
    table = to_table(map(to_row, papers), _PAPER_SCHEMA)
    for field in list(SCHEMAS["papers"])[len(PAPER_COLUMNS) :]:
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table


def iter_papers(papers: pa.Table | pa.RecordBatch) -> Iterator[Paper]:
    """Yield the paper of each row, in order."""
    table = papers if isinstance(papers, pa.Table) else pa.Table.from_batches([papers])
    return map(_to_paper, iter_rows(table.select(PAPER_COLUMNS)))


def sort_notes(notes: Iterable[IntakeNote]) -> tuple[IntakeNote, ...]:
    """Return `notes` in the order of the intake: by file and line."""
    return tuple(sorted(notes, key=lambda note: (note.file, note.input, note.line, note.action, note.what, note.why)))


def write_notes(notes: Iterable[IntakeNote], path: Path) -> None:
    """Write `notes` to `path` as JSON Lines, in their order, keys in the order of `IntakeNote`."""
    names = [field.name for field in fields(IntakeNote)]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for note in notes:
            file.write(json.dumps({name: getattr(note, name) for name in names}, ensure_ascii=False) + "\n")


def _to_paper(row: Row) -> Paper:
    known: Row = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if value is not None}
    return Paper(**known)


def _of_several(rows: pa.Table) -> pa.Table:
    """Return those of `rows` whose paper has more than one, in the order in which they are merged."""
    order = pc.sort_indices(rows, _ORDER)
    ids = rows["paper_id"].take(order).combine_chunks()
    again = np.concatenate([[False], pc.equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)])[: len(ids)]
    return rows.take(order.filter(again | np.append(again[1:], False)))


def _merge_rows(rows: Iterator[Row], inputs: Sequence[Input], notes: list[IntakeNote]) -> Iterator[Row]:
    """Yield one row a paper; a note on each further row goes into `notes`."""
    for _, (kept, *others) in groupby(rows, key=itemgetter("paper_id")):
        whole = kept
        for other in others:
            gained = _gained(whole, other)
            whole = whole | gained
            notes.append(_merged_note(kept, other, gained, inputs))
        yield whole


def _gained(kept: Row, other: Row) -> Row:
    """Return what `other` has and `kept` lacks."""
    gained = {name: other[name] for name in _FILLED if other[name] and not kept[name]}
    known = json.loads(kept["extra"])
    if new := {key: value for key, value in json.loads(other["extra"]).items() if key not in known}:
        gained["extra"] = json.dumps(known | new, sort_keys=True, separators=(",", ":"))
    return gained


def _merged_note(kept: Row, other: Row, gained: Row, inputs: Sequence[Input]) -> IntakeNote:
    gave = "both say the same" if kept["content"] == other["content"] else f"it adds {', '.join(gained) or 'nothing'} to that one"
    place = f"{shown(inputs[kept['input']][0])}:{kept['line']}"
    why = f"it is the same paper ({kept['paper_id']}) as {place}, which is kept; {gave}"
    return write_note(Path(inputs[other["input"]][0]), other["line"], "merged", other["title"], why, number=other["input"])


def _nothing_read(paths: Sequence[Path], notes: Sequence[IntakeNote]) -> str:
    if not paths:
        return "no input file was given; give the path of a file with papers"
    names = ", ".join(map(show_path, paths))
    first = next((note for note in notes if note.action == "skipped"), None)
    why = f"the first record, {first.file}:{first.line}, was skipped: {first.why}" if first else "there is no record"
    return f"no paper could be read from {names}: {why}; give a file with at least one paper that has a title"
