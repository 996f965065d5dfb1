"""The tables of the atlas as CSV, for spreadsheets, and as JSON Lines, which lose nothing."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kg.tables import SCHEMAS
from outputs.writing import replacing_folder

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import Output

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class CsvTables:
    """A folder with one CSV file a table: lists as JSON, unknown values empty.

    Text that a spreadsheet would run as a formula gets a ' before it (OWASP, CSV injection); numbers are left alone.
    """

    file_name: str = "tables-csv"

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the folder `path`."""
        with replacing_folder(path) as draft:
            for name in SCHEMAS:
                with (draft / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file)
                    writer.writerow(SCHEMAS[name].names)
                    writer.writerows(_csv_rows(atlas.batches(name), SCHEMAS[name]))


@dataclass(frozen=True, slots=True)
class JsonlTables:
    """A folder with one JSON Lines file a table: one object a row, null where not known, decimals as text."""

    file_name: str = "tables-jsonl"

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the folder `path`."""
        with replacing_folder(path) as draft:
            for name in SCHEMAS:
                with (draft / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(_json_lines(atlas.batches(name)))


CSV: "Output" = CsvTables()
JSONL: "Output" = JsonlTables()


def _csv_rows(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[tuple[object, ...]]:
    cells = [_cell_of(field.type) for field in schema]
    for batch in batches:
        columns = [map(cell, batch[name].to_pylist()) for name, cell in zip(schema.names, cells, strict=True)]
        yield from zip(*columns, strict=True)


def _cell_of(type_: pa.DataType) -> Callable[[Any], object]:
    if pa.types.is_string(type_):
        return _guarded
    if pa.types.is_list(type_):
        return lambda value: None if value is None else json.dumps(value, ensure_ascii=False)
    if pa.types.is_boolean(type_):
        return lambda value: None if value is None else str(value).lower()
    return _plain


def _guarded(text: str | None) -> str | None:
    return f"'{text}" if text is not None and text.startswith(_FORMULA_STARTS) else text


def _plain(value: object) -> object:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _json_lines(batches: Iterable[pa.RecordBatch]) -> Iterator[str]:
    for batch in batches:
        for row in batch.to_pylist():
            yield json.dumps(row, ensure_ascii=False, default=_plain) + "\n"
