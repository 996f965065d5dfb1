"""Found relations against gold's: right is one whose two ends are matched and whose relation is gold's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from kg.evaluate.mistakes import Comparison
from kg.evaluate.score import Score
from kg.model import RELATIONS, RelationName

_Stated = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class RelationScores:
    """The score of all relations, and of each in the order of `RELATIONS`."""

    all: Score
    by_relation: tuple[tuple[RelationName, Score], ...]


def score_relations(comparisons: Sequence[Comparison], relations: pa.Table) -> RelationScores:
    """Return how well the table `relations` agrees with gold; those of hidden concepts do not count as found."""
    papers = [(each.gold.paper.paper_id, each.gold.relations) for each in comparisons]
    gold = {(paper, ours.head, ours.relation, ours.tail) for paper, stated in papers for ours in stated}
    found = set(_iter_found(comparisons, relations.select(["paper_id", "head_id", "relation", "tail_id"]).to_pylist()))
    right, all_found, all_gold = (Counter(relation for _, _, relation, _ in side) for side in (found & gold, found, gold))
    scores = ((name, Score(right[name], all_found[name], all_gold[name])) for name in RELATIONS)
    return RelationScores(Score(right.total(), all_found.total(), all_gold.total()), tuple(scores))


def _iter_found(comparisons: Sequence[Comparison], rows: Sequence[dict[str, str]]) -> Iterator[_Stated]:
    """Yield the relations of the papers' visible concepts, by gold's names where these are matched, else by their ids."""
    papers = {each.gold.paper.paper_id: _names(each) for each in comparisons}
    for row in rows:
        names = papers.get(row["paper_id"], {})
        if row["head_id"] in names and row["tail_id"] in names:
            yield row["paper_id"], names[row["head_id"]], row["relation"], names[row["tail_id"]]


def _names(comparison: Comparison) -> dict[str, str]:
    """Return the name of each visible concept; that of one that is not matched is no name in gold."""
    names = {each.concept_id: f"not in gold: {each.concept_id}" for each in comparison.found.concepts}
    return names | {theirs.concept_id: ours.name for ours, theirs in comparison.pairs}
