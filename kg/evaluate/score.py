"""Precision, recall and F1 from counts that were summed over all papers (micro average)."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kg.model import CONCEPT_TYPES, ConceptType

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Score:
    """How many were matched, of how many found and how many in gold. Ratios lie in 0..1; nothing of nothing is 1.

    >>> round(Score(matched=3, found=4, gold=6).f1, 6)
    0.6
    """

    matched: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.matched / self.found if self.found else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return self.matched / self.gold if self.gold else float(self.found == 0)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.found + self.gold
        return 2 * self.matched / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A score that ignores types, one that asks them to agree, and the latter for each type in the order of `CONCEPT_TYPES`."""

    untyped: Score
    typed: Score
    by_type: tuple[tuple[ConceptType, Score], ...]


def count_breakdown(
    matched: int, *, agreed: Iterable[ConceptType], found: Iterable[ConceptType], gold: Iterable[ConceptType]
) -> Breakdown:
    """Return the scores of `matched` pairs; `agreed` are the types of the pairs that agree, the others those of all items."""
    agreed_by, found_by, gold_by = Counter(agreed), Counter(found), Counter(gold)
    return Breakdown(
        untyped=Score(matched, found_by.total(), gold_by.total()),
        typed=Score(agreed_by.total(), found_by.total(), gold_by.total()),
        by_type=tuple((kind, Score(agreed_by[kind], found_by[kind], gold_by[kind])) for kind in CONCEPT_TYPES),
    )


def overlap(found: Iterable[Item], gold: Iterable[Item]) -> Counter[Item]:
    """Return what stands in both, as often as it stands in each."""
    return Counter(found) & Counter(gold)
