"""Triples by the column: what N-Triples writes for a subject, a predicate and an object, each as text in an Arrow column."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

SCHEMA = pa.schema([("subject", pa.string()), ("predicate", pa.string()), ("object", pa.string())])

Row = tuple[str, str, str]
ToTerm = Callable[[Any], str | None]
_Name = TypeVar("_Name", bound=str)


class Facts(NamedTuple):
    """What one predicate says of many subjects; a null on either side says nothing."""

    subjects: pa.Array
    predicate: str
    objects: pa.Array | str

    def triples(self) -> pa.RecordBatch:
        """Return a triple for each subject and its object."""
        rows = len(self.subjects)
        objects = pa.repeat(self.objects, rows) if isinstance(self.objects, str) else self.objects
        batch = pa.RecordBatch.from_arrays([self.subjects, pa.repeat(self.predicate, rows), objects], schema=SCHEMA)
        return batch.drop_null() if self.subjects.null_count or objects.null_count else batch


def to_triples(rows: Iterable[Row]) -> pa.RecordBatch:
    """Return triples that are given one by one."""
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return pa.RecordBatch.from_arrays([pa.array(column, pa.string()) for column in columns], schema=SCHEMA)


def to_lines(triples: pa.RecordBatch) -> pa.Buffer:
    """Return the lines of triples as UTF-8, one behind the other."""
    lines = pc.binary_join_element_wise(*triples.columns, ".\n", " ")
    return pc.binary_join(pa.ListArray.from_arrays([0, len(lines)], lines), "")[0].as_buffer()


def joined(*parts: pa.Array | str) -> pa.Array:
    """Return the texts of the parts one behind the other, null where one of them is; some part is a column."""
    return pc.binary_join_element_wise(*parts, "")


def terms(values: pa.Array, to_term: ToTerm) -> pa.Array:
    """Return the term of each value, null where it has none; a value that stands often is made into its term once."""
    coded = values.dictionary_encode()
    made = [to_term(value) for value in coded.dictionary.to_pylist()]
    return pa.array(made, pa.string()).take(coded.indices)


def each(predicate: str, subjects: pa.Array, lists: pa.Array, to_terms: Callable[[pa.Array], pa.Array]) -> Facts:
    """Return the facts whose objects are the terms of all values in the list of each subject."""
    return Facts(subjects.take(pc.list_parent_indices(lists)), predicate, to_terms(pc.list_flatten(lists)))


def iter_by(column: pa.Array, names: Iterable[_Name]) -> Iterator[tuple[_Name, pa.Array]]:
    """Yield each name that stands in the column, with a mask of where."""
    for name in names:
        mask = pc.equal(column, name)
        if mask.true_count:
            yield name, mask
