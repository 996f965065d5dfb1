"""The tables of an atlas: their Arrow schemas, and how they are written and read.

The Parquet files are the truth of an atlas; every output is made from them. A column is null where the value is not known.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.errors import AtlasError

_STRINGS = pa.list_(pa.string())
_PLACE = [("community", pa.int32()), ("centrality", pa.float64()), ("x", pa.float64()), ("y", pa.float64())]
_ORIGIN = [("input", pa.int32()), ("line", pa.int64())]
_SPAN = [("field", pa.string()), ("start", pa.int32()), ("end", pa.int32())]

VALUE = pa.decimal128(38, 12)
"""The type of a result's value."""

SCHEMAS: Mapping[str, pa.Schema] = {
    "papers": pa.schema(
        [
            ("paper_id", pa.string()),
            ("title", pa.string()),
            ("abstract", pa.string()),
            ("authors", _STRINGS),
            ("year", pa.int32()),
            ("venue", pa.string()),
            ("url", pa.string()),
            ("code", _STRINGS),
            ("categories", _STRINGS),
            ("source", pa.string()),
            ("extra", pa.string()),
            ("given_code", _STRINGS),
            *_ORIGIN,
            *_PLACE,
        ]
    ),
    "records": pa.schema(
        [
            ("paper_id", pa.string()),
            ("content", pa.string()),
            *_ORIGIN,
            ("title", pa.string()),
            ("abstract", pa.string()),
            ("authors", _STRINGS),
            ("year", pa.int32()),
            ("venue", pa.string()),
            ("url", pa.string()),
            ("code", _STRINGS),
            ("categories", _STRINGS),
            ("source", pa.string()),
            ("extra", pa.string()),
        ]
    ),
    "mentions": pa.schema(
        [
            ("mention_no", pa.int64()),
            ("paper_id", pa.string()),
            *_SPAN,
            ("sent_start", pa.int32()),
            ("sent_end", pa.int32()),
            ("text", pa.string()),
            ("type", pa.string()),
            ("type_scores", pa.list_(pa.float32())),
            ("concept_id", pa.string()),
            ("role", pa.string()),
            ("confidence", pa.float64()),
            ("extractor", pa.string()),
        ]
    ),
    "concepts": pa.schema(
        [
            ("concept_id", pa.string()),
            ("label", pa.string()),
            ("type", pa.string()),
            ("aliases", _STRINGS),
            ("papers", pa.int64()),
            ("broader", _STRINGS),
            ("matches", _STRINGS),
            ("termhood", pa.float64()),
            ("hidden", pa.bool_()),
            *_PLACE,
        ]
    ),
    "usages": pa.schema(
        [
            ("paper_id", pa.string()),
            ("concept_id", pa.string()),
            ("role", pa.string()),
            ("role_confidence", pa.float64()),
            ("mentions", pa.int32()),
            ("weight", pa.float64()),
        ]
    ),
    "relations": pa.schema(
        [
            ("paper_id", pa.string()),
            ("head_id", pa.string()),
            ("relation", pa.string()),
            ("tail_id", pa.string()),
            *_SPAN,
            ("confidence", pa.float64()),
        ]
    ),
    "results": pa.schema(
        [
            ("paper_id", pa.string()),
            ("model_id", pa.string()),
            ("task_id", pa.string()),
            ("dataset_id", pa.string()),
            ("metric_id", pa.string()),
            ("value", VALUE),
            ("value_text", pa.string()),
            ("unit", pa.string()),
            ("difference", pa.bool_()),
            *_SPAN,
            ("confidence", pa.float64()),
        ]
    ),
    "links": pa.schema(
        [
            ("paper_a", pa.string()),
            ("paper_b", pa.string()),
            ("score", pa.float64()),
            ("shared", _STRINGS),
        ]
    ),
}

KEYS: Mapping[str, tuple[str, ...]] = {
    "papers": ("paper_id",),
    "records": ("paper_id", "content", "input", "line"),
    "mentions": ("mention_no",),
    "concepts": ("concept_id",),
    "usages": ("paper_id", "concept_id"),
    "relations": ("paper_id", "head_id", "relation", "tail_id", "field", "start"),
    "results": ("paper_id", "field", "start", "model_id", "dataset_id", "metric_id", "value_text"),
    "links": ("paper_a", "paper_b"),
}
"""The columns by which each table is sorted."""


def empty_table(name: str) -> pa.Table:
    """Return the table `name` with no rows.

    >>> empty_table("links").num_rows
    0
    """
    return SCHEMAS[name].empty_table()


def sort_table(name: str, table: pa.Table) -> pa.Table:
    """Return `table` with the schema of `name`, sorted by its keys; columns that it lacks are null."""
    schema = SCHEMAS[name]
    columns = [
        table[field.name].cast(field.type) if field.name in table.column_names else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    whole = pa.table(columns, schema=schema)
    order = pc.sort_indices(whole, [(key, "ascending") for key in KEYS[name]])
    in_order = pc.all(pc.equal(order, pa.array(np.arange(len(order)), order.type)), min_count=0).as_py()
    return whole if in_order else whole.take(order)


def write_table(table: pa.Table, path: Path) -> None:
    """Write `table` as Parquet with a checksum on every page: the same bytes for the same rows."""
    pq.write_table(table.combine_chunks(), path, compression="zstd", row_group_size=65_536, write_page_checksum=True)


def damaged(path: Path, error: Exception) -> AtlasError:
    """Return the error that says that the file of a table is damaged."""
    return AtlasError(f"{path} is damaged ({error}); build the atlas again with `kg build`")


def read_table(name: str, path: Path) -> pa.Table:
    """Return the table `name` from the Parquet file `path`; raises `AtlasError` where it is missing or damaged."""
    try:
        table = pq.read_table(path, page_checksum_verification=True)
    except FileNotFoundError:
        raise AtlasError(f"{path} is missing: the folder is not a whole atlas; build it again with `kg build`") from None
    except (pa.ArrowException, OSError) as error:
        raise damaged(path, error) from None
    if missing := set(SCHEMAS[name].names) - set(table.column_names):
        raise AtlasError(f"{path} has no column {', '.join(sorted(missing))}: it was written by another version; build it again")
    return table
