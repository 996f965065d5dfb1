"""The tables as files: what is written is read, and a flipped bit is found."""

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

import kg
from kg.errors import AtlasError
from kg.tables import SCHEMAS, read_table, sort_table, write_table


def papers(number: int) -> pa.Table:
    ids = [f"id-{n:04d}" for n in range(number)]
    return sort_table("papers", pa.table({"paper_id": ids, "title": [f"Paper {each}" for each in ids]}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_table_passes_through_its_file(name: str, tmp_path: Path) -> None:
    write_table(SCHEMAS[name].empty_table(), tmp_path / "file")
    assert read_table(name, tmp_path / "file").equals(SCHEMAS[name].empty_table())


def test_a_flipped_bit_in_any_page_is_one_sentence(tmp_path: Path) -> None:
    write_table(papers(300), tmp_path / "papers.parquet")
    content = (tmp_path / "papers.parquet").read_bytes()
    sound = read_table("papers", tmp_path / "papers.parquet")
    for place in range(4, len(content) - 4, 97):
        (tmp_path / "papers.parquet").write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        try:
            assert read_table("papers", tmp_path / "papers.parquet").equals(sound), place
        except AtlasError:
            continue


def test_batches_of_a_damaged_table_are_one_sentence(atlas: kg.Atlas, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(atlas.path, tmp_path / "atlas"))
    content = bytearray((copy / "mentions.parquet").read_bytes())
    content[200] ^= 255
    (copy / "mentions.parquet").write_bytes(content)
    with pytest.raises(AtlasError, match=r"mentions\.parquet is damaged"):
        list(kg.open(copy).batches("mentions"))
