"""Checking an atlas: a whole one has no problem, and each kind of damage is told."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

import kg
from kg.checking import check
from kg.manifest import FILE_NAME, file_hash
from kg.tables import write_table


@pytest.fixture
def copy(atlas: kg.Atlas, tmp_path: Path) -> Path:
    """A copy of the sample's atlas, to be damaged."""
    return Path(shutil.copytree(atlas.path, tmp_path / "atlas"))


def rewrite(path: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change a table, and make the manifest say that it is so."""
    file = path / f"{name}.parquet"
    write_table(change(kg.open(path).table(name)), file)
    manifest = json.loads((path / FILE_NAME).read_text())
    manifest["files"][file.name] = file_hash(file)
    (path / FILE_NAME).write_text(json.dumps(manifest))


def replaced(table: pa.Table, column: str, value: object) -> pa.Table:
    """Return `table` with another value in the first row of a column."""
    values = [value, *table[column].to_pylist()[1:]]
    return table.set_column(
        table.schema.get_field_index(column), table.schema.field(column), pa.array(values, table[column].type)
    )


def test_a_whole_atlas_has_no_problem(atlas: kg.Atlas) -> None:
    assert list(check(atlas)) == []


@pytest.mark.parametrize("name", ["links.parquet", "merges.sssom.tsv", "intake.jsonl", "graph.ttl", "index.html"])
def test_a_changed_byte_is_found(name: str, copy: Path) -> None:
    with (copy / name).open("ab") as file:
        file.write(b" ")
    assert f"{name} has not the checksum that the manifest gives" in list(check(kg.open(copy)))


@pytest.mark.parametrize("name", ["links.parquet", "graph.nt", "store"])
def test_a_missing_file_is_found(name: str, copy: Path) -> None:
    shutil.rmtree(copy / name) if (copy / name).is_dir() else (copy / name).unlink()
    assert f"{name} is missing" in list(check(kg.open(copy)))


def test_a_table_that_cannot_be_read_is_one_sentence(copy: Path) -> None:
    (copy / "usages.parquet").write_bytes(b"PAR1 rubbish PAR1")
    problems = list(check(kg.open(copy)))
    assert any("usages.parquet is damaged" in problem for problem in problems)
    assert all(problem.isprintable() for problem in problems)


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("mentions", lambda table: replaced(table, "start", 9_999), "mentions has offsets that do not fit the text of"),
        (
            "mentions",
            lambda table: replaced(table, "concept_id", "nobody"),
            "mentions.concept_id names nothing in concepts: 'nobody'",
        ),
        ("links", lambda table: replaced(table, "shared", ["nobody"]), "links.shared names nothing in concepts: 'nobody'"),
        ("papers", lambda table: replaced(table, "input", 7), "papers.input names no input: 7"),
        (
            "usages",
            lambda table: table.take(list(range(table.num_rows))[::-1]),
            "usages.parquet is not sorted by paper_id, concept_id",
        ),
        ("concepts", lambda table: table.slice(1), "rows, the manifest says"),
        ("papers", lambda table: replaced(table, "title", "Another"), "graph.nt does not say what the tables say"),
        ("papers", lambda table: replaced(table, "title", "Another"), "store does not say what the tables say"),
    ],
)
def test_tables_that_do_not_agree_are_found(name: str, change: Callable[[pa.Table], pa.Table], problem: str, copy: Path) -> None:
    rewrite(copy, name, change)
    assert any(problem in found for found in check(kg.open(copy)))


def test_a_damaged_store_is_found(copy: Path) -> None:
    (largest,) = sorted((copy / "store").rglob("*.sst"), key=lambda path: path.stat().st_size)[-1:]
    content = bytearray(largest.read_bytes())
    for place in range(0, len(content), 50):
        content[place] ^= 255
    largest.write_bytes(content)
    assert any(problem.startswith("store ") for problem in check(kg.open(copy)))
