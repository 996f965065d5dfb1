"""A user's own list of names, as a file."""

from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.vocabulary import Name, read_own_names


def listed(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "mine.tsv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_names_types_and_ids_are_read_in_any_order_of_columns(tmp_path: Path) -> None:
    text = '\ufefftype\tname\tid\r\n# mine\r\nTask\tnode ranking\t\r\n\r\nDataset\t"Trees" 2\ttrees-2\r\n'.replace('"', "")
    names = read_own_names(listed(tmp_path, text))
    assert names == (Name("node ranking", ("Task",)), Name("Trees 2", ("Dataset",), "trees-2"))


def test_the_id_may_be_missing_and_a_line_may_stand_twice(tmp_path: Path) -> None:
    assert read_own_names(listed(tmp_path, "name\ttype\nA1\tModel\nA1\tModel\n")) == (Name("A1", ("Model",)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line must name the columns"),
        ("A1\tModel\n", "the first line must name the columns"),
        ("name\ttype\tname\n", "the first line must name the columns"),
        ("name\ttype\nA1\tThing\n", "mine.tsv:2: no type 'Thing'; the types are Model, Method"),
        ("name\ttype\nA1\n", "mine.tsv:2: no type ''"),
        ("# names\nname\ttype\n\n\tModel\n", "mine.tsv:4: '' is no name"),
        ("name\ttype\nC++\tMethod\n", "mine.tsv:2: 'C++' is no name; a name begins and ends with a letter or digit"),
        ("name\ttype\tid\nA1\tModel\tA 1\n", "mine.tsv:2: 'A 1' is no id"),
        ("name\ttype\nA1\tModel\tx\n", "mine.tsv:2: 3 columns, more than the 2"),
        ("name\ttype\nA1\tModel\nA1\tTask\n", "mine.tsv:3: 'A1' stands in an earlier line with another type"),
        (b"name\ttype\n\xff\tModel\n", "is not UTF-8 text"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_own_names(listed(tmp_path, text))
    assert said in str(told.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"mine\.tsv cannot be read"):
        read_own_names(tmp_path / "mine.tsv")
