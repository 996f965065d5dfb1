"""Sorting triples on disk."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from outputs.columns import Row, to_lines, to_triples
from outputs.counting import Counts
from outputs.sorting import iter_sorted

_NAMES = st.sampled_from(["a", "a/b", "a-b", "b", "\u00e9", "\U0001f600"]).map(lambda name: f"<{name}>")
_LITERALS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\')).map(lambda text: f'"{text}"')
TRIPLES = st.lists(st.tuples(_NAMES, _NAMES, _NAMES | _LITERALS))


def line(row: Row) -> bytes:
    return f"{' '.join(row)} .\n".encode()


def sort(rows: list[Row], folder: Path, size: int) -> list[pa.RecordBatch]:
    batches = [to_triples(rows[start : start + size]) for start in range(0, len(rows), size)]
    return list(iter_sorted(batches, folder, bytes_in_memory=size * 20, block=size))


@given(rows=TRIPLES, size=st.integers(1, 5))
def test_triples_come_once_and_in_the_order_of_their_lines_however_few_memory_holds(rows: list[Row], size: int) -> None:
    with TemporaryDirectory() as folder:
        found = sort(rows, Path(folder), size)
    assert b"".join(bytes(to_lines(batch)) for batch in found) == b"".join(sorted(set(map(line, rows))))


@given(rows=TRIPLES, size=st.integers(1, 5))
def test_all_triples_of_a_subject_come_together_and_are_counted(rows: list[Row], size: int) -> None:
    with TemporaryDirectory() as folder:
        found = sort(rows, Path(folder), size)
    subjects = list(chain.from_iterable(batch["subject"].unique().to_pylist() for batch in found))
    assert len(subjects) == len(set(subjects))
    counts = Counts()
    assert list(counts.passing(found)) == found
    assert (counts.subjects, counts.properties.total()) == (len({row[0] for row in rows}), len(set(rows)))


def test_nothing_is_left_on_disk(tmp_path: Path) -> None:
    assert sort([("<b>", "<p>", "<o>"), ("<a>", "<p>", "<o>")], tmp_path, 1)
    assert not list(tmp_path.iterdir())
