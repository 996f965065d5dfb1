"""The tables as CSV and JSON Lines."""

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.atlas import Atlas
from kg.tables import SCHEMAS
from outputs.tables import CSV, JSONL

RESULT = {"paper_id": "title-a", "value": Decimal("28.4"), "value_text": "28.4", "start": -1, "confidence": -0.5}


def csv_rows(atlas: Atlas, table: str, folder: Path) -> list[dict[str, str]]:
    CSV.write(atlas, folder / "csv")
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def jsonl_rows(atlas: Atlas, table: str, folder: Path) -> list[dict[str, Any]]:
    JSONL.write(atlas, folder / "jsonl")
    with (folder / "jsonl" / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def test_each_table_is_a_file(small_atlas: Atlas, tmp_path: Path) -> None:
    CSV.write(small_atlas, tmp_path / "csv")
    JSONL.write(small_atlas, tmp_path / "jsonl")
    assert {path.name for path in (tmp_path / "csv").iterdir()} == {f"{name}.csv" for name in SCHEMAS}
    assert {path.name for path in (tmp_path / "jsonl").iterdir()} == {f"{name}.jsonl" for name in SCHEMAS}


def test_csv_writes_lists_as_json_and_leaves_the_unknown_empty(small_atlas: Atlas, tmp_path: Path) -> None:
    concept = csv_rows(small_atlas, "concepts", tmp_path)[-2]
    assert (concept["concept_id"], json.loads(concept["aliases"])) == ("rnn", ["RNN", "recurrent neural network"])
    assert (concept["hidden"], concept["x"]) == ("false", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_disarms_formulas(make_atlas: Callable[..., Atlas], tmp_path: Path, start: str) -> None:
    atlas = make_atlas({"papers": [{"paper_id": "title-a", "title": f"{start}cmd()", "authors": [f"{start}x"]}]})
    [paper] = csv_rows(atlas, "papers", tmp_path)
    assert paper["title"] == f"'{start}cmd()"
    assert json.loads(paper["authors"]) == [f"{start}x"]


def test_csv_leaves_numbers_alone(make_atlas: Callable[..., Atlas], tmp_path: Path) -> None:
    [result] = csv_rows(make_atlas({"results": [RESULT]}), "results", tmp_path)
    assert (result["start"], result["confidence"], result["value"]) == ("-1", "-0.5", "28.4")


def test_jsonl_is_exact(small_atlas: Atlas, tmp_path: Path) -> None:
    for name in ("papers", "concepts", "usages", "links"):
        assert jsonl_rows(small_atlas, name, tmp_path) == small_atlas.table(name).to_pylist()


def test_jsonl_writes_decimals_as_text(make_atlas: Callable[..., Atlas], tmp_path: Path) -> None:
    [result] = jsonl_rows(make_atlas({"results": [RESULT]}), "results", tmp_path)
    assert result["value"] == "28.4"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_comes_back(make_atlas: Callable[..., Atlas], tmp_path: Path, title: str) -> None:
    atlas = make_atlas({"papers": [{"paper_id": "title-a", "title": title}]})
    assert jsonl_rows(atlas, "papers", tmp_path)[0]["title"] == title
    assert csv_rows(atlas, "papers", tmp_path)[0]["title"].removeprefix("'") == title.removeprefix("'")


def test_writing_twice_gives_the_same_bytes(small_atlas: Atlas, tmp_path: Path) -> None:
    for output in (CSV, JSONL):
        for name in ("one", "two"):
            output.write(small_atlas, tmp_path / name)
        assert [path.read_bytes() for path in sorted((tmp_path / "one").iterdir())] == [
            path.read_bytes() for path in sorted((tmp_path / "two").iterdir())
        ]
