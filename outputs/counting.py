"""Counting triples while they pass, for the description of the whole (https://www.w3.org/TR/void/#statistics)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import ne

from outputs.ontology import term

_TYPE = term("rdf:type")


@dataclass(slots=True)
class Counts:
    """How many triples each property has, how many members each class, and how many subjects there are."""

    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    subjects: int = 0

    def passing(self, blocks: Iterable[list[str]]) -> Iterator[list[str]]:
        """Yield blocks of sorted N-Triples lines, each counted."""
        before = ""
        for block in blocks:
            properties = [line.split(" ", 2)[1] for line in block]
            self.properties.update(properties)
            typed = compress(block, map(_TYPE.__eq__, properties))
            self.classes.update([line[:-3].split(" ", 2)[2] for line in typed])
            subjects = [line[: line.index(" ")] for line in block]
            self.subjects += sum(map(ne, subjects, chain([before], subjects)))
            before = subjects[-1] if subjects else before
            yield block

    def with_lines(self, lines: list[str]) -> "Counts":
        """Return these counts and those of more sorted lines with subjects of their own."""
        both = Counts(self.properties.copy(), self.classes.copy(), self.subjects)
        for _ in both.passing([lines]):
            pass
        return both
