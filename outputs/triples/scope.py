"""What each part of the triples is made from: the tables of an atlas, the base of its IRIs, and which concepts are left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model import CONCEPT_TYPES
from outputs.ontology import term

if TYPE_CHECKING:
    from kg.atlas import Atlas

TYPES = {name: term(f"pkg:{name}") for name in CONCEPT_TYPES}
FIELDS = {"title": term("dcterms:title"), "abstract": term("dcterms:abstract")}

_ROWS = 8_192  # at a time
_Fact = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """An atlas seen as linked data; `hidden` are the ids of the concepts that are left out."""

    atlas: "Atlas"
    base: str
    hidden: frozenset[str]

    @classmethod
    def of(cls, atlas: "Atlas", base: str) -> "Scope":
        """Return the scope of an atlas."""
        return cls(
            atlas, base, frozenset(concept for concept, hidden in iter_rows(atlas, "concepts", "concept_id", "hidden") if hidden)
        )

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, with the values of some columns."""
        return iter_rows(self.atlas, table, *columns)

    def concept(self, concept_id: str) -> str:
        """Return the IRI of a concept."""
        return f"<{self.base}concept/{concept_id}>"

    def paper(self, paper_id: str) -> str:
        """Return the IRI of a paper."""
        return f"<{self.base}paper/{paper_id}>"


def iter_rows(atlas: "Atlas", table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table of an atlas, with the values of some columns."""
    for batch in atlas.batches(table, rows=_ROWS):
        yield from zip(*(batch[column].to_pylist() for column in columns), strict=True)


def to_lines(subject: str, facts: Iterable[_Fact]) -> Iterator[str]:
    """Yield a line for each fact, a predicate and an object, whose object is known."""
    return (f"{subject} {predicate} {value} .\n" for predicate, value in facts if value is not None)
