"""`kg add`, `kg remove`, `kg diff` and `kg check` as a person meets them."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg import switch

Run = Callable[..., subprocess.CompletedProcess[str]]

QUICK = kg.Settings.model_validate({"outputs": {"formats": []}})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An atlas of one paper, and a file with another and a broken line."""
    (tmp_path / "one.jsonl").write_text('{"id": 1, "title": "Beam Search", "abstract": "We use beam search."}\n')
    (tmp_path / "two.jsonl").write_text('{"id": 2, "title": "Dropout", "abstract": "We use dropout."}\n{"id": broken\n')
    kg.build([tmp_path / "one.jsonl"], tmp_path / "atlas", settings=QUICK)
    return tmp_path


def test_add_says_what_became_of_the_records(run: Run, place: Path) -> None:
    done = run("add", place / "atlas", place / "two.jsonl", "--strict", code=1)
    assert "read 3 records: 2 kept, 1 skipped, 0 merged; 1 papers extracted" in done.stderr
    assert "two.jsonl:2 skipped" in done.stderr
    assert "2 papers" in done.stdout


def test_diff_and_remove(run: Run, place: Path) -> None:
    kg.build([place / "one.jsonl", place / "two.jsonl"], place / "both", settings=QUICK)
    assert "+ Dropout (id-2)" in run("diff", place / "atlas", place / "both").stdout
    found = json.loads(run("diff", place / "both", place / "atlas", "--json").stdout)
    assert found["papers"]["went"] == [{"ids": ["id-2"], "name": "Dropout", "fields": []}]
    run("remove", place / "both", "id-2")
    assert kg.open(place / "both").table("papers")["paper_id"].to_pylist() == ["id-1"]


def test_a_second_writer_is_told_who_is_first(run: Run, place: Path) -> None:
    with pytest.raises(RuntimeError, match="enough"), switch.writing(place / "atlas"):
        stderr = run("remove", place / "atlas", "id-1", code=2).stderr
        raise RuntimeError("enough")
    assert f"is being written by another process (pid {os.getpid()})" in stderr
    assert len(stderr.splitlines()) == 1


def test_check_exits_with_1_and_names_what_is_wrong(run: Run, place: Path) -> None:
    assert "is whole" in run("check", place / "atlas").stdout
    (place / "atlas" / "links.parquet").unlink()
    assert "links.parquet is missing" in run("check", place / "atlas", code=1).stdout
