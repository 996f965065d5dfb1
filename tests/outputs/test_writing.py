"""Files and folders that are written whole or not at all."""

from pathlib import Path

import pytest

from kg.errors import AtlasError
from outputs.writing import replacing_file, replacing_folder, write_whole


def test_a_file_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "old")
    write_whole(tmp_path / "a.txt", "new\r\n")
    assert (tmp_path / "a.txt").read_bytes() == b"new\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def write_half(path: Path) -> None:
    with replacing_file(path) as draft:
        draft.write_text("half", encoding="utf-8")
        raise RuntimeError


def test_an_error_while_writing_leaves_the_old_file_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "old")
    with pytest.raises(RuntimeError):
        write_half(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    for text in ("old", "new"):
        with replacing_folder(tmp_path / "a") as draft:
            (draft / text).write_text(text, encoding="utf-8")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_error_while_filling_leaves_the_old_folder_whole(tmp_path: Path) -> None:
    with replacing_folder(tmp_path / "a") as draft:
        (draft / "old").touch()
    with pytest.raises(RuntimeError), replacing_folder(tmp_path / "a"):
        raise RuntimeError
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_place_that_cannot_be_written_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AtlasError, match=r"file/a\.txt cannot be written \(.+\); free the place or choose another folder"):
        write_whole(tmp_path / "file" / "a.txt", "text")
