"""What each part of the triples is made from: the tables of an atlas, the base of its IRIs, and which concepts are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from kg.model import CONCEPT_TYPES
from outputs.columns import joined
from outputs.ontology import term

if TYPE_CHECKING:
    from kg.atlas import Atlas

TYPES = {name: term(f"pkg:{name}") for name in CONCEPT_TYPES}
FIELDS = {"title": term("dcterms:title"), "abstract": term("dcterms:abstract")}

ROWS = 8_192
"""How many rows are taken at a time."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An atlas seen as linked data; `hidden` are the ids of the concepts that are left out."""

    atlas: "Atlas"
    base: str
    hidden: pa.Array

    @classmethod
    def of(cls, atlas: "Atlas", base: str) -> "Scope":
        """Return the scope of an atlas."""
        hidden = [concept for concept, hidden in atlas.rows("concepts", "concept_id", "hidden") if hidden]
        return cls(atlas, base, pa.array(hidden, pa.string()))

    def batches(self, table: str, *columns: str) -> Iterator[pa.RecordBatch]:
        """Yield some columns of a table, some rows at a time."""
        return self.atlas.batches(table, rows=ROWS, columns=columns)

    def concepts(self, ids: pa.Array) -> pa.Array:
        """Return the IRIs of concepts, null for one that is left out."""
        shown = pc.if_else(pc.is_in(ids, self.hidden), pa.scalar(None, pa.string()), ids)
        return joined(f"<{self.base}concept/", shown, ">")

    def papers(self, ids: pa.Array) -> pa.Array:
        """Return the IRIs of papers."""
        return joined(f"<{self.base}paper/", ids, ">")
