"""Checking an atlas: it is whole, its tables agree with each other, and what was written from them says the same."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg import plugins
from kg.atlas import MERGES, Atlas
from kg.errors import AtlasError, KGError
from kg.manifest import FILE_NAME, file_hash
from kg.tables import KEYS, SCHEMAS

_SHOWN = 3
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_BLANK_NODE = re.compile(r"_:\w+")
_REFERENCES = (
    *((table, "paper_id", "papers") for table in ("mentions", "usages", "relations", "results", "records")),
    *(("links", column, "papers") for column in ("paper_a", "paper_b")),
    *((table, "concept_id", "concepts") for table in ("mentions", "usages")),
    *(("relations", column, "concepts") for column in ("head_id", "tail_id")),
    *(("results", column, "concepts") for column in ("model_id", "task_id", "dataset_id", "metric_id")),
    ("links", "shared", "concepts"),
)
"""Table, column, and the table of which it names a row."""


def check(atlas: Atlas) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with `atlas`, in a fixed order; nothing where it is sound.

    Where a table cannot be read, nothing is checked that needs it.
    """
    yield from _checksums(atlas)
    unreadable = list(_unreadable(atlas))
    yield from unreadable
    if not unreadable:
        for part in (_tables, _counts, _references, _offsets, _exports):
            yield from part(atlas)


def _checksums(atlas: Atlas) -> Iterator[str]:
    exports = {each["file"]: each.get("sha256") for each in atlas.manifest.get("exports", {}).values()}
    for name, digest in sorted({**atlas.manifest.get("files", {}), **exports}.items()):
        if not (atlas.path / name).exists():
            yield f"{name} is missing"
        elif digest and file_hash(atlas.path / name) != digest:
            yield f"{name} has not the checksum that the manifest gives"


def _unreadable(atlas: Atlas) -> Iterator[str]:
    for name in SCHEMAS:
        try:
            atlas.table(name)
        except AtlasError as error:
            yield str(error)


def _tables(atlas: Atlas) -> Iterator[str]:
    """Check the columns of each table, and that its rows are sorted by their keys."""
    for name, schema in SCHEMAS.items():
        table = atlas.table(name)
        if not table.schema.equals(schema):
            yield f"{name}.parquet has not the columns of this version"
        keys = table.select(KEYS[name])
        order = pc.sort_indices(keys, [(key, "ascending") for key in KEYS[name]])
        if not order.equals(pa.array(range(table.num_rows), pa.uint64())):
            yield f"{name}.parquet is not sorted by {', '.join(KEYS[name])}"


def _counts(atlas: Atlas) -> Iterator[str]:
    for name in SCHEMAS:
        rows, said = atlas.table(name).num_rows, atlas.manifest["counts"].get(name)
        if rows != said:
            yield f"{name}.parquet has {rows} rows, the manifest says {said}"
    intake = atlas.manifest.get("intake", {})
    if intake and intake["read"] != intake["kept"] + intake["skipped"] + intake["merged"]:
        yield "the records that were read are not those that were kept, skipped and merged, by the manifest"
    inputs = len(atlas.manifest["inputs"])
    for name in ("papers", "records"):
        wrong = (number for number in atlas.table(name)["input"].to_pylist() if number is None or not 0 <= number < inputs)
        yield from _listed(f"{name}.input names no input", wrong)


def _references(atlas: Atlas) -> Iterator[str]:
    for name, column, target in _REFERENCES:
        values = atlas.table(name)[column]
        flat = pc.list_flatten(values) if pa.types.is_list(values.type) else values
        unknown = flat.filter(pc.invert(pc.is_in(flat, atlas.table(target)[KEYS[target][0]])))
        yield from _listed(f"{name}.{column} names nothing in {target}", unknown.drop_null().to_pylist())


def _offsets(atlas: Atlas) -> Iterator[str]:
    """Check that every span lies within its field, and that every mention is the text at its offsets, within its sentence."""
    fields = ("title", "abstract")
    ids, *texts = (atlas.table("papers")[name].to_pylist() for name in ("paper_id", *fields))
    columns = {field: dict(zip(ids, column, strict=True)) for field, column in zip(fields, texts, strict=True)}
    for name in ("mentions", "relations", "results"):
        rows = (row for batch in atlas.batches(name) for row in batch.to_pylist())
        wrong = (row["paper_id"] for row in rows if not _fits(row, columns[row["field"]].get(row["paper_id"], "")))
        yield from _listed(f"{name} has offsets that do not fit the text of", wrong)


def _fits(row: dict[str, Any], text: str) -> bool:
    start, end = int(row["start"]), int(row["end"])
    if not 0 <= start < end <= len(text) or "text" not in row:
        return 0 <= start < end <= len(text)
    return bool(text[start:end] == row["text"] and row["sent_start"] <= start and end <= row["sent_end"] <= len(text))


def _exports(atlas: Atlas) -> Iterator[str]:
    """Make every export again from the tables and compare; the files of a store differ each time, its triples do not."""
    with tempfile.TemporaryDirectory() as folder:
        bare = _without_exports(atlas, Path(folder))
        for name, export in atlas.manifest.get("exports", {}).items():
            again = bare.path / Path(export["file"]).name
            try:
                plugins.output(name).write(bare, again)
                same = _triples(atlas) == _triples(bare) if name == "store" else _same(atlas.path / export["file"], again)
            except KGError as error:
                yield f"{export['file']} cannot be checked: {error}"
            else:
                if not same:
                    yield f"{export['file']} does not say what the tables say; make it again with `kg export` or `kg build`"


def _without_exports(atlas: Atlas, folder: Path) -> Atlas:
    """Return an atlas in `folder` of the same tables, so that no output can be made of another one."""
    for name in (FILE_NAME, MERGES, *(f"{table}.parquet" for table in SCHEMAS)):
        (folder / name).symlink_to((atlas.path / name).resolve())
    return Atlas(folder)


def _same(one: Path, other: Path) -> bool:
    if not one.is_dir():
        return one.is_file() and one.read_bytes() == other.read_bytes()
    names = sorted(path.relative_to(one) for path in one.rglob("*"))
    return names == sorted(path.relative_to(other) for path in other.rglob("*")) and all(
        _same(one / name, other / name) for name in names if (one / name).is_file()
    )


def _triples(atlas: Atlas) -> list[str]:
    """Return the triples in the store of an atlas, sorted, blank nodes without their names."""
    return sorted(_BLANK_NODE.sub("_:", line) for line in plugins.query_engine().ask(atlas, _ALL).text("nt").splitlines())


def _listed(what: str, wrong: Iterable[object]) -> Iterator[str]:
    """Yield one sentence that names the first of the wrong values, if there is any."""
    found = sorted(set(map(repr, wrong)))
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield f"{what}: {', '.join(found[:_SHOWN])}{more}"
