"""Sorting lines on disk."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from outputs.sorting import iter_sorted

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r")).map(lambda text: text + "\n"))


@given(lines=LINES, lines_in_memory=st.integers(1, 5))
def test_lines_come_once_and_in_the_order_of_their_bytes_however_few_memory_holds(lines: list[str], lines_in_memory: int) -> None:
    with TemporaryDirectory() as folder:
        found = list(chain.from_iterable(iter_sorted(lines, Path(folder), lines_in_memory=lines_in_memory)))
    assert [line.encode() for line in found] == sorted({line.encode() for line in lines})


def test_nothing_is_left_on_disk(tmp_path: Path) -> None:
    assert list(iter_sorted(["b\n", "a\n", "c\n"], tmp_path, lines_in_memory=1)) == [["a\n"], ["b\n"], ["c\n"]]
    assert not list(tmp_path.iterdir())
