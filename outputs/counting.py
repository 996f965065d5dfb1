"""Counting triples while they pass, for the description of the whole (https://www.w3.org/TR/void/#statistics)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from outputs.ontology import term

_TYPE = term("rdf:type")


@dataclass(slots=True)
class Counts:
    """How many triples each property has, how many members each class, and how many subjects there are."""

    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    subjects: int = 0

    def passing(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield batches of distinct triples, each counted; all of a subject are in one."""
        for batch in batches:
            properties = batch["predicate"]
            self.properties.update(_counted(properties))
            self.classes.update(_counted(batch["object"].filter(pc.equal(properties, _TYPE))))
            self.subjects += pc.count_distinct(batch["subject"]).as_py()
            yield batch

    def with_triples(self, triples: pa.RecordBatch) -> "Counts":
        """Return these counts and those of more triples with subjects of their own."""
        both = Counts(self.properties.copy(), self.classes.copy(), self.subjects)
        for _ in both.passing([triples]):
            pass
        return both


def _counted(terms: pa.Array) -> dict[str, int]:
    return {each["values"]: each["counts"] for each in terms.value_counts().to_pylist()}
