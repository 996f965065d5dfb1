"""A build with the user's own names."""

import json
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import SettingsError

TITLES = ("Gated Nets", "Beam Search")


def paper(tmp_path: Path, number: int) -> Path:
    file = tmp_path / f"{number}.jsonl"
    text = "We call our system Blorp and rank trees by LEAVES, which the blorp does not."
    file.write_text(json.dumps({"id": str(number), "title": TITLES[number], "abstract": text}) + "\n", "utf-8")
    return file


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """Two names, one of them with an id, the other a generic word."""
    file = tmp_path / "mine.tsv"
    file.write_text("name\ttype\tid\nBlorp\tMethod\tblorp-search\nsystem\tDataset\t\n", "utf-8")
    return file


def settings(names: Path | str) -> kg.Settings:
    return kg.Settings.model_validate({"extraction": {"names": str(names)}, "outputs": {"formats": []}})


def contents(atlas: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in atlas.iterdir() if path.is_file()}


def test_names_are_found_typed_shown_and_kept_and_adding_needs_the_file_no_more(tmp_path: Path, names: Path) -> None:
    one, two = (paper(tmp_path, number) for number in (0, 1))
    kg.build([one], tmp_path / "atlas", settings=settings(names))
    kg.build([one, two], tmp_path / "both", settings=settings(names))
    names.unlink()
    kg.add(tmp_path / "atlas", [two])
    assert contents(tmp_path / "atlas") == contents(tmp_path / "both")
    atlas = kg.open(tmp_path / "both")
    concepts = {row["concept_id"]: row for row in atlas.table("concepts").to_pylist()}
    assert [(concepts[key]["type"], concepts[key]["hidden"]) for key in ("blorp-search", "system")] == [
        ("Method", False),
        ("Dataset", False),
    ]
    assert [row["text"] for row in atlas.table("mentions").to_pylist() if row["concept_id"] == "blorp-search"] == ["Blorp"] * 2
    assert atlas.manifest["settings"]["extraction"]["names"] == "names.tsv"
    assert "names.tsv" in atlas.manifest["files"]


def test_a_wrong_file_is_told_and_nothing_is_written(
    tmp_path: Path, names: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names.write_text("name\ttype\nBlorp\tThing\n", "utf-8")
    command = ["kg", "build", str(paper(tmp_path, 0)), "-o", str(tmp_path / "atlas"), "--names", str(names)]
    monkeypatch.setattr("sys.argv", command)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "mine.tsv:2: no type 'Thing'; the types are Model, Method, Task, Dataset, Metric" in " ".join(
        capsys.readouterr().err.split()
    )
    assert not (tmp_path / "atlas").exists()
    with pytest.raises(SettingsError, match="cannot be read"):
        kg.build([paper(tmp_path, 0)], tmp_path / "atlas", settings=settings(tmp_path / "gone.tsv"))
