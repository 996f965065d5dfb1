"""Found results against gold's: a value is right on its own, with its metric, with its dataset too, and as a whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from kg.evaluate.gold import GoldResult
from kg.evaluate.mistakes import Comparison
from kg.evaluate.score import Score, overlap
from kg.evaluate.values import value_key

PARTS = ("metric", "dataset", "task", "model")
"""What a result is of, in the order in which it is asked to agree."""

_Key = tuple[Decimal | str | None, ...]


@dataclass(frozen=True, slots=True)
class ResultScores:
    """The scores by how much must agree, one stricter than the other; a part that gold leaves empty must be empty."""

    value: Score
    with_metric: Score
    with_dataset: Score
    whole: Score


def score_results(comparisons: Sequence[Comparison], results: pa.Table) -> ResultScores:
    """Return how well the table `results` agrees with gold; a concept agrees where it is matched to the one that gold names."""
    rows: dict[str, list[_Key]] = defaultdict(list)
    for row in results.select(["paper_id", "value_text", *(f"{part}_id" for part in PARTS)]).to_pylist():
        rows[row["paper_id"]].append((value_key(row["value_text"]), *(row[f"{part}_id"] for part in PARTS)))
    pairs = [(rows[each.gold.paper.paper_id], [_gold_key(result, each) for result in each.gold.results]) for each in comparisons]
    return ResultScores(*(_score(pairs, length) for length in (1, 2, 3, 1 + len(PARTS))))


def _score(pairs: Sequence[tuple[Sequence[_Key], Sequence[_Key]]], length: int) -> Score:
    """Return the score of the first `length` parts of each key, paper by paper."""
    right = sum(overlap((key[:length] for key in found), (key[:length] for key in gold)).total() for found, gold in pairs)
    return Score(right, sum(len(found) for found, _ in pairs), sum(len(gold) for _, gold in pairs))


def _gold_key(result: GoldResult, comparison: Comparison) -> _Key:
    """Return a gold result as the atlas would have it; what was not found stands as a name that no concept id is equal to."""
    ids = {ours.name: theirs.concept_id for ours, theirs in comparison.pairs}
    names = (result.metric, result.dataset, result.task, result.model)
    return value_key(result.value), *(None if name is None else ids.get(name, f"not found: {name}") for name in names)
