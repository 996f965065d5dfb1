"""A build makes the whole folder of an atlas anew: it never takes away what is not the atlas's own."""

import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import AtlasError
from kg.exporting import export

QUICK = kg.Settings.model_validate({"outputs": {"formats": []}})


@pytest.fixture
def copy(atlas: kg.Atlas, tmp_path: Path) -> Path:
    """A copy of the sample's atlas."""
    return Path(shutil.copytree(atlas.path, tmp_path / "atlas"))


@pytest.mark.parametrize("name", ["notes.txt", "mine.parquet", "exports/mine.csv"])
def test_a_file_of_the_user_within_an_atlas_is_not_lost(name: str, copy: Path, sample: Path) -> None:
    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).write_text("mine")
    with pytest.raises(AtlasError, match=f"holds {name}, which no build wrote and none would keep; move it elsewhere"):
        kg.build([sample], copy)
    assert (copy / name).read_text() == "mine"


def test_a_folder_with_a_manifest_of_something_else_is_not_replaced(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a browser extension"}')
    with pytest.raises(AtlasError, match="exists and is not an atlas"):
        kg.build([sample], tmp_path)
    assert (tmp_path / "manifest.json").exists()


def test_an_atlas_with_a_damaged_manifest_can_be_built_again(copy: Path, tmp_path: Path) -> None:
    (copy / "manifest.json").write_text("{")
    (tmp_path / "one.jsonl").write_text('{"title": "Gates and Trees", "abstract": "Dropout helps."}')
    kg.build([tmp_path / "one.jsonl"], copy)
    assert kg.open(copy).manifest["counts"]["papers"] == 1


def test_a_damaged_manifest_does_not_give_away_what_stands_beside_it(copy: Path, sample: Path) -> None:
    (copy / "manifest.json").write_text("{")
    (copy / "notes.txt").write_text("mine")
    with pytest.raises(AtlasError, match=r"holds notes\.txt"):
        kg.build([sample], copy)


def test_nothing_is_written_within_an_atlas(copy: Path, sample: Path) -> None:
    with pytest.raises(AtlasError, match="inner lies within the atlas .*; give another place with -o"):
        kg.build([sample], copy / "inner")
    for path in (copy / "graph.nt", copy / "exports" / "graph.nt"):
        with pytest.raises(AtlasError, match=r"graph\.nt lies within the atlas"):
            export(kg.open(copy), "nt", path)
    assert not (copy / "inner").exists()


def test_a_damaged_table_is_not_exported(copy: Path, tmp_path: Path) -> None:
    content = bytearray((copy / "papers.parquet").read_bytes())
    content[50] = ord("x")
    (copy / "papers.parquet").write_bytes(content)
    with pytest.raises(AtlasError, match=r"papers\.parquet is damaged: it has not the checksum"):
        export(kg.open(copy), "csv", tmp_path / "tables")
    assert not (tmp_path / "tables").exists()
